# What comes out when only the required inputs are given: a production deployment
# that this module creates as a whole.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2"
  availability_zones = ["eu-central-1a", "eu-central-1b"]

  # For the advice alone: a deployment of any use has a domain and its keys.
  acknowledged_advice = ["plain_http", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }
}

run "managed_resources_are_secure" {
  command = plan

  assert {
    condition     = aws_db_instance.this[0].publicly_accessible == false && aws_db_instance.this[0].storage_encrypted && aws_db_instance.this[0].deletion_protection && aws_db_instance.this[0].multi_az
    error_message = "The database must be private, encrypted, protected and, in production, in two zones."
  }

  assert {
    condition     = aws_db_instance.this[0].backup_retention_period >= 7 && aws_db_instance.this[0].skip_final_snapshot == false
    error_message = "The database must be backed up for a week at least, and once more before it goes."
  }

  assert {
    condition     = aws_db_instance.this[0].manage_master_user_password == true && aws_db_instance.this[0].password == null
    error_message = "RDS must manage the password, or it would be in the state."
  }

  assert {
    condition     = aws_elasticache_replication_group.this[0].at_rest_encryption_enabled == "true" && aws_elasticache_replication_group.this[0].transit_encryption_enabled
    error_message = "Redis must be encrypted at rest and in transit."
  }

  assert {
    condition     = one(aws_elasticache_parameter_group.this[0].parameter).name == "maxmemory-policy" && one(aws_elasticache_parameter_group.this[0].parameter).value == "noeviction"
    error_message = "Redis must not evict keys: BullMQ would lose jobs."
  }

  assert {
    condition     = aws_ecs_service.web.network_configuration[0].assign_public_ip == false
    error_message = "Tasks must have no public addresses."
  }

  assert {
    condition     = aws_ecs_service.web.deployment_circuit_breaker[0].enable && aws_ecs_service.web.deployment_circuit_breaker[0].rollback
    error_message = "A deployment that never becomes healthy must roll back."
  }
}

run "network_spans_two_zones" {
  command = plan

  assert {
    condition     = sort([for subnet in aws_subnet.private : subnet.availability_zone]) == tolist(["eu-central-1a", "eu-central-1b"]) && sort([for subnet in aws_subnet.public : subnet.availability_zone]) == tolist(["eu-central-1a", "eu-central-1b"])
    error_message = "Public and private subnets must be in both zones."
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 2 && length(aws_route.private_nat) == 2
    error_message = "In production each zone must have its own NAT gateway."
  }
}

run "only_needed_resources" {
  command = plan

  assert {
    condition     = length(aws_ecs_service.worker) == 0 && length(aws_ecs_task_definition.scheduler_sync) == 0
    error_message = "A single service must have no workers and no scheduler sync."
  }

  assert {
    condition     = length(aws_acm_certificate.this) + length(aws_route53_record.alias) + length(aws_wafv2_web_acl_association.alb) + length(aws_elasticache_serverless_cache.this) == 0
    error_message = "DNS, WAF and serverless Redis must not exist unless chosen."
  }

  assert {
    condition     = output.worker_service_names == {} && output.scheduler_sync_task_definition_arn == null && output.scheduler_sync_run_task_command == null
    error_message = "Outputs of what does not exist must be empty or null."
  }
}

run "container_can_start" {
  assert {
    condition = { for variable in local.containers["web"].environment : variable.name => variable.value } == {
      APP_URL                      = "http://shop-alb-123456789.eu-central-1.elb.amazonaws.com"
      CACHE_STRATEGY               = "redis"
      DB_HOST                      = "shop-postgres.abcdefgh.eu-central-1.rds.amazonaws.com"
      DB_NAME                      = "openmercato"
      DB_PORT                      = "5432"
      DB_SSL                       = "true"
      DB_SSLMODE                   = "no-verify"
      DB_SSL_REJECT_UNAUTHORIZED   = "false"
      DB_USER                      = "openmercato"
      KEEP_ALIVE_TIMEOUT           = "65000"
      NODE_ENV                     = "production"
      OM_INSTANCE_COUNT            = "2"
      PORT                         = "3000"
      QUEUE_STRATEGY               = "async"
      RATE_LIMIT_STRATEGY          = "redis"
      RATE_LIMIT_TRUST_PROXY_DEPTH = "1"
      REDIS_URL                    = "rediss://master.shop-redis.abcdef.euc1.cache.amazonaws.com:6379"
    }
    error_message = "The web container's environment is not what OpenMercato needs."
  }

  assert {
    condition     = contains(local.containers["web"].secrets, { name = "DB_PASSWORD", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-0000-AbCdEf:password::" })
    error_message = "The password must come from the secret that RDS makes."
  }

  assert {
    condition     = slice(jsondecode(aws_ecs_task_definition.web.container_definitions)[0].entryPoint, 0, 2) == ["node", "-e"]
    error_message = "The container must compose DATABASE_URL when it starts."
  }

  assert {
    condition     = output.database_endpoint == "shop-postgres.abcdefgh.eu-central-1.rds.amazonaws.com:5432" && output.redis_endpoint == "master.shop-redis.abcdef.euc1.cache.amazonaws.com:6379"
    error_message = "The endpoints must be outputs."
  }
}
