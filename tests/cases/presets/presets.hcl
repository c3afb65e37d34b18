# The presets, which the examples are made from, and what no preset is.

topic "presets are accepted as they are" {
  accepts "existing-network-with-dns" {
    why   = "Uploads are on the disks of its tasks."
    base  = "existing-network-with-dns"
    warns = ["uploads_on_task_disk"]
  }

  accepts "existing-network-with-dns-waf" {
    why   = "Uploads are on the disks of its tasks."
    base  = "existing-network-with-dns-waf"
    warns = ["uploads_on_task_disk"]
  }

  accepts "external-dependencies" {
    why   = "Uploads are on the disks of its tasks."
    base  = "external-dependencies"
    warns = ["uploads_on_task_disk"]
  }

  accepts "split-workers-managed" {
    why   = "Uploads are on the disks of its tasks."
    base  = "split-workers-managed"
    warns = ["uploads_on_task_disk"]
  }

  accepts "complete" {
    why  = "It raises no advice, and acknowledges none."
    base = "complete"
  }

  accepts "minimal-managed" {
    why   = "The least that runs has no domain; the advice that nobody can sign in over plain HTTP is left standing."
    base  = "minimal-managed"
    warns = ["plain_http"]
  }
}

topic "what is required is enough" {
  accepts "the three required inputs" {
    why = "What has no usable default is asked for by advice: a domain, two secrets, the path that the image answers, the schedules, and a place for uploads."
    inputs = {
      name       = "shop"
      aws_region = "us-east-1"
      image      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"
    }
    warns = ["default_health_path", "no_jwt_secret", "no_scheduler_sync", "no_tenant_encryption_key", "plain_http", "uploads_on_task_disk"]
  }

  accepts "with domain, secrets, health path, schedules and a place for uploads" {
    why = "No default raises advice once these are there."
    inputs = {
      name           = "shop"
      aws_region     = "us-east-1"
      image          = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"
      dns_mode       = "route53"
      domain_name    = "shop.example.com"
      hosted_zone_id = "Z0123456789"

      health_check_path   = "/api/healthz"
      scheduler_sync_task = {}
      uploads_mode        = "efs"
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
    }
  }
}
