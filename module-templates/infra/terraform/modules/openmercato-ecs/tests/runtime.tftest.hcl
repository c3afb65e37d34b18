# runtime_mode, services, environment and scaling.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "ghcr.io/open-mercato/open-mercato:0.6.7"
  availability_zones = ["eu-central-1a", "eu-central-1b"]

  # Nothing here depends on a resource, so that environments are known at plan.
  domain_name             = "shop.example.com"
  certificate_arn         = "arn:aws:acm:eu-central-1:123456789012:certificate/a1b2c3d4-1234-1234-1234-123456789012"
  database_mode           = "external"
  database_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf"
  redis_mode              = "external"
  redis_url_secret_arn    = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/redis-AbCdEf"
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }

  # What these tests do not look at.
  acknowledged_advice = ["default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
}

run "split_workers" {
  command = plan

  variables {
    runtime_mode = "split_workers"
    worker_services = {
      emails = { command = ["yarn", "mercato", "queue", "worker", "messages-email"], desired_count = 3 }
      rest   = {}
    }
    scheduler_sync_task = {}
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.worker : length(service.load_balancer) == 0 && service.health_check_grace_period_seconds == null])
    error_message = "Workers must not be attached to the load balancer."
  }

  assert {
    condition     = length(aws_ecs_service.web.load_balancer) == 1 && aws_ecs_service.web.health_check_grace_period_seconds > 0
    error_message = "The web service must be attached to the load balancer, and have time to start."
  }

  assert {
    condition     = aws_ecs_service.worker["emails"].desired_count == 3 && jsondecode(aws_ecs_task_definition.worker["emails"].container_definitions)[0].command == ["yarn", "mercato", "queue", "worker", "messages-email"]
    error_message = "Count and command of a worker must be its own."
  }

  assert {
    condition = alltrue([
      for name, container in local.containers : alltrue([
        for forced in [
          { name = "AUTO_SPAWN_WORKERS", value = "false" },
          { name = "AUTO_SPAWN_SCHEDULER", value = "false" },
          { name = "QUEUE_STRATEGY", value = "async" },
        ] : contains(container.environment, forced)
      ])
    ])
    error_message = "In split mode no process may spawn another, and queues must be asynchronous."
  }

  assert {
    condition     = contains(local.containers["web"].environment, { name = "OM_EVENTS_EXTERNAL_WORKER", value = "true" }) && !contains(local.containers["emails"].environment[*].name, "OM_EVENTS_EXTERNAL_WORKER")
    error_message = "The web service must leave events to the workers."
  }

  assert {
    condition     = !contains(keys(jsondecode(aws_ecs_task_definition.worker["rest"].container_definitions)[0]), "portMappings")
    error_message = "Workers have no port."
  }

  assert {
    condition     = output.worker_service_names == { emails = "shop-emails", rest = "shop-rest" }
    error_message = "Worker services must be outputs, by their keys."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.scheduler_sync[0].container_definitions)[0].command == ["yarn", "mercato", "scheduler", "start"]
    error_message = "The scheduler sync must run the scheduler."
  }
}

run "scheduler_sync_is_asynchronous_in_single_mode_too" {
  command = plan

  variables {
    scheduler_sync_task = {}
  }

  assert {
    condition     = contains(local.containers["scheduler-sync"].environment, { name = "QUEUE_STRATEGY", value = "async" })
    error_message = "With local queues the scheduler sync would never end."
  }
}

run "layers_merge" {
  command = plan

  variables {
    env = { LOG_LEVEL = "info", REGION = "eu", EMAIL_FROM = "shop@example.com" }
    web_service = {
      env     = { LOG_LEVEL = "debug", REGION = null, EMAIL_FROM = null }
      secrets = { EMAIL_FROM = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/email-from" }
    }
  }

  assert {
    condition     = contains(local.containers["web"].environment, { name = "LOG_LEVEL", value = "debug" }) && contains(local.containers["migration"].environment, { name = "LOG_LEVEL", value = "info" })
    error_message = "A service's environment must win over the base, for that service alone."
  }

  assert {
    condition     = !contains(local.containers["web"].environment[*].name, "REGION") && contains(local.containers["migration"].environment[*].name, "REGION")
    error_message = "A null value must drop the name."
  }

  assert {
    condition     = !contains(local.containers["web"].environment[*].name, "EMAIL_FROM") && contains(local.containers["web"].secrets[*].name, "EMAIL_FROM")
    error_message = "A name must not be both plain and secret: the later layer decides."
  }

  assert {
    condition     = jsonencode(local.containers["web"].environment[*].name) == jsonencode(sort(local.containers["web"].environment[*].name)) && jsonencode(local.containers["web"].secrets[*].name) == jsonencode(sort(local.containers["web"].secrets[*].name))
    error_message = "Names must be sorted, or the order would churn."
  }

  assert {
    condition     = local.container_layers["web"][*].origin == ["derived", "base", "service", "forced"]
    error_message = "The layers must come in the order of precedence."
  }
}

run "scaling" {
  command = plan

  variables {
    runtime_mode        = "split_workers"
    scheduler_sync_task = {}
    web_service = {
      desired_count = 3
      autoscaling   = { min_capacity = 2, max_capacity = 6, cpu_target = 60, memory_target = 75 }
    }
    worker_services = {
      fixed  = { desired_count = 4 }
      scaled = { autoscaling = { min_capacity = 1, max_capacity = 5, memory_target = 70 } }
    }
  }

  assert {
    condition     = aws_appautoscaling_target.this["web"].min_capacity == 2 && aws_appautoscaling_target.this["web"].max_capacity == 6
    error_message = "The web service must scale within its range."
  }

  assert {
    condition     = aws_appautoscaling_target.this["fixed"].min_capacity == 4 && aws_appautoscaling_target.this["fixed"].max_capacity == 4
    error_message = "A fixed count must be a range of one."
  }

  assert {
    condition     = keys(aws_appautoscaling_policy.cpu) == ["web"] && keys(aws_appautoscaling_policy.memory) == ["scaled", "web"]
    error_message = "Policies must be those asked for."
  }

  assert {
    condition     = contains(local.containers["web"].environment, { name = "OM_INSTANCE_COUNT", value = "6" })
    error_message = "OpenMercato must know how many web tasks there can be."
  }
}

run "sizes_architecture_and_shell" {
  command = plan

  variables {
    cpu_architecture       = "ARM64"
    enable_execute_command = true
    acknowledged_advice    = ["execute_command_in_production", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
    web_service            = { cpu = 2048, memory = 8192, deployment_minimum_healthy_percent = 50, deployment_maximum_percent = 150 }
    migration_task         = { cpu = 1024, memory = 4096, command = ["yarn", "db:migrate", "--verbose"] }
  }

  assert {
    condition     = aws_ecs_task_definition.web.cpu == "2048" && aws_ecs_task_definition.web.memory == "8192" && aws_ecs_task_definition.web.runtime_platform[0].cpu_architecture == "ARM64"
    error_message = "Size and architecture must be as asked for."
  }

  assert {
    condition     = aws_ecs_service.web.deployment_minimum_healthy_percent == 50 && aws_ecs_service.web.deployment_maximum_percent == 150 && aws_ecs_service.web.enable_execute_command
    error_message = "Deployment thresholds and ECS Exec must be as asked for."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.migration.container_definitions)[0].command == ["yarn", "db:migrate", "--verbose"]
    error_message = "The migration's command must be its own."
  }
}
