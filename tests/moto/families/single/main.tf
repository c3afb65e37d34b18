# The smallest of everything in one process, with Redis Serverless, a domain, uploads in a
# bucket and a search engine whose index is on its disk.

provider "aws" {
  region = "eu-central-1"
}

resource "aws_route53_zone" "this" {
  name = "example.com"
}

resource "aws_secretsmanager_secret" "keys" {
  name                    = "single/keys"
  recovery_window_in_days = 0
}

module "openmercato" {
  source = "../module"

  name        = "single"
  environment = "staging"
  aws_region  = "eu-central-1"
  image       = "ghcr.io/open-mercato/open-mercato:0.6.7"

  # Zones are looked up: moto answers.
  nat_gateway_mode = "single"

  # So that it can be destroyed again.
  db_deletion_protection = false
  db_skip_final_snapshot = true

  redis_deployment_mode                = "serverless"
  redis_serverless_max_data_storage_gb = 5
  redis_serverless_max_ecpu_per_second = 5000
  allow_env_override_critical          = true
  env                                  = { QUEUE_STRATEGY = "local" }
  web_service                          = { desired_count = 1 }

  dns_mode       = "route53"
  domain_name    = "example.com"
  hosted_zone_id = aws_route53_zone.this.zone_id

  uploads_mode = "s3"

  search_mode           = "managed"
  search_key_secret_arn = "${aws_secretsmanager_secret.keys.arn}:search::"

  secrets = {
    JWT_SECRET                          = "${aws_secretsmanager_secret.keys.arn}:jwt::"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "${aws_secretsmanager_secret.keys.arn}:tenant::"
  }
}

output "openmercato" {
  value = module.openmercato
}
