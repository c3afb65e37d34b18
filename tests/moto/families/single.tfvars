# One process that keeps its queues in files, with Redis Serverless, uploads in a bucket
# and a search engine whose index is on its disk. Zones are looked up.
name        = "shop"
environment = "staging"
aws_region  = "eu-central-1"
image       = "ghcr.io/open-mercato/open-mercato:0.6.7"

nat_gateway_mode = "single"

redis_deployment_mode                = "serverless"
redis_serverless_max_data_storage_gb = 5
redis_serverless_max_ecpu_per_second = 5000
allow_env_override_critical          = true
env                                  = { QUEUE_STRATEGY = "local" }
web_service                          = { desired_count = 1 }

dns_mode       = "route53"
domain_name    = "example.com"
hosted_zone_id = "Z0123456789ABCDEFGHIJ"

uploads_mode = "s3"

search_mode           = "managed"
search_key_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:search::"

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:jwt::"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:tenant::"
}
