# What can be turned on: sidecars, limits of containers, Fargate Spot, scaling by
# requests and by the clock, alarms, a budget, logs.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "ghcr.io/open-mercato/open-mercato:0.6.7"
  availability_zones = ["eu-central-1a", "eu-central-1b"]

  domain_name     = "shop.example.com"
  certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a1b2c3d4-1234-1234-1234-123456789012"
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }

  runtime_mode        = "split_workers"
  scheduler_sync_task = {}
  worker_services     = { rest = {} }

  # What these tests do not look at.
  acknowledged_advice = ["default_health_path", "uploads_on_task_disk"]
}

run "nothing_unless_asked_for" {
  assert {
    condition = alltrue([
      length(aws_cloudwatch_metric_alarm.this) == 0,
      length(aws_cloudwatch_metric_alarm.errors) == 0,
      length(aws_cloudwatch_event_rule.failed) == 0,
      length(aws_budgets_budget.this) == 0,
      length(aws_flow_log.this) == 0,
      length(aws_ecs_cluster_capacity_providers.this) == 0,
      length(aws_appautoscaling_scheduled_action.this) == 0,
      length(aws_ecs_cluster.this.setting) == 0,
      length(aws_lb.this.access_logs) == 0,
      length(aws_ecs_task_definition.web.ephemeral_storage) == 0,
    ])
    error_message = "Without the options nothing of them may be planned."
  }

  assert {
    condition     = length(setintersection(keys(jsondecode(aws_ecs_task_definition.web.container_definitions)[0]), ["stopTimeout", "ulimits", "healthCheck"])) == 0
    error_message = "Without the options the container must not name them."
  }

  assert {
    condition     = aws_ecs_service.worker["rest"].launch_type == "FARGATE" && length(aws_ecs_service.worker["rest"].capacity_provider_strategy) == 0
    error_message = "Without spot_percent a worker must have the launch type FARGATE."
  }
}

run "containers" {
  variables {
    web_service = {
      ephemeral_storage_gib = 50
      stop_timeout          = 60
      ulimits               = { nofile = 100000 }
      health_check          = { command = ["CMD-SHELL", "node health.js"], interval = 15 }
      firelens_options      = { Name = "datadog" }
      sidecars = [
        jsonencode({ name = "router", image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/router:1", firelensConfiguration = { type = "fluentbit" } }),
        jsonencode({ name = "agent", image = "public.ecr.aws/agent:1", secrets = [{ name = "TOKEN", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:agent-AbCdEf:token::" }], logConfiguration = { logDriver = "none" } }),
      ]
    }
  }

  assert {
    condition     = one(aws_ecs_task_definition.web.ephemeral_storage).size_in_gib == 50
    error_message = "The task must have the disk that was asked for."
  }

  assert {
    condition = { for key in ["stopTimeout", "ulimits", "healthCheck", "logConfiguration"] : key => jsondecode(aws_ecs_task_definition.web.container_definitions)[0][key] } == {
      stopTimeout      = 60
      ulimits          = [{ name = "nofile", softLimit = 100000, hardLimit = 100000 }]
      healthCheck      = { command = ["CMD-SHELL", "node health.js"], interval = 15 }
      logConfiguration = { logDriver = "awsfirelens", options = { Name = "datadog" } }
    }
    error_message = "app must have its limits and its health check, and log through the router."
  }

  assert {
    condition     = [for container in jsondecode(aws_ecs_task_definition.web.container_definitions) : "${container.name} ${container.logConfiguration.logDriver}"] == ["app awsfirelens", "router awslogs", "agent none"]
    error_message = "A sidecar must log beside app unless its definition says otherwise."
  }

  assert {
    condition = alltrue([
      contains(local.secret_arns, "arn:aws:secretsmanager:eu-central-1:123456789012:secret:agent-AbCdEf"),
      contains(local.ecr_images, "arn:aws:ecr:eu-central-1:123456789012:repository/router"),
      contains(flatten([for service in local.restart_services : service.secrets if service.service == "shop-web"]), "arn:aws:secretsmanager:eu-central-1:123456789012:secret:agent-AbCdEf"),
    ])
    error_message = "What a sidecar reads and pulls must be permitted, and a change of its secret must start new tasks."
  }
}

run "spot_and_scaling" {
  variables {
    web_service = {
      autoscaling = { min_capacity = 2, max_capacity = 6, requests_target = 1000 }
      scheduled_scaling = {
        night = { schedule = "cron(0 20 ? * MON-FRI *)", timezone = "Europe/Warsaw", min_capacity = 1, max_capacity = 2 }
        sale  = { schedule = "at(2027-11-26T00:00:00)", min_capacity = 4, max_capacity = 12 }
      }
    }
    worker_services = {
      rest  = { spot_percent = 75 }
      mails = { spot_percent = 0 }
    }
  }

  assert {
    condition = { for name, service in aws_ecs_service.worker : name => { for strategy in service.capacity_provider_strategy : strategy.capacity_provider => strategy.weight } } == {
      rest  = { FARGATE = 25, FARGATE_SPOT = 75 }
      mails = { FARGATE = 100 }
    }
    error_message = "The strategy must be the share."
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.worker : service.force_new_deployment]) && aws_ecs_service.web.launch_type == "FARGATE"
    error_message = "Another share must not replace a worker, and the web service is not on Fargate Spot."
  }

  assert {
    condition     = aws_appautoscaling_target.this["web"].min_capacity == 1 && aws_appautoscaling_target.this["web"].max_capacity == 12
    error_message = "An apply must allow every scheduled range."
  }

  assert {
    condition     = { for name, action in aws_appautoscaling_scheduled_action.this : name => "${action.name} ${action.timezone} ${one(action.scalable_target_action).max_capacity}" } == { "web/night" = "shop-web-night Europe/Warsaw 2", "web/sale" = "shop-web-sale UTC 12" }
    error_message = "Each entry of scheduled_scaling must be an action."
  }

  assert {
    condition     = one(one(aws_appautoscaling_policy.requests["web"].target_tracking_scaling_policy_configuration).predefined_metric_specification).predefined_metric_type == "ALBRequestCountPerTarget"
    error_message = "requests_target must scale by the load balancer's figure."
  }

  assert {
    condition     = [for item in local.containers["web"].environment : item.value if item.name == "OM_INSTANCE_COUNT"] == ["12"]
    error_message = "The web tasks must know the most that there can be."
  }
}

run "alarms_follow_the_sizes" {
  variables {
    enable_alarms   = true
    alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:alarms"
    web_service     = { autoscaling = { min_capacity = 2, max_capacity = 6, cpu_target = 80 } }

    db_instance_class        = "db.t4g.micro"
    env                      = { DB_POOL_MAX = "5" }
    db_allocated_storage     = 100
    db_max_allocated_storage = 400
    redis_num_cache_clusters = 2
  }

  assert {
    condition = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => "${alarm.comparison_operator} ${alarm.threshold}" } == {
      "web-cpu"              = "GreaterThanThreshold 95"
      "web-memory"           = "GreaterThanThreshold 90"
      "rest-cpu"             = "GreaterThanThreshold 85"
      "rest-memory"          = "GreaterThanThreshold 90"
      "unhealthy-targets"    = "GreaterThanThreshold 0"
      "database-cpu"         = "GreaterThanThreshold 85"
      "database-connections" = "GreaterThanThreshold 89"
      "database-storage"     = "LessThanThreshold 5368709120"
      "redis-001-memory"     = "GreaterThanThreshold 80"
      "redis-001-evictions"  = "GreaterThanThreshold 0"
      "redis-002-memory"     = "GreaterThanThreshold 80"
      "redis-002-evictions"  = "GreaterThanThreshold 0"
      "restart-failed"       = "GreaterThanThreshold 0"
    }
    error_message = "Thresholds must be those of the sizes chosen."
  }

  assert {
    condition     = keys(aws_cloudwatch_event_rule.failed) == ["deployment", "task"] && alltrue([for target in aws_cloudwatch_event_target.failed : target.arn == "arn:aws:sns:eu-central-1:123456789012:alarms"])
    error_message = "Failed deployments and one-shot tasks must be told to the topic."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.failed["deployment"].event_pattern).detail.eventName == ["SERVICE_DEPLOYMENT_FAILED"] && endswith(jsondecode(aws_cloudwatch_event_rule.failed["deployment"].event_pattern).resources[0].prefix, "/")
    error_message = "The rule must take failed deployments of this cluster's services alone."
  }

  assert {
    condition = {
      group   = join(" ", jsondecode(aws_cloudwatch_event_rule.failed["task"].event_pattern).detail.group)
      failure = jsonencode(jsondecode(aws_cloudwatch_event_rule.failed["task"].event_pattern).detail["$or"])
      } == {
      group   = "family:shop-migration family:shop-scheduler-sync"
      failure = jsonencode([{ containers = { exitCode = [{ anything-but = [0] }] } }, { stopCode = ["TaskFailedToStart"] }])
    }
    error_message = "The rule must take one-shot tasks of this deployment that ended badly or did not start."
  }
}

run "alarms_of_serverless_redis" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  variables {
    enable_alarms         = true
    alarm_topic_arn       = "arn:aws:sns:eu-central-1:123456789012:alarms"
    redis_deployment_mode = "serverless"
    acknowledged_advice   = ["default_health_path", "serverless_redis_queues", "uploads_on_task_disk"]

    redis_serverless_max_data_storage_gb = 10
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["redis-memory"].threshold == 8589934592 && aws_cloudwatch_metric_alarm.this["redis-throttled"].threshold == 0
    error_message = "Storage must alarm at four fifths of its limit."
  }
}

run "key_of_ones_own" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/a1b2c3d4-1234-1234-1234-123456789012"
  }

  assert {
    condition = toset(concat(
      [aws_db_instance.this[0].kms_key_id, aws_db_instance.this[0].master_user_secret_kms_key_id, aws_elasticache_replication_group.this[0].kms_key_id],
      [for group in aws_cloudwatch_log_group.this : group.kms_key_id],
    )) == toset([var.kms_key_arn])
    error_message = "Database, its password, Redis and logs must be encrypted with the key."
  }

  assert {
    condition     = one([for statement in local.execution_statements : statement.Resource if statement.Sid == "DecryptSecrets"]) == tolist([var.kms_key_arn])
    error_message = "Tasks must be able to read the database's password."
  }
}

run "budget_and_logs" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  variables {
    monthly_budget          = { amount_usd = 299.5, emails = ["ops@example.com"], tag = "Deployment=shop" }
    container_insights      = "enhanced"
    alb_access_logs_bucket  = "acme-logs"
    flow_log_retention_days = 14
  }

  assert {
    condition     = aws_budgets_budget.this[0].limit_amount == "299.50" && one(aws_budgets_budget.this[0].cost_filter).values == tolist(["user:Deployment$shop"])
    error_message = "The budget must count the tag's costs."
  }

  assert {
    condition     = one(aws_ecs_cluster.this.setting).value == "enhanced" && one(aws_lb.this.access_logs).prefix == "shop"
    error_message = "Container Insights and access logs must be on."
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow[0].name == "/vpc/shop/flow-logs" && aws_cloudwatch_log_group.flow[0].retention_in_days == 14 && aws_flow_log.this[0].traffic_type == "ALL"
    error_message = "Flow logs must go to a group of their own."
  }
}
