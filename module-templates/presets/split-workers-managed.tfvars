# Production: the web service runs the application alone, and queues are worked
# off by services of their own, each sized and scaled for what it does.
name       = "shop"
aws_region = "us-east-1"
image      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"

availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]

dns_mode       = "route53"
domain_name    = "shop.example.com"
hosted_zone_id = "Z0123456789ABCDEFGHIJ"

health_check_path = "/api/healthz"

runtime_mode = "split_workers"

web_service = {
  autoscaling = {
    min_capacity = 2
    max_capacity = 6
    cpu_target   = 60
  }
}

worker_services = {
  # Events keep their order with one task.
  events = {
    command = ["yarn", "mercato", "queue", "worker", "events"]
  }
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

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
  RESEND_API_KEY                      = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/mail-Ij56Kl:api-key::"
}

env = {
  EMAIL_FROM = "shop@example.com"
}
