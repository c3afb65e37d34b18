# What is deployed, and where?

# Finding 4.
change "name" "another name" {
  base     = "production"
  from     = { name = "shop" }
  to       = { name = "store" }
  meaning  = "refused"
  sentence = "Nearly everything would be destroyed before it is made again under the new name, with the jobs in Redis. Make another deployment beside this one."
}

# Finding 6.
change "environment" "production to staging" {
  base     = "production"
  from     = { environment = "production" }
  to       = { environment = "staging" }
  meaning  = "in place"
  sentence = "The defaults that follow from it change: one NAT gateway is left, as with nat_gateway_mode, database and Redis lose their standby at once, and log groups are no longer kept."
  actions = {
    "aws_cloudwatch_log_group.this[*]"          = "update: skip_destroy"
    "aws_db_instance.this[0]"                   = "update: apply_immediately, multi_az"
    "aws_eip.nat[\"10.0.144.0/20\"]"            = "delete"
    "aws_eip.nat[\"10.0.160.0/20\"]"            = "delete"
    "aws_elasticache_replication_group.this[0]" = "update: apply_immediately, automatic_failover_enabled, multi_az_enabled, num_cache_clusters"
    "aws_nat_gateway.this[\"10.0.144.0/20\"]"   = "delete"
    "aws_nat_gateway.this[\"10.0.160.0/20\"]"   = "delete"
    "aws_route.private_nat[\"10.0.16.0/20\"]"   = "update: nat_gateway_id"
    "aws_route.private_nat[\"10.0.32.0/20\"]"   = "update: nat_gateway_id"
  }
}

no_row "aws_region" {
  why = "A deployment cannot move to another region. Terraform would make a new one there and lose sight of the old one. Destroy it first, or start another root."
}

change "image" "a new tag" {
  base     = "production"
  from     = { image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2" }
  to       = { image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.5.0" }
  meaning  = "replaced side by side"
  sentence = "Each service starts new tasks with the image and stops the old ones when the new ones are healthy."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_service.worker[*]"                 = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"         = "replace: container_definitions"
  }
}

change "tags" "one more" {
  base     = "production"
  from     = { tags = {} }
  to       = { tags = { CostCenter = "4711" } }
  meaning  = "in place"
  sentence = "The resources get the tag as they run. Tasks that run keep their old tags until they are replaced."
  actions = {
    "aws_acm_certificate.this[0]"                           = "update: tags"
    "aws_appautoscaling_target.this[*]"                     = "update: tags"
    "aws_cloudwatch_event_rule.restart[0]"                  = "update: tags"
    "aws_cloudwatch_log_group.this[*]"                      = "update: tags"
    "aws_db_instance.this[0]"                               = "update: tags"
    "aws_db_parameter_group.this[0]"                        = "update: tags"
    "aws_db_subnet_group.this[0]"                           = "update: tags"
    "aws_default_security_group.this[0]"                    = "update: tags"
    "aws_ecs_cluster.this"                                  = "update: tags"
    "aws_ecs_service.web"                                   = "update: tags"
    "aws_ecs_service.worker[*]"                             = "update: tags"
    "aws_ecs_task_definition.migration"                     = "update: tags"
    "aws_ecs_task_definition.scheduler_sync[0]"             = "update: tags"
    "aws_ecs_task_definition.web"                           = "update: tags"
    "aws_ecs_task_definition.worker[*]"                     = "update: tags"
    "aws_eip.nat[*]"                                        = "update: tags"
    "aws_elasticache_parameter_group.this[0]"               = "update: tags"
    "aws_elasticache_replication_group.this[0]"             = "update: tags"
    "aws_elasticache_subnet_group.this[0]"                  = "update: tags"
    "aws_iam_role.execution"                                = "update: tags"
    "aws_iam_role.restart[0]"                               = "update: tags"
    "aws_iam_role.restart_events[0]"                        = "update: tags"
    "aws_iam_role.task"                                     = "update: tags"
    "aws_internet_gateway.this[0]"                          = "update: tags"
    "aws_lb.this"                                           = "update: tags"
    "aws_lb_listener.http"                                  = "update: default_action, tags"
    "aws_lb_listener.https[0]"                              = "update: tags"
    "aws_lb_target_group.web"                               = "update: tags"
    "aws_nat_gateway.this[*]"                               = "update: tags"
    "aws_route_table.private[*]"                            = "update: tags"
    "aws_route_table.public[0]"                             = "update: tags"
    "aws_security_group.alb"                                = "update: tags"
    "aws_security_group.app"                                = "update: tags"
    "aws_security_group.db[0]"                              = "update: tags"
    "aws_security_group.redis[0]"                           = "update: tags"
    "aws_sfn_state_machine.restart[0]"                      = "update: tags"
    "aws_subnet.private[*]"                                 = "update: tags"
    "aws_subnet.public[*]"                                  = "update: tags"
    "aws_vpc.this[0]"                                       = "update: tags"
    "aws_vpc_security_group_egress_rule.alb_to_app"         = "update: tags"
    "aws_vpc_security_group_egress_rule.app"                = "update: tags"
    "aws_vpc_security_group_ingress_rule.alb[*]"            = "update: tags"
    "aws_vpc_security_group_ingress_rule.app_from_alb"      = "update: tags"
    "aws_vpc_security_group_ingress_rule.db_from_app[0]"    = "update: tags"
    "aws_vpc_security_group_ingress_rule.redis_from_app[0]" = "update: tags"
  }
}

change "repository_credentials_secret_arn" "another secret" {
  base     = "external"
  to       = { repository_credentials_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/registry-St12Uv" }
  meaning  = "replaced side by side"
  sentence = "Each service starts new tasks, whose image is pulled with the other credentials."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_iam_role_policy.execution"             = "update: policy"
  }
}
