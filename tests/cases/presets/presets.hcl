# The presets, which the examples are made from, and what no preset is.

topic "presets are accepted as they are" {
  accepts "existing-network-with-dns" {
    why  = "It raises no advice."
    base = "existing-network-with-dns"
  }

  accepts "existing-network-with-dns-waf" {
    why  = "It raises no advice."
    base = "existing-network-with-dns-waf"
  }

  accepts "external-dependencies" {
    why  = "It raises no advice."
    base = "external-dependencies"
  }

  accepts "split-workers-managed" {
    why  = "It raises no advice."
    base = "split-workers-managed"
  }

  accepts "minimal-managed" {
    why   = "The least that runs has no domain; the advice that nobody can sign in over plain HTTP is left standing."
    base  = "minimal-managed"
    warns = ["plain_http"]
  }
}

topic "what is required is enough" {
  accepts "the three required inputs" {
    why = "What has no usable default is asked for by advice: a domain, two secrets, the path that the image answers, and the schedules."
    inputs = {
      name       = "shop"
      aws_region = "us-east-1"
      image      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"
    }
    warns = ["default_health_path", "no_jwt_secret", "no_scheduler_sync", "no_tenant_encryption_key", "plain_http"]
  }

  accepts "with domain, secrets, health path and schedules" {
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
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
    }
  }
}
