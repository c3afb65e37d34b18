# A network with NAT gateways that Terraform looks at, around a database and a Redis that
# exist, each given as one URL. So everything but the tasks is somebody else's.
name       = "shop"
aws_region = "eu-central-1"
image      = "ghcr.io/open-mercato/open-mercato:0.6.7"

networking_mode         = "existing"
vpc_id                  = "vpc-0a1b2c3d4e5f60718"
public_subnet_ids       = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
private_subnet_ids      = ["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"]
existing_network_egress = "nat"
verify_existing_network = true

database_mode           = "external"
database_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/postgres-Mn78Op"
redis_mode              = "external"
redis_url_secret_arn    = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/redis-url"

dns_mode          = "route53"
domain_name       = "shop.example.com"
hosted_zone_id    = "Z0123456789ABCDEFGHIJ"
create_www_record = true

waf_mode        = "existing"
waf_web_acl_arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d"

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:jwt::"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:tenant::"
}
