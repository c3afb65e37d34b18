################################################################################
# Rules over several inputs
################################################################################

module "contract" {
  source = "./contract"

  inputs = {
    name                                 = var.name
    environment                          = var.environment
    aws_region                           = var.aws_region
    image                                = var.image
    repository_credentials_secret_arn    = var.repository_credentials_secret_arn
    tags                                 = var.tags
    networking_mode                      = var.networking_mode
    vpc_cidr                             = var.vpc_cidr
    availability_zones                   = var.availability_zones
    public_subnet_cidrs                  = var.public_subnet_cidrs
    private_subnet_cidrs                 = var.private_subnet_cidrs
    nat_gateway_mode                     = var.nat_gateway_mode
    vpc_id                               = var.vpc_id
    public_subnet_ids                    = var.public_subnet_ids
    private_subnet_ids                   = var.private_subnet_ids
    existing_network_egress              = var.existing_network_egress
    existing_vpc_endpoints               = var.existing_vpc_endpoints
    verify_existing_network              = var.verify_existing_network
    alb_internal                         = var.alb_internal
    alb_ingress_cidrs                    = var.alb_ingress_cidrs
    alb_idle_timeout                     = var.alb_idle_timeout
    alb_ssl_policy                       = var.alb_ssl_policy
    health_check_path                    = var.health_check_path
    health_check_matcher                 = var.health_check_matcher
    health_check_interval                = var.health_check_interval
    health_check_timeout                 = var.health_check_timeout
    health_check_healthy_threshold       = var.health_check_healthy_threshold
    health_check_unhealthy_threshold     = var.health_check_unhealthy_threshold
    runtime_mode                         = var.runtime_mode
    container_port                       = var.container_port
    cpu_architecture                     = var.cpu_architecture
    web_service                          = var.web_service
    worker_services                      = var.worker_services
    migration_task                       = var.migration_task
    scheduler_sync_task                  = var.scheduler_sync_task
    database_mode                        = var.database_mode
    db_name                              = var.db_name
    db_username                          = var.db_username
    db_tls_mode                          = var.db_tls_mode
    db_tls_ca_file                       = var.db_tls_ca_file
    db_engine_version                    = var.db_engine_version
    db_instance_class                    = var.db_instance_class
    db_allocated_storage                 = var.db_allocated_storage
    db_max_allocated_storage             = var.db_max_allocated_storage
    db_multi_az                          = var.db_multi_az
    db_backup_retention_days             = var.db_backup_retention_days
    db_deletion_protection               = var.db_deletion_protection
    db_skip_final_snapshot               = var.db_skip_final_snapshot
    db_password_rotation_days            = var.db_password_rotation_days
    database_url_secret_arn              = var.database_url_secret_arn
    db_host                              = var.db_host
    db_port                              = var.db_port
    db_password_secret_arn               = var.db_password_secret_arn
    database_url                         = var.database_url
    redis_mode                           = var.redis_mode
    redis_deployment_mode                = var.redis_deployment_mode
    redis_engine_version                 = var.redis_engine_version
    redis_node_type                      = var.redis_node_type
    redis_num_cache_clusters             = var.redis_num_cache_clusters
    redis_multi_az                       = var.redis_multi_az
    redis_snapshot_retention_days        = var.redis_snapshot_retention_days
    redis_serverless_min_data_storage_gb = var.redis_serverless_min_data_storage_gb
    redis_serverless_max_data_storage_gb = var.redis_serverless_max_data_storage_gb
    redis_serverless_min_ecpu_per_second = var.redis_serverless_min_ecpu_per_second
    redis_serverless_max_ecpu_per_second = var.redis_serverless_max_ecpu_per_second
    redis_url_secret_arn                 = var.redis_url_secret_arn
    redis_url                            = var.redis_url
    uploads_mode                         = var.uploads_mode
    create_uploads_storage               = var.create_uploads_storage
    uploads_path                         = var.uploads_path
    uploads_file_system_id               = var.uploads_file_system_id
    uploads_backup                       = var.uploads_backup
    uploads_bucket                       = var.uploads_bucket
    search_mode                          = var.search_mode
    search_host                          = var.search_host
    search_key_secret_arn                = var.search_key_secret_arn
    search_image                         = var.search_image
    search_service                       = var.search_service
    search_storage                       = var.search_storage
    dns_mode                             = var.dns_mode
    domain_name                          = var.domain_name
    hosted_zone_id                       = var.hosted_zone_id
    create_www_record                    = var.create_www_record
    acm_validation_method                = var.acm_validation_method
    acm_validation_timeout               = var.acm_validation_timeout
    create_validation_records            = var.create_validation_records
    certificate_arn                      = var.certificate_arn
    waf_mode                             = var.waf_mode
    waf_web_acl_arn                      = var.waf_web_acl_arn
    env                                  = var.env
    secrets                              = var.secrets
    allow_env_override_critical          = var.allow_env_override_critical
    secrets_kms_key_arns                 = var.secrets_kms_key_arns
    restart_on_secret_change             = var.restart_on_secret_change
    enable_alarms                        = var.enable_alarms
    alarm_topic_arn                      = var.alarm_topic_arn
    monthly_budget                       = var.monthly_budget
    container_insights                   = var.container_insights
    alb_access_logs_bucket               = var.alb_access_logs_bucket
    flow_log_retention_days              = var.flow_log_retention_days
    log_retention_days                   = var.log_retention_days
    keep_log_groups                      = var.keep_log_groups
    apply_immediately                    = var.apply_immediately
    kms_key_arn                          = var.kms_key_arn
    enable_execute_command               = var.enable_execute_command
    task_role_policies                   = var.task_role_policies
    permissions_boundary_arn             = var.permissions_boundary_arn
    acknowledged_advice                  = var.acknowledged_advice
  }
}

################################################################################
# It will not work
#
# Terraform makes it, or begins to, and OpenMercato or a part of it does not run.
# acknowledged_advice silences a check by its name. Only variables, and locals that
# derive from variables, are read here.
################################################################################

check "plain_http" {
  assert {
    condition     = contains(var.acknowledged_advice, "plain_http") || local.tls_enabled
    error_message = "dns_mode: without a domain the load balancer speaks plain HTTP, over which nobody can sign in, since the cookies of OpenMercato are for HTTPS alone. Choose route53, or set domain_name and certificate_arn."
  }
}

check "serverless_redis_queues" {
  assert {
    condition     = contains(var.acknowledged_advice, "serverless_redis_queues") || (!local.create_redis_serverless || local.queues_of_its_own)
    error_message = "redis_deployment_mode: serverless Redis runs in cluster mode, which the asynchronous queues of OpenMercato do not work with. Choose replication_group, unless your image brings queues that do."
  }
}

check "default_health_path" {
  assert {
    condition     = contains(var.acknowledged_advice, "default_health_path") || var.health_check_path != "/health"
    error_message = "health_check_path: no application of OpenMercato serves /health, so that no task ever becomes healthy and each deployment is rolled back. Write /api/healthz for one made with create-app, /api/version for the monorepo's, unless your image adds /health."
  }
}

check "no_jwt_secret" {
  assert {
    condition = contains(var.acknowledged_advice, "no_jwt_secret") || alltrue([
      for name, task in local.tasks : contains(keys(merge(var.env, task.env, var.secrets, task.secrets)), "JWT_SECRET")
      if !contains(["migration", "scheduler-sync"], name)
    ])
    error_message = "secrets: JWT_SECRET is not among the secrets of every service; without it OpenMercato does not start. Store one and name its ARN."
  }
}

check "no_tenant_encryption_key" {
  assert {
    condition = contains(var.acknowledged_advice, "no_tenant_encryption_key") || alltrue([
      for name, task in local.tasks : contains(keys(merge(var.env, task.env, var.secrets, task.secrets)), "TENANT_DATA_ENCRYPTION_FALLBACK_KEY")
      if !contains(["migration", "scheduler-sync"], name)
    ])
    error_message = "secrets: TENANT_DATA_ENCRYPTION_FALLBACK_KEY is not among the secrets of every service; without it tenants have no keys for their encrypted data. Store one, never rotate it, and name its ARN."
  }
}

check "secret_arn_in_env" {
  assert {
    condition = contains(var.acknowledged_advice, "secret_arn_in_env") || alltrue(flatten([
      for path, layer in local.env_layers : [
        for name, value in layer : !can(regex("^arn:[^:]+:(secretsmanager:[^:]+:[0-9]+:secret:|ssm:[^:]+:[0-9]+:parameter/)", value))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in local.env_layers : [
        for name, value in layer : "${path}[${jsonencode(name)}]: the container gets the ARN itself, not the secret's value. Move it to secrets, unless the application reads the secret by itself."
        if can(regex("^arn:[^:]+:(secretsmanager:[^:]+:[0-9]+:secret:|ssm:[^:]+:[0-9]+:parameter/)", value))
      ]
    ]))
  }
}

check "build_time_env" {
  assert {
    condition = contains(var.acknowledged_advice, "build_time_env") || alltrue(flatten([
      for path, layer in local.env_layers : [
        for name, value in layer : !(can(regex("^NEXT_PUBLIC_", name)) ? value != null : false)
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in local.env_layers : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is read when the image is built, so that setting it on a task changes nothing in the browser. Set it in the build."
        if can(regex("^NEXT_PUBLIC_", name)) ? value != null : false
      ]
    ]))
  }
}

check "no_scheduler_sync" {
  assert {
    condition     = contains(var.acknowledged_advice, "no_scheduler_sync") || (local.create_scheduler_sync_task || local.queues_of_its_own)
    error_message = "scheduler_sync_task: nothing writes the schedules into the queues, so that scheduled jobs never run. Set it to {} and run the task after each deployment."
  }
}

check "unknown_region" {
  assert {
    condition     = contains(var.acknowledged_advice, "unknown_region") || contains(keys(local.availability_zones_by_region), var.aws_region)
    error_message = "aws_region: ${jsonencode(var.aws_region)} is not a region that this version of the module knows. Look for a misspelling, and for whether the region has all services."
  }
}

check "unlisted_availability_zone" {
  assert {
    condition     = contains(var.acknowledged_advice, "unlisted_availability_zone") || length(setsubtract(coalesce(var.availability_zones, []), lookup(local.availability_zones_by_region, var.aws_region, coalesce(var.availability_zones, [])))) == 0
    error_message = "availability_zones: an ordinary account does not see ${join(", ", setsubtract(coalesce(var.availability_zones, []), lookup(local.availability_zones_by_region, var.aws_region, [])))}. Choose among ${join(", ", lookup(local.availability_zones_by_region, var.aws_region, []))}, unless yours does."
  }
}

check "unlisted_postgres_version" {
  assert {
    condition     = contains(var.acknowledged_advice, "unlisted_postgres_version") || (!local.create_managed_rds || tonumber(try(split(".", local.effective.db_engine_version)[1], "0")) <= lookup(local.postgres_minors, split(".", local.effective.db_engine_version)[0], -1))
    error_message = "db_engine_version: RDS had no PostgreSQL ${local.effective.db_engine_version} on ${local.tables_date}. Look for a misspelling, and for whether RDS has it now."
  }
}

check "unlisted_db_class" {
  assert {
    condition     = contains(var.acknowledged_advice, "unlisted_db_class") || (!local.create_managed_rds || !contains(split(" ", lookup(local.db_families, split(".", local.effective.db_instance_class)[1], var.aws_region)), var.aws_region))
    error_message = "db_instance_class: RDS did not sell ${local.effective.db_instance_class} for PostgreSQL in ${var.aws_region} on ${local.tables_date}. Look for a misspelling, or choose another, for example db.m6g.large."
  }
}

check "unlisted_redis_node_type" {
  assert {
    condition     = contains(var.acknowledged_advice, "unlisted_redis_node_type") || (!local.create_redis_replication_group || !contains(split(" ", lookup(local.redis_families, split(".", local.effective.redis_node_type)[1], var.aws_region)), var.aws_region))
    error_message = "redis_node_type: ElastiCache did not sell ${local.effective.redis_node_type} in ${var.aws_region} on ${local.tables_date}. Look for a misspelling, or choose another, for example cache.m6g.large."
  }
}

################################################################################
# It will hurt
#
# It works, until the day on which this matters.
################################################################################

check "mutable_image_tag" {
  assert {
    condition     = contains(var.acknowledged_advice, "mutable_image_tag") || alltrue([for image in values(local.images) : !can(regex(":(latest|main|master|trunk|develop|dev|edge|nightly|canary|stable|staging|production|prod)$", image))])
    error_message = join("\n", [for path, image in local.images : "${path}: ${jsonencode(image)} names a tag that moves, so that two tasks may run different code and a rollback brings nothing back. Use the tag of one build, or a digest." if can(regex(":(latest|main|master|trunk|develop|dev|edge|nightly|canary|stable|staging|production|prod)$", image))])
  }
}

check "single_nat_gateway" {
  assert {
    condition     = contains(var.acknowledged_advice, "single_nat_gateway") || (!local.production || !local.create_managed_network || local.effective.nat_gateway_mode == "per_zone")
    error_message = "nat_gateway_mode: in production, losing the zone of the only NAT gateway cuts all tasks off. Choose per_zone."
  }
}

check "network_not_verified" {
  assert {
    condition     = contains(var.acknowledged_advice, "network_not_verified") || (local.create_managed_network || local.effective.verify_existing_network)
    error_message = "verify_existing_network: nobody has checked that the subnets are in the VPC, in two zones, and routed as they should be. Set it to true where Terraform may describe the network."
  }
}

check "short_idle_timeout" {
  assert {
    condition     = contains(var.acknowledged_advice, "short_idle_timeout") || var.alb_idle_timeout > 30
    error_message = "alb_idle_timeout: ${var.alb_idle_timeout} seconds are not longer than the heartbeat of server-sent events, 30, so that live updates break off. Write 60."
  }
}

check "single_web_task" {
  assert {
    condition     = contains(var.acknowledged_advice, "single_web_task") || (!local.production || (var.web_service.autoscaling == null ? var.web_service.desired_count : var.web_service.autoscaling.min_capacity) >= 2)
    error_message = "${var.web_service.autoscaling == null ? "web_service.desired_count" : "web_service.autoscaling.min_capacity"}: with fewer than two web tasks in production, every restart is an outage. Run at least two."
  }
}

check "workers_on_spot_alone" {
  assert {
    condition     = contains(var.acknowledged_advice, "workers_on_spot_alone") || !local.production || alltrue([for worker in values(local.effective.worker_services) : worker.spot_percent != 100])
    error_message = join("\n", [for name, worker in local.effective.worker_services : "worker_services[${jsonencode(name)}].spot_percent: AWS may take all tasks on Fargate Spot back at once, and jobs then wait until it has room again. Leave some on Fargate, for example with 80." if worker.spot_percent == 100])
  }
}

check "short_grace_period" {
  assert {
    condition     = contains(var.acknowledged_advice, "short_grace_period") || var.web_service.health_check_grace_period_seconds >= 60
    error_message = "web_service.health_check_grace_period_seconds: ${var.web_service.health_check_grace_period_seconds} seconds may be shorter than the start of OpenMercato, and then healthy tasks are killed. Allow at least 60."
  }
}

check "little_memory" {
  assert {
    condition     = contains(var.acknowledged_advice, "little_memory") || alltrue([for memory in values(local.app_memory) : memory >= 2048])
    error_message = join("\n", [for name, memory in local.app_memory : "${local.task_paths[name]}.memory: ${memory} MiB${length(local.sidecars[name]) > 0 ? ", without what its sidecars have," : ""} are less than the 2048 that OpenMercato needs; 4096 are recommended." if memory < 2048])
  }
}

check "no_restart_on_secret_change" {
  assert {
    condition     = contains(var.acknowledged_advice, "no_restart_on_secret_change") || (!local.create_managed_rds || var.restart_on_secret_change)
    error_message = "restart_on_secret_change: RDS changes the database's password every ${local.effective.db_password_rotation_days} days, and tasks that run keep the old one. Leave it on, or start new tasks after each change."
  }
}

check "database_connections" {
  assert {
    # One more pool for a one-shot task.
    condition     = contains(var.acknowledged_advice, "database_connections") || (local.db_max_connections == null ? true : local.db_connections + 20 <= local.db_max_connections)
    error_message = "db_instance_class: ${local.effective.db_instance_class} takes about ${coalesce(local.db_max_connections, 0)} connections, and the pools of all tasks ask for ${local.db_connections}, besides a migration's 20. Choose a larger class, fewer tasks, or a smaller DB_POOL_MAX."
  }
}

check "database_in_one_zone" {
  assert {
    condition     = contains(var.acknowledged_advice, "database_in_one_zone") || (!local.production || !local.create_managed_rds || local.effective.db_multi_az)
    error_message = "db_multi_az: in production, a database in one zone is down with that zone, and during maintenance. Set it to true."
  }
}

check "short_database_backups" {
  assert {
    condition     = contains(var.acknowledged_advice, "short_database_backups") || (!local.create_managed_rds || local.effective.db_backup_retention_days >= 7)
    error_message = "db_backup_retention_days: backups of ${local.effective.db_backup_retention_days} days may be gone before a fault is noticed. Keep at least 7."
  }
}

check "no_deletion_protection" {
  assert {
    condition     = contains(var.acknowledged_advice, "no_deletion_protection") || (!local.create_managed_rds || local.effective.db_deletion_protection)
    error_message = "db_deletion_protection: without it, one terraform destroy deletes the database. Leave it on until you mean to."
  }
}

check "no_final_snapshot" {
  assert {
    condition     = contains(var.acknowledged_advice, "no_final_snapshot") || (!local.production || !local.create_managed_rds || !local.effective.db_skip_final_snapshot)
    error_message = "db_skip_final_snapshot: a production database would be deleted without a last snapshot. Set it to false."
  }
}

check "untested_postgres_version" {
  assert {
    condition     = contains(var.acknowledged_advice, "untested_postgres_version") || (!local.create_managed_rds || split(".", local.effective.db_engine_version)[0] == "17")
    error_message = "db_engine_version: OpenMercato is made for PostgreSQL 17, not ${jsonencode(local.effective.db_engine_version)}. Choose 17."
  }
}

check "no_database_tls" {
  assert {
    condition     = contains(var.acknowledged_advice, "no_database_tls") || (local.effective.db_tls_mode == null ? true : local.effective.db_tls_mode != "disable")
    error_message = "db_tls_mode: data and password cross the network in clear text. Choose no_verify or verify."
  }
}

check "redis_in_one_zone" {
  assert {
    condition     = contains(var.acknowledged_advice, "redis_in_one_zone") || (!local.production || !local.create_redis_replication_group || local.effective.redis_multi_az)
    error_message = "redis_multi_az: in production, a Redis in one zone takes queues and cache down with it. Set it to true, with at least two nodes."
  }
}

check "no_redis_snapshots" {
  assert {
    condition     = contains(var.acknowledged_advice, "no_redis_snapshots") || (!local.production || !local.create_managed_redis || local.effective.redis_snapshot_retention_days >= 1)
    error_message = "redis_snapshot_retention_days: queued jobs are in Redis alone, and in production no snapshot is kept. Keep at least one day."
  }
}

check "uploads_on_task_disk" {
  assert {
    # An application that keeps them in S3 by its own settings says so in its environment.
    condition     = contains(var.acknowledged_advice, "uploads_on_task_disk") || var.uploads_mode != "task_disk" || (!local.production && local.web_task_limit <= 1) || contains(keys(var.env), "OM_ENABLE_STORAGE_S3")
    error_message = "uploads_mode: files that users upload are on the disk of the one task that took them: others do not find them, and they are gone with it. Choose efs or s3."
  }
}

check "no_uploads_backup" {
  assert {
    condition     = contains(var.acknowledged_advice, "no_uploads_backup") || !local.production || !local.create_uploads_file_system || local.effective.uploads_backup
    error_message = "uploads_backup: in production, no copy of the file system is kept, so that what is deleted on it is gone. Leave it on."
  }
}

check "search_on_task_disk" {
  assert {
    condition     = contains(var.acknowledged_advice, "search_on_task_disk") || !local.production || !local.create_search || local.effective.search_storage == "efs"
    error_message = "search_storage: in production, each new task of Meilisearch begins with an empty index, and nothing is found until somebody fills it again for each tenant. Choose efs, unless that is meant."
  }
}

check "secret_in_another_region" {
  assert {
    condition     = contains(var.acknowledged_advice, "secret_in_another_region") || alltrue([for arn in local.given_secret_arns : try(split(":", arn)[3] == var.aws_region, true)])
    error_message = "secrets: ${join(", ", [for arn in local.given_secret_arns : arn if try(split(":", arn)[3] != var.aws_region, false)])}: in another region, so that tasks do not start when that is down, and new values do not reach them. Replicate it to ${var.aws_region}."
  }
}

check "few_addresses" {
  assert {
    condition     = contains(var.acknowledged_advice, "few_addresses") || !local.create_managed_network || local.private_addresses >= local.tasks_restarting + 10
    error_message = "private_subnet_cidrs: ${local.private_addresses} addresses are too few for ${local.tasks_restarting} tasks, which there can be while new ones replace them, and 10 for database, Redis and one-shot tasks. Name larger ranges."
  }
}

check "plaintext_secret" {
  assert {
    condition = contains(var.acknowledged_advice, "plaintext_secret") || alltrue(flatten([
      for path, layer in local.env_layers : [
        for name, value in layer : !(can(regex(local.secret_name, name)) && !startswith(name, "NEXT_PUBLIC_") ? value != null : false)
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in local.env_layers : [
        for name, value in layer : "${path}[${jsonencode(name)}]: looks like a secret, and would be in plain text in files, in the state and in the console. Store it and name its ARN under secrets."
        if can(regex(local.secret_name, name)) && !startswith(name, "NEXT_PUBLIC_") ? value != null : false
      ]
    ]))
  }
}

check "invisible_characters" {
  assert {
    condition     = contains(var.acknowledged_advice, "invisible_characters") || alltrue([for text in values(local.free_texts) : !can(regex(local.invisible_characters, text))])
    error_message = join("\n", [for path, text in local.free_texts : "${path}: holds a character that nobody sees, and whoever reads the text takes it as part of it. Take it out." if can(regex(local.invisible_characters, text))])
  }
}

check "execute_command_in_production" {
  assert {
    condition     = contains(var.acknowledged_advice, "execute_command_in_production") || (!local.production || !var.enable_execute_command)
    error_message = "enable_execute_command: in production it gives whoever IAM lets a shell beside the secrets. Turn it on when needed, and off again."
  }
}
