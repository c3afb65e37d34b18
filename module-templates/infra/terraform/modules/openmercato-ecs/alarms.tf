# Alarms, sent to the topic that alarm_topic_arn names
#
# Whether there are any is enable_alarms, since the topic's ARN may be unknown at plan.
# Thresholds follow the sizes that the inputs choose. What is not measured, because
# nothing runs or nobody asks, raises no alarm.

locals {
  # Percent of a service's CPU and memory: above what autoscaling holds.
  service_alarms = merge([
    for name, scaling in local.service_scaling : {
      "${name}-cpu" = {
        description = "The tasks of ${name} have little CPU left"
        namespace   = "AWS/ECS", metric = "CPUUtilization", statistic = "Average"
        dimensions  = { ClusterName = local.names.cluster, ServiceName = "${var.name}-${name}" }
        threshold   = max(85, min(98, coalesce(scaling.cpu_target, 0) + 15)), above = true
      }
      "${name}-memory" = {
        description = "The tasks of ${name} have little memory left"
        namespace   = "AWS/ECS", metric = "MemoryUtilization", statistic = "Average"
        dimensions  = { ClusterName = local.names.cluster, ServiceName = "${var.name}-${name}" }
        threshold   = max(90, min(98, coalesce(scaling.memory_target, 0) + 15)), above = true
      }
    }
  ]...)

  target_alarms = {
    "unhealthy-targets" = {
      description = "A web task fails its health check"
      namespace   = "AWS/ApplicationELB", metric = "UnHealthyHostCount", statistic = "Maximum"
      dimensions  = { LoadBalancer = aws_lb.this.arn_suffix, TargetGroup = aws_lb_target_group.web.arn_suffix }
      threshold   = 0, above = true
    }
  }

  database_alarms = !local.create_managed_rds ? {} : { for name, alarm in {
    "database-cpu" = {
      description = "The database has little CPU left"
      namespace   = "AWS/RDS", metric = "CPUUtilization", statistic = "Average"
      dimensions  = { DBInstanceIdentifier = local.names.db_instance }
      threshold   = 85, above = true
    }
    "database-connections" = {
      description = "Four fifths of the connections that the database's class takes are in use"
      namespace   = "AWS/RDS", metric = "DatabaseConnections", statistic = "Maximum"
      dimensions  = { DBInstanceIdentifier = local.names.db_instance }
      threshold   = floor(0.8 * coalesce(local.db_max_connections, 0)), above = true
    }
    "database-storage" = {
      description = "A tenth of the database's storage is free; where it grows by itself, a twentieth, since it does so at a tenth"
      namespace   = "AWS/RDS", metric = "FreeStorageSpace", statistic = "Minimum"
      dimensions  = { DBInstanceIdentifier = local.names.db_instance }
      threshold   = floor(local.effective.db_allocated_storage * 1073741824 * (local.effective.db_max_allocated_storage > 0 ? 0.05 : 0.1)), above = false
    }
  } : name => alarm if alarm.threshold > 0 }

  # Each node of a replication group has its own figures.
  redis_alarms = merge([
    for node in local.create_redis_replication_group ? [for n in range(local.effective.redis_num_cache_clusters) : format("%s-%03d", local.names.redis_replication_group, n + 1)] : [] : {
      "${trimprefix(node, "${var.name}-")}-memory" = {
        description = "Redis has little memory left; when it is full, no job can be queued"
        namespace   = "AWS/ElastiCache", metric = "DatabaseMemoryUsagePercentage", statistic = "Maximum"
        dimensions  = { CacheClusterId = node }
        threshold   = 80, above = true
      }
      "${trimprefix(node, "${var.name}-")}-evictions" = {
        description = "Redis drops keys to make room, and jobs with them"
        namespace   = "AWS/ElastiCache", metric = "Evictions", statistic = "Sum"
        dimensions  = { CacheClusterId = node }
        threshold   = 0, above = true
      }
    }
  ]...)

  serverless_alarms = !local.create_redis_serverless ? {} : { for name, alarm in {
    "redis-memory" = {
      description = "Redis has used four fifths of the storage that it may; when it is full, no job can be queued"
      namespace   = "AWS/ElastiCache", metric = "BytesUsedForCache", statistic = "Maximum"
      dimensions  = { clusterId = local.names.redis_serverless }
      threshold   = floor(0.8 * coalesce(var.redis_serverless_max_data_storage_gb, 0) * 1073741824), above = true
    }
    "redis-throttled" = {
      description = "Redis refuses commands: redis_serverless_max_ecpu_per_second is reached"
      namespace   = "AWS/ElastiCache", metric = "ThrottledCmds", statistic = "Sum"
      dimensions  = { clusterId = local.names.redis_serverless }
      threshold   = 1, above = true
    }
  } : name => alarm if alarm.threshold > 0 }

  restart_alarms = !var.restart_on_secret_change ? {} : {
    "restart-failed" = {
      description = "A secret changed, and tasks that read it could not be replaced"
      namespace   = "AWS/States", metric = "ExecutionsFailed", statistic = "Sum"
      dimensions  = { StateMachineArn = aws_sfn_state_machine.restart[0].arn }
      threshold   = 0, above = true
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = { for name, alarm in merge(local.service_alarms, local.target_alarms, local.database_alarms, local.redis_alarms, local.serverless_alarms, local.restart_alarms) : name => alarm if var.enable_alarms }

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = each.value.above ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold           = each.value.threshold
  # Levels must last, events need to happen once.
  period             = 300
  evaluation_periods = each.value.statistic == "Sum" ? 1 : 3
  treat_missing_data = "notBreaching"

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
        resources     = [{ prefix = "${replace(aws_ecs_cluster.this.arn, ":cluster/", ":service/")}/" }]
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
  for_each = { for name, event in local.failure_events : name => event if var.enable_alarms }

  name          = "${var.name}-failed-${each.key}"
  description   = each.value.description
  event_pattern = jsonencode(each.value.pattern)

  tags = var.tags
}

resource "aws_cloudwatch_event_target" "failed" {
  for_each = { for name, event in local.failure_events : name => event if var.enable_alarms }

  rule = aws_cloudwatch_event_rule.failed[each.key].name
  arn  = var.alarm_topic_arn

  input_transformer {
    input_paths    = each.value.paths
    input_template = "\"${each.value.message}\""
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
  limit_amount = format("%.1f", var.monthly_budget.amount_usd)
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
