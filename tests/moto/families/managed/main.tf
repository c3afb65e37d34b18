# Everything is this module's: network, database, Redis. Split workers, of which
# one scales, the scheduler sync, and every option on.

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
    autoscaling           = { min_capacity = 2, max_capacity = 4, cpu_target = 60, memory_target = 75, requests_target = 1000 }
    ephemeral_storage_gib = 50
    stop_timeout          = 60
    ulimits               = { nofile = 100000 }
    health_check          = { command = ["CMD-SHELL", "node health.js || exit 1"], start_period = 120 }
    scheduled_scaling = {
      morning = { schedule = "cron(0 7 ? * MON-FRI *)", timezone = "Europe/Warsaw", min_capacity = 2, max_capacity = 4 }
      evening = { schedule = "cron(0 19 ? * MON-FRI *)", timezone = "Europe/Warsaw", min_capacity = 1, max_capacity = 2 }
    }
    sidecars = [
      jsonencode({ name = "router", image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/fluent-bit:3", essential = true, firelensConfiguration = { type = "fluentbit" } }),
      jsonencode({ name = "collector", image = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1", cpu = 128, memoryReservation = 256, secrets = [{ name = "TOKEN", valueFrom = aws_secretsmanager_secret.collector.arn }] }),
    ]
    firelens_options = { Name = "cloudwatch_logs", region = "eu-central-1", log_group_name = "/ecs/managed/router" }
  }
  worker_services = {
    emails = { desired_count = 2, secrets = { RESEND_API_KEY = aws_ssm_parameter.mail.arn } }
    rest   = { autoscaling = { min_capacity = 1, max_capacity = 3, cpu_target = 70 }, spot_percent = 75 }
  }
  scheduler_sync_task    = {}
  enable_execute_command = true

  secrets = {
    JWT_SECRET                          = aws_secretsmanager_secret.keys.arn
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "${aws_secretsmanager_secret.keys.arn}:tenant::"
  }
  tags = { team = "shop" }

  uploads_mode   = "efs"
  uploads_backup = true

  search_mode           = "managed"
  search_storage        = "efs"
  search_key_secret_arn = aws_secretsmanager_secret.search.arn

  kms_key_arn             = aws_kms_key.this.arn
  enable_alarms           = true
  alarm_topic_arn         = aws_sns_topic.alarms.arn
  monthly_budget          = { amount_usd = 300, emails = ["ops@example.com"], tag = "team=shop" }
  container_insights      = "enhanced"
  alb_access_logs_bucket  = aws_s3_bucket.logs.id
  flow_log_retention_days = 14
}

resource "aws_kms_key" "this" {
  description = "What the deployment keeps"
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

resource "aws_s3_bucket" "logs" {
  bucket        = "managed-access-logs"
  force_destroy = true
}

resource "aws_secretsmanager_secret" "search" {
  name                    = "managed/search-key"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret" "collector" {
  name                    = "managed/collector"
  recovery_window_in_days = 0
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
