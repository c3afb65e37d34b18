# PostgreSQL and Redis exist already, outside of this module. DNS is elsewhere too:
# the certificate comes ready from ACM, and shop.example.com points at the load
# balancer.
name       = "shop"
aws_region = "us-east-1"
image      = "ghcr.io/example/openmercato:1.4.2"
# User name and token of the registry, which is private.
repository_credentials_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/registry-Qr90St"

availability_zones = ["us-east-1a", "us-east-1b"]

domain_name     = "shop.example.com"
certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"

health_check_path = "/api/healthz"

# By its parts, so that the password can be rotated on its own.
database_mode          = "external"
db_host                = "postgres.example.com"
db_name                = "openmercato"
db_username            = "openmercato"
db_password_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/postgres-Mn78Op:password::"
db_tls_mode            = "verify"

redis_mode           = "external"
redis_url_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/redis-url"

# The key that the parameter is encrypted with.
secrets_kms_key_arns = ["arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"]

# Writes the schedules into the queues, which nothing else does.
scheduler_sync_task = {}

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
}
