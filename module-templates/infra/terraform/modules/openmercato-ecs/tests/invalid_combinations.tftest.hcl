# Combinations that must fail, each broken in one place. The contract holds the
# rules over several inputs, so those runs are of the contract itself; the rules
# over one input are the module's own.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  # An object of the contract that passes; each run breaks it in one place.
  inputs = {
    name       = "shop"
    aws_region = "eu-central-1"
    image      = "ghcr.io/open-mercato/open-mercato:0.6.7"
  }

  # What these tests do not look at.
  acknowledged_advice = ["default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
}

run "the_object_that_others_break_passes" {
  command = plan
  module { source = "./contract" }
}

run "managed_database_mixed_with_external_inputs" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name       = "shop"
      aws_region = "eu-central-1"
      image      = "ghcr.io/open-mercato/open-mercato:0.6.7"
      db_host    = "db.example.com"
    }
  }
}

run "external_database_without_a_way_to_reach_it" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name          = "shop"
      aws_region    = "eu-central-1"
      image         = "ghcr.io/open-mercato/open-mercato:0.6.7"
      database_mode = "external"
    }
  }
}

run "plaintext_database_url_in_production" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name          = "shop"
      aws_region    = "eu-central-1"
      image         = "ghcr.io/open-mercato/open-mercato:0.6.7"
      database_mode = "external"
      database_url  = "postgres://mercato:mercato@db.example.com:5432/mercato"
    }
  }
}

run "plaintext_redis_url_in_production" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name       = "shop"
      aws_region = "eu-central-1"
      image      = "ghcr.io/open-mercato/open-mercato:0.6.7"
      redis_mode = "external"
      redis_url  = "rediss://redis.example.com:6379"
    }
  }
}

run "multi_az_redis_with_one_node" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name                     = "shop"
      aws_region               = "eu-central-1"
      image                    = "ghcr.io/open-mercato/open-mercato:0.6.7"
      redis_multi_az           = true
      redis_num_cache_clusters = 1
    }
  }
}

run "route53_without_a_zone" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name        = "shop"
      aws_region  = "eu-central-1"
      image       = "ghcr.io/open-mercato/open-mercato:0.6.7"
      dns_mode    = "route53"
      domain_name = "shop.example.com"
    }
  }
}

run "waf_without_a_web_acl" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name       = "shop"
      aws_region = "eu-central-1"
      image      = "ghcr.io/open-mercato/open-mercato:0.6.7"
      waf_mode   = "existing"
    }
  }
}

run "split_workers_without_workers" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name         = "shop"
      aws_region   = "eu-central-1"
      image        = "ghcr.io/open-mercato/open-mercato:0.6.7"
      runtime_mode = "split_workers"
    }
  }
}

run "split_workers_with_local_queues" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name            = "shop"
      aws_region      = "eu-central-1"
      image           = "ghcr.io/open-mercato/open-mercato:0.6.7"
      runtime_mode    = "split_workers"
      worker_services = { all = {} }
      env             = { QUEUE_STRATEGY = "local" }
    }
  }
}

run "split_workers_with_a_web_process_that_spawns" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name            = "shop"
      aws_region      = "eu-central-1"
      image           = "ghcr.io/open-mercato/open-mercato:0.6.7"
      runtime_mode    = "split_workers"
      worker_services = { all = {} }
      # Permission to override does not reach what split mode forces.
      allow_env_override_critical = true
      web_service                 = { env = { AUTO_SPAWN_WORKERS = "true" } }
    }
  }
}

run "existing_network_without_private_subnets" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name                    = "shop"
      aws_region              = "eu-central-1"
      image                   = "ghcr.io/open-mercato/open-mercato:0.6.7"
      networking_mode         = "existing"
      vpc_id                  = "vpc-0123456789abcdef0"
      public_subnet_ids       = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
      existing_network_egress = "nat"
    }
  }
}

run "existing_network_without_a_way_out" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name               = "shop"
      aws_region         = "eu-central-1"
      image              = "ghcr.io/open-mercato/open-mercato:0.6.7"
      networking_mode    = "existing"
      vpc_id             = "vpc-0123456789abcdef0"
      public_subnet_ids  = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
      private_subnet_ids = ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]
    }
  }
}

run "a_name_both_plain_and_secret" {
  command         = plan
  expect_failures = [var.inputs]
  module { source = "./contract" }
  variables {
    inputs = {
      name       = "shop"
      aws_region = "eu-central-1"
      image      = "ghcr.io/open-mercato/open-mercato:0.6.7"
      env        = { EMAIL_FROM = "shop@example.com" }
      secrets    = { EMAIL_FROM = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/email-from" }
    }
  }
}

run "an_unknown_input" {
  command         = plan
  expect_failures = [var.names]
  module { source = "./contract" }
  variables {
    names = ["name", "aws_region", "image", "redis_node_typo"]
  }
}

run "values_that_aws_refuses" {
  command = plan
  expect_failures = [
    var.name,
    var.aws_region,
    var.image,
    var.log_retention_days,
    var.hosted_zone_id,
    var.health_check_path,
    var.alb_ingress_cidrs,
    var.redis_node_type,
    var.acm_validation_method,
    check.plain_http,
  ]
  variables {
    name                  = "Shop"
    aws_region            = "Frankfurt"
    image                 = "openmercato"
    log_retention_days    = 31
    hosted_zone_id        = "example.com"
    health_check_path     = "health"
    alb_ingress_cidrs     = ["10.0.0.0/33"]
    redis_node_type       = "t4g.small"
    acm_validation_method = "EMAIL"
  }
}
