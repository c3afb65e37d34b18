# An internal load balancer in a network of the module's own, around a file system and a
# search engine that exist, besides a database and a Redis. All secrets are encrypted with
# a key of one's own, and the roles have a boundary.
name       = "shop"
aws_region = "eu-central-1"
image      = "ghcr.io/open-mercato/open-mercato:0.6.7"

availability_zones = ["eu-central-1a", "eu-central-1b"]

alb_internal    = true
domain_name     = "shop.example.com"
certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"

database_mode          = "external"
db_host                = "postgres.example.com"
db_name                = "openmercato"
db_username            = "openmercato"
db_password_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/postgres-Mn78Op:password::"
db_tls_mode            = "verify"

redis_mode           = "external"
redis_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/redis-Uv12Wx"

uploads_mode           = "efs"
create_uploads_storage = false
uploads_file_system_id = "fs-0a1b2c3d4e5f60718"

search_mode           = "external"
search_host           = "https://search.example.com"
search_key_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-key-Kl12Mn"

cpu_architecture         = "ARM64"
secrets_kms_key_arns     = ["arn:aws:kms:eu-central-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"]
task_role_policies       = { uploads = "arn:aws:iam::123456789012:policy/shop-uploads" }
permissions_boundary_arn = "arn:aws:iam::123456789012:policy/workload-boundary"

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:jwt::"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:tenant::"
}
