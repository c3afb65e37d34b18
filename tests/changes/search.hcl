# Is there a search engine?

change "search_mode" "none to managed" {
  base     = "production"
  to       = { search_mode = "managed", search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-key-Kl12Mn" }
  meaning  = "replaced side by side"
  sentence = "Meilisearch starts, and the services start new tasks that use it; its index is empty until it is filled in the application."
  actions = {
    "aws_cloudwatch_log_group.search[0]"                     = "create"
    "aws_ecs_service.search[0]"                              = "create"
    "aws_ecs_service.web"                                    = "update: task_definition"
    "aws_ecs_service.worker[*]"                              = "update: task_definition"
    "aws_ecs_task_definition.migration"                      = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"              = "replace: container_definitions"
    "aws_ecs_task_definition.search[0]"                      = "create"
    "aws_ecs_task_definition.web"                            = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"                      = "replace: container_definitions"
    "aws_iam_role.search[0]"                                 = "create"
    "aws_iam_role_policy.execution"                          = "update: policy"
    "aws_security_group.search[0]"                           = "create"
    "aws_service_discovery_private_dns_namespace.this[0]"    = "create"
    "aws_service_discovery_service.search[0]"                = "create"
    "aws_sfn_state_machine.restart[0]"                       = "update: definition"
    "aws_vpc_security_group_ingress_rule.search_from_app[0]" = "create"
  }
}

change "search_mode" "managed to none" {
  base     = "complete"
  to       = { search_mode = "none", search_key_secret_arn = null, search_storage = null }
  meaning  = "replaced with a gap"
  sentence = "Meilisearch goes with its index, which PostgreSQL can fill again; tasks that run search in vain until new ones are there."
  actions = {
    "aws_cloudwatch_log_group.search[0]"                     = "delete"
    "aws_cloudwatch_metric_alarm.this[\"search-cpu\"]"       = "delete"
    "aws_cloudwatch_metric_alarm.this[\"search-memory\"]"    = "delete"
    "aws_ecs_service.search[0]"                              = "delete"
    "aws_ecs_service.web"                                    = "update: task_definition"
    "aws_ecs_service.worker[*]"                              = "update: task_definition"
    "aws_ecs_task_definition.migration"                      = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"              = "replace: container_definitions"
    "aws_ecs_task_definition.search[0]"                      = "delete"
    "aws_ecs_task_definition.web"                            = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"                      = "replace: container_definitions"
    "aws_efs_access_point.search[0]"                         = "delete"
    "aws_efs_file_system.this[\"search\"]"                   = "delete"
    "aws_efs_mount_target.this[\"search 0\"]"                = "delete"
    "aws_efs_mount_target.this[\"search 1\"]"                = "delete"
    "aws_efs_mount_target.this[\"search 2\"]"                = "delete"
    "aws_iam_role.search[0]"                                 = "delete"
    "aws_iam_role_policy.execution"                          = "update: policy"
    "aws_iam_role_policy.search[0]"                          = "delete"
    "aws_security_group.search[0]"                           = "delete"
    "aws_service_discovery_private_dns_namespace.this[0]"    = "delete"
    "aws_service_discovery_service.search[0]"                = "delete"
    "aws_sfn_state_machine.restart[0]"                       = "update: definition"
    "aws_vpc_security_group_ingress_rule.search_from_app[0]" = "delete"
  }
}

change "search_host" "another" {
  base     = "stored_elsewhere"
  to       = { search_host = "https://search-2.example.com" }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that ask the other one, whose index has to be filled in the application."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
  }
}

change "search_key_secret_arn" "another secret" {
  base     = "bucket"
  to       = { search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-key-2-Op34Qr" }
  meaning  = "replaced with a gap"
  sentence = "Meilisearch starts anew with the other key, and an empty index where it is on the task's disk; tasks that run search in vain until new ones are there."
  actions = {
    "aws_ecs_service.search[0]"                 = "update: task_definition"
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.search[0]"         = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_iam_role_policy.execution"             = "update: policy"
    "aws_sfn_state_machine.restart[0]"          = "update: definition"
  }
}

change "search_image" "a later version" {
  base     = "complete"
  to       = { search_image = "getmeili/meilisearch:v1.12" }
  meaning  = "replaced with a gap"
  sentence = "The old task ends before the new one starts. It does not read an index of an earlier version: on efs, empty the folder before."
  actions = {
    "aws_ecs_service.search[0]"         = "update: task_definition"
    "aws_ecs_task_definition.search[0]" = "replace: container_definitions"
  }
}

change "search_service" "larger" {
  base     = "bucket"
  to       = { search_service = { cpu = 2048, memory = 8192 } }
  meaning  = "replaced with a gap"
  sentence = "The old task ends before the new one starts, whose index is empty where it is on the task's disk: fill it again in the application."
  actions = {
    "aws_ecs_service.search[0]"         = "update: task_definition"
    "aws_ecs_task_definition.search[0]" = "replace: cpu, memory"
  }
}

change "search_storage" "task_disk to efs" {
  base     = "bucket"
  to       = { search_storage = "efs" }
  meaning  = "replaced with a gap"
  sentence = "The old task ends before the new one starts, whose index is empty: fill it again in the application, for the last time."
  actions = {
    "aws_ecs_service.search[0]"                           = "update: task_definition"
    "aws_ecs_task_definition.search[0]"                   = "replace: container_definitions, volume"
    "aws_efs_access_point.search[0]"                      = "create"
    "aws_efs_file_system.this[\"search\"]"                = "create"
    "aws_efs_mount_target.this[*]"                        = "create"
    "aws_iam_role_policy.search[0]"                       = "create"
    "aws_security_group.efs[0]"                           = "create"
    "aws_vpc_security_group_ingress_rule.efs_from_app[0]" = "create"
  }
}
