# Alarms, sent to the topic that alarm_topic_arn names
#
# Whether there are any is enable_alarms, since the topic's ARN may be unknown at plan.
# Thresholds follow the sizes that the inputs choose. What is not measured, because
# nothing runs or nobody asks, raises no alarm.

locals {
  # Nodes of a replication group, by what their names carry after var.name.
  redis_nodes = local.create_redis_replication_group ? [for n in range(local.effective.redis_num_cache_clusters) : format("redis-%03d", n + 1)] : []

  # Which alarms there are; alarms says what each is about.
  alarm_names = !var.enable_alarms ? [] : concat(
    flatten([for name in keys(local.service_scaling) : ["${name}-cpu", "${name}-memory"]]),
    ["unhealthy-targets"],
    local.create_search ? ["search-cpu", "search-memory"] : [],
    local.create_managed_rds ? ["database-cpu", "database-storage"] : [],
    local.db_max_connections == null ? [] : ["database-connections"],
    flatten([for node in local.redis_nodes : ["${node}-memory", "${node}-evictions"]]),
    local.create_redis_serverless ? ["redis-throttled"] : [],
    local.create_redis_serverless && var.redis_serverless_max_data_storage_gb != null ? ["redis-memory"] : [],
    var.restart_on_secret_change ? ["restart-failed"] : [],
  )

  # Levels must last for three periods of five minutes; what must never happen, a sum,
  # is told after the first.
  alarms = merge(
    {
      unhealthy-targets = {
        description = "A web task fails its health check"
        metric      = ["AWS/ApplicationELB", "UnHealthyHostCount", "Maximum"]
        dimensions  = { LoadBalancer = aws_lb.this.arn_suffix, TargetGroup = aws_lb_target_group.web.arn_suffix }
        above       = 0
      }
      search-cpu = {
        description = "The search engine has little CPU left"
        metric      = ["AWS/ECS", "CPUUtilization", "Average"]
        dimensions  = { ClusterName = local.names.cluster, ServiceName = local.names.search }
        above       = 85
      }
      search-memory = {
        description = "The search engine has little memory left"
        metric      = ["AWS/ECS", "MemoryUtilization", "Average"]
        dimensions  = { ClusterName = local.names.cluster, ServiceName = local.names.search }
        above       = 90
      }
      database-cpu = {
        description = "The database has little CPU left"
        metric      = ["AWS/RDS", "CPUUtilization", "Average"]
        dimensions  = { DBInstanceIdentifier = local.names.db_instance }
        above       = 85
      }
      database-connections = {
        description = "Four fifths of the connections that the database's class takes are in use"
        metric      = ["AWS/RDS", "DatabaseConnections", "Maximum"]
        dimensions  = { DBInstanceIdentifier = local.names.db_instance }
        above       = floor(0.8 * coalesce(local.db_max_connections, 0))
      }
      database-storage = {
        description = "A tenth of the database's storage is free; where it grows by itself, which it does at a tenth, a twentieth"
        metric      = ["AWS/RDS", "FreeStorageSpace", "Minimum"]
        dimensions  = { DBInstanceIdentifier = local.names.db_instance }
        below       = floor(local.effective.db_allocated_storage * 1073741824 * (local.effective.db_max_allocated_storage > 0 ? 0.05 : 0.1))
      }
      redis-throttled = {
        description = "Redis refuses commands: redis_serverless_max_ecpu_per_second is reached"
        metric      = ["AWS/ElastiCache", "ThrottledCmds", "Sum"]
        dimensions  = { clusterId = local.names.redis_serverless }
        above       = 0
      }
      redis-memory = {
        description = "Redis has used four fifths of the storage that it may; when it is full, no job can be queued"
        metric      = ["AWS/ElastiCache", "BytesUsedForCache", "Maximum"]
        dimensions  = { clusterId = local.names.redis_serverless }
        above       = floor(0.8 * coalesce(var.redis_serverless_max_data_storage_gb, 0) * 1073741824)
      }
      restart-failed = {
        description = "A secret changed, and tasks that read it could not be replaced"
        metric      = ["AWS/States", "ExecutionsFailed", "Sum"]
        dimensions  = { StateMachineArn = one(aws_sfn_state_machine.restart[*].arn) }
        above       = 0
      }
    },
    # Above what autoscaling holds.
    merge([for name, scaling in local.service_scaling : {
      "${name}-cpu" = {
        description = "The tasks of ${name} have little CPU left"
        metric      = ["AWS/ECS", "CPUUtilization", "Average"]
        dimensions  = { ClusterName = local.names.cluster, ServiceName = "${var.name}-${name}" }
        above       = max(85, min(98, coalesce(scaling.cpu_target, 0) + 15))
      }
      "${name}-memory" = {
        description = "The tasks of ${name} have little memory left"
        metric      = ["AWS/ECS", "MemoryUtilization", "Average"]
        dimensions  = { ClusterName = local.names.cluster, ServiceName = "${var.name}-${name}" }
        above       = max(90, min(98, coalesce(scaling.memory_target, 0) + 15))
      }
    }]...),
    merge([for node in local.redis_nodes : {
      "${node}-memory" = {
        description = "Redis has little memory left; when it is full, no job can be queued"
        metric      = ["AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "Maximum"]
        dimensions  = { CacheClusterId = "${var.name}-${node}" }
        above       = 80
      }
      "${node}-evictions" = {
        description = "Redis drops keys to make room, and jobs with them"
        metric      = ["AWS/ElastiCache", "Evictions", "Sum"]
        dimensions  = { CacheClusterId = "${var.name}-${node}" }
        above       = 0
      }
    }]...),
  )
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = toset(local.alarm_names)

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = local.alarms[each.key].description
  namespace           = local.alarms[each.key].metric[0]
  metric_name         = local.alarms[each.key].metric[1]
  statistic           = local.alarms[each.key].metric[2]
  dimensions          = local.alarms[each.key].dimensions
  comparison_operator = can(local.alarms[each.key].above) ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold           = try(local.alarms[each.key].above, local.alarms[each.key].below)
  period              = 300
  evaluation_periods  = local.alarms[each.key].metric[2] == "Sum" ? 1 : 3
  treat_missing_data  = "notBreaching"

  alarm_actions = [var.alarm_topic_arn]
  ok_actions    = [var.alarm_topic_arn]

  tags = var.tags
}

# A share of the requests is right for any load; a few failures at night are none.
resource "aws_cloudwatch_metric_alarm" "errors" {
  count = var.enable_alarms ? 1 : 0

  alarm_name          = "${var.name}-errors"
  alarm_description   = "More than one request in twenty is answered with a 5xx status"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 2
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "percent"
    expression  = "IF(requests > 50, 100 * (FILL(by_load_balancer, 0) + FILL(by_tasks, 0)) / requests, 0)"
    label       = "5xx in percent of the requests"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { requests = "RequestCount", by_load_balancer = "HTTPCode_ELB_5XX_Count", by_tasks = "HTTPCode_Target_5XX_Count" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        dimensions  = { LoadBalancer = aws_lb.this.arn_suffix }
        period      = 300
        stat        = "Sum"
      }
    }
  }

  alarm_actions = [var.alarm_topic_arn]
  ok_actions    = [var.alarm_topic_arn]

  tags = var.tags
}

################################################################################
# What ECS tells of deployments and one-shot tasks
################################################################################

locals {
  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
  failure_events = {
    deployment = {
      description = "A deployment of ${var.name} failed"
      pattern = {
        source        = ["aws.ecs"]
        "detail-type" = ["ECS Deployment State Change"]
        resources     = [{ prefix = local.service_arn_prefix }]
        detail        = { eventName = ["SERVICE_DEPLOYMENT_FAILED"] }
      }
      paths   = { service = "$.resources[0]", reason = "$.detail.reason" }
      message = "The deployment of <service> failed, and ECS rolls it back: <reason>"
    }
    task = {
      description = "A one-shot task of ${var.name} failed"
      pattern = {
        source        = ["aws.ecs"]
        "detail-type" = ["ECS Task State Change"]
        detail = {
          clusterArn = [aws_ecs_cluster.this.arn]
          group      = [for name in setintersection(["migration", "scheduler-sync"], keys(local.tasks)) : "family:${var.name}-${name}"]
          lastStatus = ["STOPPED"]
          "$or" = [
            { containers = { exitCode = [{ "anything-but" = [0] }] } },
            { stopCode = ["TaskFailedToStart"] },
          ]
        }
      }
      paths   = { group = "$.detail.group", reason = "$.detail.stoppedReason" }
      message = "The one-shot task of <group> failed: <reason>"
    }
  }
}

resource "aws_cloudwatch_event_rule" "failed" {
  for_each = toset(var.enable_alarms ? ["deployment", "task"] : [])

  name          = "${var.name}-failed-${each.key}"
  description   = local.failure_events[each.key].description
  event_pattern = jsonencode(local.failure_events[each.key].pattern)

  tags = var.tags
}

resource "aws_cloudwatch_event_target" "failed" {
  for_each = toset(var.enable_alarms ? ["deployment", "task"] : [])

  rule = aws_cloudwatch_event_rule.failed[each.key].name
  arn  = var.alarm_topic_arn

  input_transformer {
    input_paths    = local.failure_events[each.key].paths
    input_template = "\"${local.failure_events[each.key].message}\""
  }
}

################################################################################
# A budget for the month
################################################################################

resource "aws_budgets_budget" "this" {
  count = var.monthly_budget == null ? 0 : 1

  name         = "${var.name}-${var.aws_region}"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = format("%.2f", var.monthly_budget.amount_usd)
  limit_unit   = "USD"

  dynamic "cost_filter" {
    for_each = var.monthly_budget.tag[*]

    content {
      name   = "TagKeyValue"
      values = ["user:${join("$", split("=", cost_filter.value))}"]
    }
  }

  dynamic "notification" {
    for_each = { ACTUAL = 80, FORECASTED = 100 }

    content {
      notification_type          = notification.key
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = var.monthly_budget.emails
    }
  }

  tags = var.tags
}
