# A network of the module's own around a database, a Redis, a file system and a search
# engine that exist. DNS is elsewhere, so the certificate comes ready; the load balancer
# is internal.

provider "aws" {
  region = "eu-central-1"
}

resource "aws_acm_certificate" "this" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_kms_key" "this" {
  description = "Secrets of external"
}

resource "aws_efs_file_system" "this" {
  encrypted = true
}

resource "aws_iam_policy" "uploads" {
  name = "external-uploads"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::external-uploads/*" }]
  })
}

resource "aws_iam_policy" "boundary" {
  name = "external-boundary"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_secretsmanager_secret" "this" {
  for_each = toset(["keys", "database", "redis", "search"])

  name                    = "external/${each.key}"
  kms_key_id              = aws_kms_key.this.arn
  recovery_window_in_days = 0
}

module "openmercato" {
  source = "../module"

  name               = "external"
  aws_region         = "eu-central-1"
  image              = "ghcr.io/open-mercato/open-mercato:0.6.7"
  availability_zones = ["eu-central-1a", "eu-central-1b"]

  alb_internal    = true
  domain_name     = "shop.example.com"
  certificate_arn = aws_acm_certificate.this.arn

  database_mode          = "external"
  db_host                = "postgres.example.com"
  db_name                = "openmercato"
  db_username            = "openmercato"
  db_password_secret_arn = "${aws_secretsmanager_secret.this["database"].arn}:password::"
  db_tls_mode            = "verify"

  redis_mode           = "external"
  redis_url_secret_arn = aws_secretsmanager_secret.this["redis"].arn

  uploads_mode           = "efs"
  create_uploads_storage = false
  uploads_file_system_id = aws_efs_file_system.this.id

  search_mode           = "external"
  search_host           = "https://search.example.com"
  search_key_secret_arn = aws_secretsmanager_secret.this["search"].arn

  cpu_architecture         = "ARM64"
  secrets_kms_key_arns     = [aws_kms_key.this.arn]
  task_role_policies       = { uploads = aws_iam_policy.uploads.arn }
  permissions_boundary_arn = aws_iam_policy.boundary.arn

  secrets = {
    JWT_SECRET                          = "${aws_secretsmanager_secret.this["keys"].arn}:jwt::"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "${aws_secretsmanager_secret.this["keys"].arn}:tenant::"
  }
}

output "openmercato" {
  value = module.openmercato
}
