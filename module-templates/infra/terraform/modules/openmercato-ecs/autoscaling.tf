# Every service has a scalable target. Terraform's lifecycle rules are static: it
# can leave a service's count alone always or never, not just where the service
# scales. So it always does (see ecs.tf), and a fixed count is a range of one:
# AWS moves an active service into the range of its target when that is registered
# or changed, with or without a scaling policy.
# https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html

locals {
  service_scaling = {
    for name, service in merge(
      { web = { desired_count = var.web_service.desired_count, autoscaling = var.web_service.autoscaling, scheduled = var.web_service.scheduled_scaling } },
      { for name, worker in local.effective.worker_services : name => { desired_count = worker.desired_count, autoscaling = worker.autoscaling, scheduled = worker.scheduled_scaling } },
      ) : name => {
      # Scheduled actions change the range, and Terraform knows no time of day: an apply
      # sets the widest, so that it moves no count, until the next action.
      min_capacity    = min(concat([try(service.autoscaling.min_capacity, service.desired_count)], values(service.scheduled)[*].min_capacity)...)
      max_capacity    = max(concat([try(service.autoscaling.max_capacity, service.desired_count)], values(service.scheduled)[*].max_capacity)...)
      cpu_target      = try(service.autoscaling.cpu_target, null)
      memory_target   = try(service.autoscaling.memory_target, null)
      requests_target = try(service.autoscaling.requests_target, null)
      scheduled       = service.scheduled
    }
  }
}

resource "aws_appautoscaling_target" "this" {
  for_each = local.service_scaling

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${each.key == "web" ? aws_ecs_service.web.name : aws_ecs_service.worker[each.key].name}"
  min_capacity       = each.value.min_capacity
  max_capacity       = each.value.max_capacity

  tags = var.tags
}

resource "aws_appautoscaling_policy" "cpu" {
  for_each = { for name, scaling in local.service_scaling : name => scaling if scaling.cpu_target != null }

  name               = "${var.name}-${each.key}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id

  target_tracking_scaling_policy_configuration {
    target_value = each.value.cpu_target
    # Quick to help, slow to let go: a task takes minutes to start.
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "memory" {
  for_each = { for name, scaling in local.service_scaling : name => scaling if scaling.memory_target != null }

  name               = "${var.name}-${each.key}-memory"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = each.value.memory_target
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageMemoryUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "requests" {
  for_each = { for name, scaling in local.service_scaling : name => scaling if scaling.requests_target != null }

  name               = "${var.name}-${each.key}-requests"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = each.value.requests_target
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ALBRequestCountPerTarget"
      resource_label         = "${aws_lb.this.arn_suffix}/${aws_lb_target_group.web.arn_suffix}"
    }
  }
}

resource "aws_appautoscaling_scheduled_action" "this" {
  for_each = merge([
    for name, scaling in local.service_scaling : { for action, range in scaling.scheduled : "${name}/${action}" => merge(range, { service = name }) }
  ]...)

  name               = "${var.name}-${replace(each.key, "/", "-")}"
  service_namespace  = aws_appautoscaling_target.this[each.value.service].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[each.value.service].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[each.value.service].resource_id
  schedule           = each.value.schedule
  timezone           = each.value.timezone

  scalable_target_action {
    min_capacity = each.value.min_capacity
    max_capacity = each.value.max_capacity
  }
}
