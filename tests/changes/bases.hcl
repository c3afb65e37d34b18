# The deployments that run before something is changed: a preset, with what the rows need besides.

# Everything is managed: VPC, database, Redis, domain. Workers are services of their own.
base "production" {
  preset = "split-workers-managed"
}

# One service, without a domain.
base "staging" {
  preset = "minimal-managed"
}

# In a VPC that is there already, behind a web ACL.
base "existing_network" {
  preset = "existing-network-with-dns-waf"
}

# PostgreSQL and Redis are elsewhere, and so is DNS.
base "external" {
  preset = "external-dependencies"
}

# As external, with both URLs in plain text, which production refuses.
base "plain_urls" {
  preset = "minimal-managed"
  inputs = {
    database_mode = "external"
    database_url  = "postgres://shop:secret@postgres.example.com/shop"
    redis_mode    = "external"
    redis_url     = "rediss://redis.example.com:6379"
  }
}

# Redis is serverless, with all four of its limits.
base "serverless" {
  preset = "minimal-managed"
  inputs = {
    redis_deployment_mode                = "serverless"
    redis_serverless_min_data_storage_gb = 1
    redis_serverless_max_data_storage_gb = 10
    redis_serverless_min_ecpu_per_second = 1000
    redis_serverless_max_ecpu_per_second = 5000
  }
}

# Every option is on.
base "options" {
  preset = "split-workers-managed"
  inputs = {
    worker_services         = { general = { spot_percent = 50 } }
    enable_alarms           = true
    alarm_topic_arn         = "arn:aws:sns:us-east-1:123456789012:alarms"
    monthly_budget          = { amount_usd = 300, emails = ["ops@example.com"] }
    container_insights      = "enabled"
    alb_access_logs_bucket  = "acme-logs"
    flow_log_retention_days = 14
  }
}

# Production with all there is.
base "complete" {
  preset = "complete"
}

# Files are on a file system, and searches go to a Meilisearch, that are there already.
base "stored_elsewhere" {
  preset = "external-dependencies"
  inputs = {
    uploads_mode           = "efs"
    create_uploads_storage = false
    uploads_file_system_id = "fs-0123456789abcdef0"
    search_mode            = "external"
    search_host            = "https://search.example.com"
    search_key_secret_arn  = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-key-Kl12Mn"
  }
}

# Files are in a bucket that is there already; the search engine's index is on its task's disk.
base "bucket" {
  preset = "minimal-managed"
  inputs = {
    uploads_mode           = "s3"
    create_uploads_storage = false
    uploads_bucket         = "acme-uploads"
    search_mode            = "managed"
    search_key_secret_arn  = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-key-Kl12Mn"
  }
}

# A bucket of its own for files, a key of its own for all that is at rest, and tasks by the clock on larger disks, with a
# container beside app.
base "own_bucket" {
  preset = "minimal-managed"
  inputs = {
    uploads_mode = "s3"
    kms_key_arn  = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    web_service = {
      ephemeral_storage_gib = 30
      sidecars              = ["{\"name\":\"agent\",\"image\":\"public.ecr.aws/acme/agent:1\"}"]
      scheduled_scaling = {
        morning = { schedule = "cron(0 8 ? * MON-FRI *)", timezone = "Europe/Berlin", min_capacity = 2, max_capacity = 4 }
      }
    }
  }
}
