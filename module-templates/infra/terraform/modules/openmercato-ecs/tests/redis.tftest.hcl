# redis_mode: managed as a replication group, managed as serverless, external.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name                = "shop"
  aws_region          = "eu-central-1"
  image               = "ghcr.io/open-mercato/open-mercato:0.6.7"
  availability_zones  = ["eu-central-1a", "eu-central-1b"]
  acknowledged_advice = ["plain_http", "serverless_redis_queues", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }
}

run "replication_group" {
  variables {
    redis_multi_az           = true
    redis_num_cache_clusters = 3
    redis_engine_version     = "7.0"
  }

  assert {
    condition     = aws_elasticache_replication_group.this[0].multi_az_enabled && aws_elasticache_replication_group.this[0].automatic_failover_enabled && aws_elasticache_replication_group.this[0].num_cache_clusters == 3
    error_message = "Multi-AZ needs failover and as many nodes as asked for."
  }

  assert {
    condition     = aws_elasticache_parameter_group.this[0].family == "redis7"
    error_message = "The parameter group must be of the engine's family."
  }

  assert {
    condition     = contains(local.containers["web"].environment, { name = "REDIS_URL", value = "rediss://master.shop-redis.abcdef.euc1.cache.amazonaws.com:6379" })
    error_message = "Redis must be reached over TLS."
  }
}

run "redis_6_has_a_family_of_its_own" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  command = plan

  variables {
    redis_engine_version = "6.2"
  }

  assert {
    condition     = aws_elasticache_parameter_group.this[0].family == "redis6.x"
    error_message = "The parameter group must be of the engine's family."
  }
}

run "one_node_has_no_failover" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  command = plan

  variables {
    redis_multi_az      = false
    acknowledged_advice = ["plain_http", "redis_in_one_zone", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
  }

  assert {
    condition     = aws_elasticache_replication_group.this[0].num_cache_clusters == 1 && aws_elasticache_replication_group.this[0].automatic_failover_enabled == false
    error_message = "One node must do without failover."
  }
}

run "serverless" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  variables {
    redis_deployment_mode                = "serverless"
    redis_serverless_max_data_storage_gb = 10
    redis_serverless_min_ecpu_per_second = 1000
    redis_serverless_max_ecpu_per_second = 5000
    redis_snapshot_retention_days        = 3
  }

  assert {
    condition     = length(aws_elasticache_replication_group.this) + length(aws_elasticache_subnet_group.this) + length(aws_elasticache_parameter_group.this) == 0
    error_message = "Serverless Redis must come without a replication group."
  }

  assert {
    condition     = aws_elasticache_serverless_cache.this[0].major_engine_version == "7" && aws_elasticache_serverless_cache.this[0].snapshot_retention_limit == 3
    error_message = "Major version and snapshots must be as asked for."
  }

  assert {
    condition     = aws_elasticache_serverless_cache.this[0].cache_usage_limits[0].data_storage[0].maximum == 10 && aws_elasticache_serverless_cache.this[0].cache_usage_limits[0].ecpu_per_second[0].minimum == 1000
    error_message = "The limits must be as asked for."
  }

  assert {
    condition     = contains(local.containers["web"].environment, { name = "REDIS_URL", value = "rediss://shop-redis-serverless-abcdef.serverless.euc1.cache.amazonaws.com:6379" })
    error_message = "Serverless Redis speaks TLS only."
  }
}

run "serverless_without_limits" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  command = plan

  variables {
    redis_deployment_mode = "serverless"
  }

  assert {
    condition     = length(aws_elasticache_serverless_cache.this[0].cache_usage_limits) == 0
    error_message = "Without limits there must be no block for them."
  }
}

run "external" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  command = plan

  variables {
    redis_mode           = "external"
    redis_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/redis-AbCdEf:url::"
  }

  assert {
    condition     = length(aws_elasticache_replication_group.this) + length(aws_elasticache_serverless_cache.this) + length(aws_security_group.redis) == 0
    error_message = "An external Redis must be left to its owner."
  }

  assert {
    condition     = output.redis_endpoint == null
    error_message = "The endpoint of the managed Redis must be null."
  }
}
