# What is deployed, and where?

# Finding 4.
change "name" "another name" {
  base           = "production"
  from           = { name = "shop" }
  to             = { name = "store" }
  meaning        = "data lost"
  sentence       = "Nearly everything is destroyed and made again under the new name; the queued jobs in Redis are gone. The VPC, the certificate and the database stay."
  refused_by_aws = "The database still uses the subnet group and the parameter group that are to be deleted."
  actions = {
    "aws_appautoscaling_policy.cpu[*]"                      = "replace: name, resource_id"
    "aws_appautoscaling_target.this[*]"                     = "replace: resource_id"
    "aws_cloudwatch_log_group.this[*]"                      = "replace: name"
    "aws_db_instance.this[0]"                               = "update: db_subnet_group_name, identifier, parameter_group_name, vpc_security_group_ids"
    "aws_db_parameter_group.this[0]"                        = "replace, create_before_destroy: description, name"
    "aws_db_subnet_group.this[0]"                           = "replace: name"
    "aws_default_security_group.this[0]"                    = "update: tags"
    "aws_ecs_cluster.this"                                  = "replace: name"
    "aws_ecs_service.web"                                   = "replace: cluster, name"
    "aws_ecs_service.worker[*]"                             = "replace: cluster, name"
    "aws_ecs_task_definition.migration"                     = "replace: container_definitions, execution_role_arn, family, task_role_arn"
    "aws_ecs_task_definition.scheduler_sync[0]"             = "replace: container_definitions, execution_role_arn, family, task_role_arn"
    "aws_ecs_task_definition.web"                           = "replace: container_definitions, execution_role_arn, family, task_role_arn"
    "aws_ecs_task_definition.worker[*]"                     = "replace: container_definitions, execution_role_arn, family, task_role_arn"
    "aws_eip.nat[*]"                                        = "update: tags"
    "aws_elasticache_parameter_group.this[0]"               = "replace, create_before_destroy: description, name"
    "aws_elasticache_replication_group.this[0]"             = "replace: replication_group_id, subnet_group_name"
    "aws_elasticache_subnet_group.this[0]"                  = "replace: name"
    "aws_iam_role.execution"                                = "replace: name"
    "aws_iam_role.task"                                     = "replace: name"
    "aws_iam_role_policy.execution"                         = "replace: role"
    "aws_internet_gateway.this[0]"                          = "update: tags"
    "aws_lb.this"                                           = "replace: name"
    "aws_lb_listener.http"                                  = "replace: load_balancer_arn"
    "aws_lb_listener.https[0]"                              = "replace: load_balancer_arn"
    "aws_lb_target_group.web"                               = "replace, create_before_destroy: name"
    "aws_nat_gateway.this[*]"                               = "update: tags"
    "aws_route53_record.alias[\"shop.example.com\"]"        = "update: alias"
    "aws_route_table.private[*]"                            = "update: tags"
    "aws_route_table.public[0]"                             = "update: tags"
    "aws_security_group.alb"                                = "replace: description, name"
    "aws_security_group.app"                                = "replace: description, name"
    "aws_security_group.db[0]"                              = "replace: description, name"
    "aws_security_group.redis[0]"                           = "replace: description, name"
    "aws_subnet.private[*]"                                 = "update: tags"
    "aws_subnet.public[*]"                                  = "update: tags"
    "aws_vpc.this[0]"                                       = "update: tags"
    "aws_vpc_security_group_egress_rule.alb_to_app"         = "replace: security_group_id"
    "aws_vpc_security_group_egress_rule.app"                = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.alb[*]"            = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.app_from_alb"      = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.db_from_app[0]"    = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.redis_from_app[0]" = "replace: security_group_id"
  }
}

# Finding 6.
change "environment" "production to staging" {
  base     = "production"
  from     = { environment = "production" }
  to       = { environment = "staging" }
  meaning  = "replaced with a gap"
  sentence = "The defaults that follow from it change: one NAT gateway is left, as with nat_gateway_mode, and database and Redis lose their standby."
  actions = {
    "aws_db_instance.this[0]"                   = "update: multi_az"
    "aws_eip.nat[\"10.0.144.0/20\"]"            = "delete"
    "aws_eip.nat[\"10.0.160.0/20\"]"            = "delete"
    "aws_elasticache_replication_group.this[0]" = "update: automatic_failover_enabled, multi_az_enabled, num_cache_clusters"
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
