# How do web service, workers and tasks run?

# Finding 5.
change "runtime_mode" "split_workers to single_service" {
  base     = "production"
  from     = { runtime_mode = "split_workers" }
  to       = { runtime_mode = "single_service", worker_services = null, scheduler_sync_task = null }
  meaning  = "replaced side by side"
  sentence = "The worker services go; in production their log groups stay, with the logs. The web tasks are replaced by ones that spawn workers."
  actions = {
    "aws_appautoscaling_policy.cpu[\"indexing\"]"       = "delete"
    "aws_appautoscaling_target.this[\"events\"]"        = "delete"
    "aws_appautoscaling_target.this[\"general\"]"       = "delete"
    "aws_appautoscaling_target.this[\"indexing\"]"      = "delete"
    "aws_cloudwatch_log_group.this[\"events\"]"         = "delete"
    "aws_cloudwatch_log_group.this[\"general\"]"        = "delete"
    "aws_cloudwatch_log_group.this[\"indexing\"]"       = "delete"
    "aws_cloudwatch_log_group.this[\"scheduler-sync\"]" = "delete"
    "aws_ecs_service.web"                               = "update: task_definition"
    "aws_ecs_service.worker[*]"                         = "delete"
    "aws_ecs_task_definition.migration"                 = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"         = "delete"
    "aws_ecs_task_definition.web"                       = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"                 = "delete"
    "aws_sfn_state_machine.restart[0]"                  = "update: definition"
  }
}

change "runtime_mode" "single_service to split_workers" {
  base     = "staging"
  from     = { runtime_mode = "single_service" }
  to       = { runtime_mode = "split_workers", worker_services = { general = {} }, scheduler_sync_task = {} }
  meaning  = "replaced side by side"
  sentence = "The worker services are made, and new web tasks take the place of those that spawn workers."
  actions = {
    "aws_appautoscaling_target.this[\"general\"]" = "create"
    "aws_cloudwatch_log_group.this[\"general\"]"  = "create"
    "aws_ecs_service.web"                         = "update: task_definition"
    "aws_ecs_service.worker[\"general\"]"         = "create"
    "aws_ecs_task_definition.migration"           = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"   = "replace: container_definitions"
    "aws_ecs_task_definition.web"                 = "replace: container_definitions"
    "aws_ecs_task_definition.worker[\"general\"]" = "create"
    "aws_sfn_state_machine.restart[0]"            = "update: definition"
  }
}

# Finding 4.
change "container_port" "another port" {
  base     = "production"
  from     = { container_port = 3000 }
  to       = { container_port = 8080 }
  meaning  = "replaced with a gap"
  sentence = "Listener and security groups turn to the new port before tasks listen on it: an outage until the new tasks are healthy."
  actions = {
    "aws_ecs_service.web"                              = "update: load_balancer, task_definition"
    "aws_ecs_task_definition.web"                      = "replace: container_definitions"
    "aws_lb_listener.https[0]"                         = "update: default_action"
    "aws_lb_target_group.web"                          = "replace, create_before_destroy: name, port"
    "aws_vpc_security_group_egress_rule.alb_to_app"    = "update: from_port, to_port"
    "aws_vpc_security_group_ingress_rule.app_from_alb" = "update: from_port, to_port"
  }
}

change "cpu_architecture" "X86_64 to ARM64" {
  base     = "production"
  from     = { cpu_architecture = "X86_64" }
  to       = { cpu_architecture = "ARM64" }
  meaning  = "replaced side by side"
  sentence = "Each service starts new tasks on the other processors and stops the old ones when the new ones are healthy."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_service.worker[*]"                 = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: runtime_platform"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: runtime_platform"
    "aws_ecs_task_definition.web"               = "replace: runtime_platform"
    "aws_ecs_task_definition.worker[*]"         = "replace: runtime_platform"
  }
}

change "web_service" "more memory" {
  base     = "production"
  to       = { web_service = { memory = 8192, autoscaling = { min_capacity = 2, max_capacity = 6, cpu_target = 60 } } }
  meaning  = "replaced side by side"
  sentence = "The service starts larger tasks and stops the old ones when the new ones are healthy."
  actions = {
    "aws_ecs_service.web"         = "update: task_definition"
    "aws_ecs_task_definition.web" = "replace: memory"
  }
}

change "web_service" "another range of tasks" {
  base     = "production"
  to       = { web_service = { desired_count = 3, autoscaling = { min_capacity = 3, max_capacity = 9, cpu_target = 60 } } }
  meaning  = "replaced side by side"
  sentence = "Autoscaling keeps to the new range; new web tasks take the place of the old ones, since each knows how many there can be."
  actions = {
    "aws_appautoscaling_target.this[\"web\"]" = "update: max_capacity, min_capacity"
    "aws_ecs_service.web"                     = "update: task_definition"
    "aws_ecs_task_definition.web"             = "replace: container_definitions"
  }
}

change "web_service" "a fixed number of tasks" {
  base     = "production"
  to       = { web_service = { desired_count = 6 } }
  meaning  = "in place"
  sentence = "Autoscaling ends, and the service is kept at the number."
  actions = {
    "aws_appautoscaling_policy.cpu[\"web\"]"  = "delete"
    "aws_appautoscaling_target.this[\"web\"]" = "update: min_capacity"
  }
}

change "web_service" "disk, limits and health check of a container" {
  base     = "production"
  to       = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 6, cpu_target = 60 }, ephemeral_storage_gib = 50, stop_timeout = 60, ulimits = { nofile = 100000 }, health_check = { command = ["CMD-SHELL", "node health.js || exit 1"] } } }
  meaning  = "replaced side by side"
  sentence = "The service starts new tasks and stops the old ones when the new ones are healthy."
  actions = {
    "aws_ecs_service.web"         = "update: task_definition"
    "aws_ecs_task_definition.web" = "replace: container_definitions, ephemeral_storage"
  }
}

change "web_service" "scaled by requests and by the clock" {
  base     = "production"
  to       = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 6, requests_target = 1000 }, scheduled_scaling = { night = { schedule = "cron(0 20 ? * MON-FRI *)", min_capacity = 1, max_capacity = 2 } } } }
  meaning  = "in place"
  sentence = "No count changes: the range is as wide as all ranges together until the next schedule."
  actions = {
    "aws_appautoscaling_policy.cpu[\"web\"]"                  = "delete"
    "aws_appautoscaling_policy.requests[\"web\"]"             = "create"
    "aws_appautoscaling_scheduled_action.this[\"web/night\"]" = "create"
    "aws_appautoscaling_target.this[\"web\"]"                 = "update: min_capacity"
  }
}

change "worker_services" "on Fargate Spot" {
  base     = "production"
  from     = { worker_services = { general = {}, mail = {} } }
  to       = { worker_services = { general = { spot_percent = 50 }, mail = {} } }
  meaning  = "replaced with a gap"
  sentence = "The provider makes the service anew with a capacity provider strategy: jobs wait in the queues meanwhile. Start with spot_percent = 0 where that hurts."
  actions = {
    "aws_ecs_cluster_capacity_providers.this[0]" = "create"
    "aws_ecs_service.worker[\"general\"]"        = "replace: capacity_provider_strategy"
  }
}

change "worker_services" "another share on Fargate Spot" {
  base     = "options"
  to       = { worker_services = { general = { spot_percent = 0 } } }
  meaning  = "in place"
  sentence = "The service starts new tasks with the other share and stops the old ones."
  actions = {
    "aws_ecs_service.worker[\"general\"]" = "update: capacity_provider_strategy"
  }
}

change "worker_services" "no longer on Fargate Spot" {
  base     = "options"
  to       = { worker_services = { general = {} } }
  meaning  = "replaced with a gap"
  sentence = "The provider makes the service anew with a launch type: jobs wait in the queues meanwhile. Write 0 instead."
  actions = {
    "aws_ecs_cluster_capacity_providers.this[0]" = "delete"
    "aws_ecs_service.worker[\"general\"]"        = "replace: capacity_provider_strategy, launch_type"
  }
}

change "worker_services" "one more" {
  base     = "production"
  from     = { worker_services = { general = {}, mail = {} } }
  to       = { worker_services = { general = {}, mail = {}, indexing = { command = ["yarn", "mercato", "queue", "worker", "fulltext-indexing"] } } }
  meaning  = "in place"
  sentence = "The service, its task definition and its log group are made beside the others."
  actions = {
    "aws_appautoscaling_target.this[\"indexing\"]" = "create"
    "aws_cloudwatch_log_group.this[\"indexing\"]"  = "create"
    "aws_ecs_service.worker[\"indexing\"]"         = "create"
    "aws_ecs_task_definition.worker[\"indexing\"]" = "create"
    "aws_sfn_state_machine.restart[0]"             = "update: definition"
  }
}

# Finding 5.
change "worker_services" "one fewer" {
  base     = "production"
  from     = { worker_services = { general = {}, mail = {} } }
  to       = { worker_services = { general = {} } }
  meaning  = "in place"
  sentence = "The service is stopped. In production its log group stays, with the logs, and is to be imported or deleted before a worker of that name comes back."
  actions = {
    "aws_appautoscaling_target.this[\"mail\"]" = "delete"
    "aws_cloudwatch_log_group.this[\"mail\"]"  = "delete"
    "aws_ecs_service.worker[\"mail\"]"         = "delete"
    "aws_ecs_task_definition.worker[\"mail\"]" = "delete"
    "aws_sfn_state_machine.restart[0]"         = "update: definition"
  }
}

change "worker_services" "more memory" {
  base     = "production"
  from     = { worker_services = { general = {}, mail = {} } }
  to       = { worker_services = { general = { memory = 4096 }, mail = {} } }
  meaning  = "replaced side by side"
  sentence = "The service starts larger tasks and stops the old ones, which have two minutes to finish their jobs."
  actions = {
    "aws_ecs_service.worker[\"general\"]"         = "update: task_definition"
    "aws_ecs_task_definition.worker[\"general\"]" = "replace: memory"
  }
}

change "migration_task" "more memory" {
  base     = "production"
  from     = { migration_task = {} }
  to       = { migration_task = { memory = 4096 } }
  meaning  = "in place"
  sentence = "The next run of the task has it. What runs is left alone."
  actions = {
    "aws_ecs_task_definition.migration" = "replace: memory"
  }
}

# Finding 5.
change "scheduler_sync_task" "left out" {
  base     = "production"
  from     = { scheduler_sync_task = {} }
  to       = { scheduler_sync_task = null }
  meaning  = "in place"
  sentence = "The task can no longer be started. In production its log group stays, with the logs."
  actions = {
    "aws_cloudwatch_log_group.this[\"scheduler-sync\"]" = "delete"
    "aws_ecs_task_definition.scheduler_sync[0]"         = "delete"
  }
}
