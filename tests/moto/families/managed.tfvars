# Every option of tasks: sidecars and a log router, limits and a health check of one's own,
# scaling by a schedule and by memory, Spot, secrets of one service. Besides, a NAT gateway
# per zone, files that are backed up, and the load balancer's access logs.
name       = "shop"
aws_region = "eu-central-1"
image      = "ghcr.io/open-mercato/open-mercato:0.6.7"

availability_zones = ["eu-central-1a", "eu-central-1b"]
nat_gateway_mode   = "per_zone"

runtime_mode = "split_workers"

web_service = {
  autoscaling = {
    min_capacity    = 2
    max_capacity    = 4
    cpu_target      = 60
    memory_target   = 75
    requests_target = 1000
  }
  scheduled_scaling = {
    morning = { schedule = "cron(0 7 ? * MON-FRI *)", timezone = "Europe/Warsaw", min_capacity = 2, max_capacity = 4 }
    evening = { schedule = "cron(0 19 ? * MON-FRI *)", timezone = "Europe/Warsaw", min_capacity = 1, max_capacity = 2 }
  }
  ephemeral_storage_gib = 50
  stop_timeout          = 60
  ulimits               = { nofile = 100000 }
  health_check          = { command = ["CMD-SHELL", "node health.js || exit 1"], start_period = 120 }
  sidecars = [
    "{\"name\":\"router\",\"image\":\"123456789012.dkr.ecr.eu-central-1.amazonaws.com/fluent-bit:3\",\"essential\":true,\"firelensConfiguration\":{\"type\":\"fluentbit\"}}",
    "{\"name\":\"collector\",\"image\":\"public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1\",\"cpu\":128,\"memoryReservation\":256,\"secrets\":[{\"name\":\"TOKEN\",\"valueFrom\":\"arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/collector-Cd56Ef\"}]}",
  ]
  firelens_options = { Name = "cloudwatch_logs", region = "eu-central-1", log_group_name = "/ecs/shop/router" }
}

worker_services = {
  emails = {
    desired_count = 2
    secrets       = { RESEND_API_KEY = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/mail" }
  }
  rest = {
    autoscaling  = { min_capacity = 1, max_capacity = 3, cpu_target = 70 }
    spot_percent = 75
  }
}

scheduler_sync_task    = {}
enable_execute_command = true

# In two forms, of which one names a key in it.
secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:tenant::"
}

tags = { team = "shop" }

uploads_mode   = "efs"
uploads_backup = true

search_mode           = "managed"
search_storage        = "efs"
search_key_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-key-Kl12Mn"

kms_key_arn             = "arn:aws:kms:eu-central-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"
enable_alarms           = true
alarm_topic_arn         = "arn:aws:sns:eu-central-1:123456789012:shop-alarms"
monthly_budget          = { amount_usd = 300, emails = ["ops@example.com"], tag = "team=shop" }
container_insights      = "enhanced"
alb_access_logs_bucket  = "shop-access-logs"
flow_log_retention_days = 14
