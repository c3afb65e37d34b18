# Everything is this module's: network, database, Redis. Split workers, of which
# one scales, and the scheduler sync.

provider "aws" {
  region = "eu-central-1"
}

variable "nat_gateway_mode" {
  type    = string
  default = "per_zone"
}

module "openmercato" {
  source = "../module"

  name               = "managed"
  aws_region         = "eu-central-1"
  image              = "ghcr.io/open-mercato/open-mercato:0.6.7"
  availability_zones = ["eu-central-1a", "eu-central-1b"]
  nat_gateway_mode   = var.nat_gateway_mode

  # So that it can be destroyed again.
  db_deletion_protection = false
  db_skip_final_snapshot = true

  runtime_mode = "split_workers"
  web_service = {
    autoscaling = { min_capacity = 2, max_capacity = 4, cpu_target = 60, memory_target = 75 }
  }
  worker_services = {
    emails = { desired_count = 2, secrets = { RESEND_API_KEY = aws_ssm_parameter.mail.arn } }
    rest   = { autoscaling = { min_capacity = 1, max_capacity = 3, cpu_target = 70 } }
  }
  scheduler_sync_task    = {}
  enable_execute_command = true

  secrets = {
    JWT_SECRET                          = aws_secretsmanager_secret.keys.arn
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "${aws_secretsmanager_secret.keys.arn}:tenant::"
  }
  tags = { team = "shop" }
}

resource "aws_secretsmanager_secret" "keys" {
  name                    = "managed/keys"
  recovery_window_in_days = 0
}

resource "aws_ssm_parameter" "mail" {
  name  = "/managed/mail"
  type  = "SecureString"
  value = "made up"
}

output "openmercato" {
  value = module.openmercato
}
