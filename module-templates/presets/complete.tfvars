# Production with all that OpenMercato can have: files that every task shares, a search
# engine, a key of one's own, alarms, a budget. It is what no advice is left to say of.
name       = "shop"
aws_region = "us-east-1"
image      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"

availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]

dns_mode       = "route53"
domain_name    = "shop.example.com"
hosted_zone_id = "Z0123456789ABCDEFGHIJ"

waf_mode        = "existing"
waf_web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d"

health_check_path = "/api/healthz"

runtime_mode = "split_workers"

# The pools of all tasks, each of 20 connections or what DB_POOL_MAX says, fit into it.
db_instance_class        = "db.m7g.large"
db_max_allocated_storage = 500

web_service = {
  cpu    = 2048
  memory = 8192
  autoscaling = {
    min_capacity    = 2
    max_capacity    = 6
    cpu_target      = 60
    requests_target = 1000
  }
}

worker_services = {
  # Events keep their order with one task.
  events = {
    command = ["yarn", "mercato", "queue", "worker", "events"]
  }
  # Fills the search engine's index.
  indexing = {
    cpu     = 1024
    memory  = 4096
    command = ["yarn", "mercato", "queue", "worker", "fulltext-indexing"]
    autoscaling = {
      min_capacity = 1
      max_capacity = 4
      cpu_target   = 70
    }
  }
  # Everything else, with as many connections as it has jobs at a time.
  general = {
    memory  = 4096
    command = ["yarn", "mercato", "queue", "worker", "--all"]
    env     = { DB_POOL_MAX = "60" }
  }
}

# Started by the pipeline after each deployment.
scheduler_sync_task = {}

uploads_mode = "efs"

search_mode           = "managed"
search_storage        = "efs"
search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-key-Kl12Mn"

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
  RESEND_API_KEY                      = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/mail-Ij56Kl:api-key::"
}

env = {
  EMAIL_FROM = "shop@example.com"
}

enable_alarms   = true
alarm_topic_arn = "arn:aws:sns:us-east-1:123456789012:shop-alarms"

monthly_budget = {
  amount_usd = 1200
  emails     = ["operations@example.com"]
  tag        = "Deployment=shop"
}

flow_log_retention_days = 90
log_retention_days      = 365

# Database, Redis, file systems and logs are encrypted with it.
kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"
