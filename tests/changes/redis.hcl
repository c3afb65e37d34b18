# Who runs Redis?

change "redis_mode" "managed to external" {
  base     = "production"
  from     = { redis_mode = "managed" }
  to       = { redis_mode = "external", redis_url_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/redis-url" }
  meaning  = "data lost"
  sentence = "Redis is destroyed with the jobs in its queues, which a last snapshot keeps; the services start new tasks that use the other one."
  actions = {
    "aws_ecs_service.web"                                   = "update: task_definition"
    "aws_ecs_service.worker[*]"                             = "update: task_definition"
    "aws_ecs_task_definition.migration"                     = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"             = "replace: container_definitions"
    "aws_ecs_task_definition.web"                           = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"                     = "replace: container_definitions"
    "aws_elasticache_parameter_group.this[0]"               = "delete"
    "aws_elasticache_replication_group.this[0]"             = "delete"
    "aws_elasticache_subnet_group.this[0]"                  = "delete"
    "aws_iam_role_policy.execution"                         = "update: policy"
    "aws_security_group.redis[0]"                           = "delete"
    "aws_sfn_state_machine.restart[0]"                      = "update: definition"
    "aws_vpc_security_group_ingress_rule.redis_from_app[0]" = "delete"
  }
}

change "redis_mode" "external to managed" {
  base     = "external"
  from     = { redis_mode = "external" }
  to       = { redis_mode = "managed", redis_url_secret_arn = null }
  meaning  = "replaced side by side"
  sentence = "An empty Redis is made, and the services start new tasks that use it. Jobs in the old queues are not worked off."
  actions = {
    "aws_ecs_service.web"                                   = "update: task_definition"
    "aws_ecs_task_definition.migration"                     = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"             = "replace: container_definitions"
    "aws_ecs_task_definition.web"                           = "replace: container_definitions"
    "aws_elasticache_parameter_group.this[0]"               = "create"
    "aws_elasticache_replication_group.this[0]"             = "create"
    "aws_elasticache_subnet_group.this[0]"                  = "create"
    "aws_iam_role_policy.execution"                         = "update: policy"
    "aws_security_group.redis[0]"                           = "create"
    "aws_sfn_state_machine.restart[0]"                      = "update: definition"
    "aws_vpc_security_group_ingress_rule.redis_from_app[0]" = "create"
  }
}

# Finding 4.
change "redis_deployment_mode" "replication_group to serverless" {
  base     = "staging"
  from     = { redis_deployment_mode = "replication_group" }
  to       = { redis_deployment_mode = "serverless" }
  meaning  = "refused"
  sentence = "The other kind of Redis starts empty: jobs that wait in the queues would be lost."
}

# Finding 1.
change "redis_engine_version" "an older version" {
  base     = "production"
  from     = { redis_engine_version = "7.1" }
  to       = { redis_engine_version = "7.0" }
  meaning  = "refused"
  sentence = "The older version starts empty: jobs that wait in the queues would be lost. The plan knows the version that Redis was made with; below a later upgrade, the nodes are replaced, with a last snapshot."
}

# Finding 2.
change "redis_engine_version" "a new major version" {
  base           = "production"
  from           = { redis_engine_version = "6.2" }
  to             = { redis_engine_version = "7.1" }
  meaning        = "in the maintenance window"
  sentence       = "Redis is upgraded in the next maintenance window, with an outage of seconds."
  refused_by_aws = "The parameter group of the old version is to be deleted in the same apply, while Redis still uses it: set apply_immediately, and Redis lets go of it first."
  actions = {
    "aws_elasticache_parameter_group.this[0]"   = "replace, create_before_destroy: family, name"
    "aws_elasticache_replication_group.this[0]" = "update: engine_version, final_snapshot_identifier, parameter_group_name"
  }
}

# Finding 7.
change "redis_node_type" "a larger one" {
  base     = "production"
  from     = { redis_node_type = "cache.t4g.small" }
  to       = { redis_node_type = "cache.m7g.large" }
  meaning  = "in the maintenance window"
  sentence = "The nodes are replaced in the next maintenance window, the data is copied; until then every plan shows the change again."
  actions = {
    "aws_elasticache_replication_group.this[0]" = "update: node_type"
  }
}

change "redis_num_cache_clusters" "one more replica" {
  base     = "production"
  from     = { redis_num_cache_clusters = 2 }
  to       = { redis_num_cache_clusters = 3 }
  meaning  = "in place"
  sentence = "A replica joins the group."
  actions = {
    "aws_elasticache_replication_group.this[0]" = "update: num_cache_clusters"
  }
}

change "redis_multi_az" "no failover" {
  base     = "production"
  from     = { redis_multi_az = true, redis_num_cache_clusters = 2 }
  to       = { redis_multi_az = false }
  meaning  = "in the maintenance window"
  sentence = "Failover is switched off; the replica stays."
  actions = {
    "aws_elasticache_replication_group.this[0]" = "update: automatic_failover_enabled, multi_az_enabled"
  }
}

change "redis_snapshot_retention_days" "longer" {
  base     = "production"
  from     = { redis_snapshot_retention_days = 7 }
  to       = { redis_snapshot_retention_days = 14 }
  meaning  = "in place"
  sentence = "Snapshots are kept longer from then on."
  actions = {
    "aws_elasticache_replication_group.this[0]" = "update: snapshot_retention_limit"
  }
}

change "redis_serverless_min_data_storage_gb" "more" {
  base     = "serverless"
  to       = { redis_serverless_min_data_storage_gb = 2 }
  meaning  = "in place"
  sentence = "The cache is billed for at least that much from then on."
  actions = {
    "aws_elasticache_serverless_cache.this[0]" = "update: cache_usage_limits"
  }
}

change "redis_serverless_max_data_storage_gb" "more" {
  base     = "serverless"
  to       = { redis_serverless_max_data_storage_gb = 20 }
  meaning  = "in place"
  sentence = "The cache may hold that much from then on."
  actions = {
    "aws_elasticache_serverless_cache.this[0]" = "update: cache_usage_limits"
  }
}

change "redis_serverless_min_ecpu_per_second" "more" {
  base     = "serverless"
  to       = { redis_serverless_min_ecpu_per_second = 2000 }
  meaning  = "in place"
  sentence = "The cache is billed for at least that many from then on."
  actions = {
    "aws_elasticache_serverless_cache.this[0]" = "update: cache_usage_limits"
  }
}

change "redis_serverless_max_ecpu_per_second" "more" {
  base     = "serverless"
  to       = { redis_serverless_max_ecpu_per_second = 10000 }
  meaning  = "in place"
  sentence = "The cache may use that many from then on."
  actions = {
    "aws_elasticache_serverless_cache.this[0]" = "update: cache_usage_limits"
  }
}

change "redis_url_secret_arn" "another secret" {
  base     = "external"
  to       = { redis_url_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/redis-url-2" }
  meaning  = "replaced side by side"
  sentence = "The execution role may read the new parameter alone, and the services start new tasks that read it."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_iam_role_policy.execution"             = "update: policy"
    "aws_sfn_state_machine.restart[0]"          = "update: definition"
  }
}

change "redis_url" "another host" {
  base     = "plain_urls"
  to       = { redis_url = "rediss://redis2.example.com:6379" }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that connect to the other host; for a while both are in use."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
  }
}
