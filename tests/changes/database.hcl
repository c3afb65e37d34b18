# Who runs PostgreSQL?

change "database_mode" "managed to external" {
  base = "production"
  from = { database_mode = "managed" }
  to = {
    database_mode          = "external"
    db_host                = "postgres.example.com"
    db_name                = "openmercato"
    db_username            = "openmercato"
    db_password_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/postgres-Mn78Op:password::"
  }
  meaning        = "data lost"
  sentence       = "The database is destroyed, with a last snapshot by default; the services start new tasks that use the other one."
  refused_by_aws = "db_deletion_protection, on by default, keeps the database: set it to false and apply first."
  actions = {
    "aws_db_instance.this[0]"                            = "delete"
    "aws_db_parameter_group.this[0]"                     = "delete"
    "aws_db_subnet_group.this[0]"                        = "delete"
    "aws_ecs_service.web"                                = "update: task_definition"
    "aws_ecs_service.worker[*]"                          = "update: task_definition"
    "aws_ecs_task_definition.migration"                  = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"          = "replace: container_definitions"
    "aws_ecs_task_definition.web"                        = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"                  = "replace: container_definitions"
    "aws_iam_role_policy.execution"                      = "update: policy"
    "aws_secretsmanager_secret_rotation.db[0]"           = "delete"
    "aws_security_group.db[0]"                           = "delete"
    "aws_sfn_state_machine.restart[0]"                   = "update: definition"
    "aws_vpc_security_group_ingress_rule.db_from_app[0]" = "delete"
  }
}

change "database_mode" "external to managed" {
  base = "external"
  from = { database_mode = "external" }
  to = {
    database_mode          = "managed"
    db_host                = null
    db_password_secret_arn = null
    db_tls_mode            = null
  }
  meaning  = "replaced side by side"
  sentence = "An empty database is made, and the services start new tasks that use it. Nothing copies the data."
  actions = {
    "aws_db_instance.this[0]"                            = "create"
    "aws_db_parameter_group.this[0]"                     = "create"
    "aws_db_subnet_group.this[0]"                        = "create"
    "aws_ecs_service.web"                                = "update: task_definition"
    "aws_ecs_task_definition.migration"                  = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"          = "replace: container_definitions"
    "aws_ecs_task_definition.web"                        = "replace: container_definitions"
    "aws_iam_role_policy.execution"                      = "update: policy"
    "aws_secretsmanager_secret_rotation.db[0]"           = "create"
    "aws_security_group.db[0]"                           = "create"
    "aws_sfn_state_machine.restart[0]"                   = "update: definition"
    "aws_vpc_security_group_ingress_rule.db_from_app[0]" = "create"
  }
}

# Finding 4.
change "db_name" "another name" {
  base     = "production"
  from     = { db_name = "openmercato" }
  to       = { db_name = "shop" }
  meaning  = "refused"
  sentence = "RDS would delete the instance and make an empty one."
}

# Finding 4.
change "db_username" "another name" {
  base     = "production"
  from     = { db_username = "openmercato" }
  to       = { db_username = "shop" }
  meaning  = "refused"
  sentence = "RDS would delete the instance and make an empty one."
}

change "db_tls_mode" "no_verify to verify" {
  base     = "production"
  from     = { db_tls_mode = "no_verify" }
  to       = { db_tls_mode = "verify", db_tls_ca_file = "/etc/ssl/certs/rds-global-bundle.pem" }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that check the certificate; the database is left alone."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_service.worker[*]"                 = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"         = "replace: container_definitions"
  }
}

change "db_tls_ca_file" "one is named" {
  base     = "external"
  to       = { db_tls_ca_file = "/etc/ssl/certs/postgres.pem" }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that check the certificate against it."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
  }
}

# Finding 2.
change "db_engine_version" "a new major version" {
  base     = "production"
  from     = { db_engine_version = "17" }
  to       = { db_engine_version = "18" }
  meaning  = "in the maintenance window"
  sentence = "The database is upgraded in the next maintenance window, or at once with apply_immediately, with an outage of some minutes. The old parameter group is kept."
  actions = {
    "aws_db_instance.this[0]"        = "update: engine_version, parameter_group_name"
    "aws_db_parameter_group.this[0]" = "replace, create_before_destroy: family, name"
  }
}

# Finding 7.
change "db_engine_version" "a new minor version" {
  base     = "production"
  from     = { db_engine_version = "17.5" }
  to       = { db_engine_version = "17.6" }
  meaning  = "in the maintenance window"
  sentence = "The database is upgraded in the next maintenance window; until then every plan shows the change again."
  actions = {
    "aws_db_instance.this[0]" = "update: engine_version"
  }
}

# Finding 1: RDS refuses it for ever when it has gone on by itself.
change "db_engine_version" "an older minor version" {
  base           = "production"
  from           = { db_engine_version = "17.5" }
  to             = { db_engine_version = "17.4" }
  meaning        = "in the maintenance window"
  sentence       = "Nothing happens: a database cannot go back to an older version."
  refused_by_aws = "RDS cannot go from 17.5 to 17.4: every apply fails until the newer version is named again."
  actions = {
    "aws_db_instance.this[0]" = "update: engine_version"
  }
}

# Finding 7.
change "db_instance_class" "a larger one" {
  base     = "production"
  from     = { db_instance_class = "db.t4g.medium" }
  to       = { db_instance_class = "db.m7g.large" }
  meaning  = "in the maintenance window"
  sentence = "The class changes in the next maintenance window, with an outage of about a minute; until then every plan shows the change again."
  actions = {
    "aws_db_instance.this[0]"          = "update: instance_class"
    "aws_sfn_state_machine.restart[0]" = "update: definition"
  }
}

change "db_allocated_storage" "more" {
  base     = "production"
  from     = { db_allocated_storage = 50 }
  to       = { db_allocated_storage = 100 }
  meaning  = "in the maintenance window"
  sentence = "The storage grows while the database runs. It never shrinks, and cannot be changed again for six hours."
  actions = {
    "aws_db_instance.this[0]" = "update: allocated_storage"
  }
}

# Finding 28.
change "db_allocated_storage" "past 400 GiB" {
  base     = "production"
  from     = { db_allocated_storage = 50 }
  to       = { db_allocated_storage = 400 }
  meaning  = "in the maintenance window"
  sentence = "The storage grows, with the 12,000 IOPS and 500 MiB/s that come with it from 400 GiB on."
  actions = {
    "aws_db_instance.this[0]" = "update: allocated_storage, iops, storage_throughput"
  }
}

change "db_max_allocated_storage" "growth" {
  base     = "production"
  from     = { db_max_allocated_storage = 0 }
  to       = { db_max_allocated_storage = 200 }
  meaning  = "in place"
  sentence = "From then on the storage grows by itself."
  actions = {
    "aws_db_instance.this[0]" = "update: max_allocated_storage"
  }
}

# Finding 7.
change "db_multi_az" "no standby" {
  base     = "production"
  from     = { db_multi_az = true }
  to       = { db_multi_az = false }
  meaning  = "in the maintenance window"
  sentence = "The standby goes in the next maintenance window; until then every plan shows the change again."
  actions = {
    "aws_db_instance.this[0]" = "update: multi_az"
  }
}

change "db_backup_retention_days" "longer" {
  base     = "production"
  from     = { db_backup_retention_days = 7 }
  to       = { db_backup_retention_days = 14 }
  meaning  = "in place"
  sentence = "Backups are kept longer from then on."
  actions = {
    "aws_db_instance.this[0]" = "update: backup_retention_period"
  }
}

change "db_deletion_protection" "off" {
  base     = "production"
  from     = { db_deletion_protection = true }
  to       = { db_deletion_protection = false }
  meaning  = "in place"
  sentence = "The database can be deleted from then on."
  actions = {
    "aws_db_instance.this[0]"        = "update: deletion_protection"
    "aws_db_parameter_group.this[0]" = "update: skip_destroy"
  }
}

change "db_skip_final_snapshot" "no snapshot" {
  base     = "production"
  from     = { db_skip_final_snapshot = false }
  to       = { db_skip_final_snapshot = true }
  meaning  = "in place"
  sentence = "Terraform notes it for the day when the database is deleted; nothing changes in AWS."
  actions = {
    "aws_db_instance.this[0]" = "update: skip_final_snapshot"
  }
}

change "database_url_secret_arn" "parts to a whole URL" {
  base = "external"
  to = {
    db_host                 = null
    db_name                 = null
    db_username             = null
    db_password_secret_arn  = null
    db_tls_mode             = null
    database_url_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-url-Op90Qr"
  }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that read the URL."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_iam_role_policy.execution"             = "update: policy"
    "aws_sfn_state_machine.restart[0]"          = "update: definition"
  }
}

change "db_host" "another host" {
  base     = "external"
  to       = { db_host = "postgres2.example.com" }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that connect to the other host. For a while both are in use."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
  }
}

change "db_port" "another port" {
  base     = "external"
  from     = { db_port = 5432 }
  to       = { db_port = 6432 }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that connect to the other port."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
  }
}

change "db_password_secret_arn" "another secret" {
  base     = "external"
  to       = { db_password_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/postgres-Qr12St:password::" }
  meaning  = "replaced side by side"
  sentence = "The execution role may read the new secret alone, and the services start new tasks that read it."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_iam_role_policy.execution"             = "update: policy"
    "aws_sfn_state_machine.restart[0]"          = "update: definition"
  }
}

change "database_url" "another host" {
  base     = "plain_urls"
  to       = { database_url = "postgres://shop:secret@postgres2.example.com/shop" }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that connect to the other host."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
  }
}

change "db_password_rotation_days" "more often" {
  base     = "production"
  from     = { db_password_rotation_days = 30 }
  to       = { db_password_rotation_days = 7 }
  meaning  = "in place"
  sentence = "RDS changes the password by the new schedule, not at once."
  actions = {
    "aws_secretsmanager_secret_rotation.db[0]" = "update: rotation_rules"
  }
}
