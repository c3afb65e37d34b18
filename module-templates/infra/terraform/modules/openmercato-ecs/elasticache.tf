################################################################################
# Replication group
################################################################################

resource "aws_elasticache_subnet_group" "this" {
  count = local.create_redis_replication_group ? 1 : 0

  name        = local.names.redis_subnet_group
  description = "Private subnets of ${var.name}"
  subnet_ids  = local.private_subnet_ids

  tags = var.tags
}

resource "aws_elasticache_parameter_group" "this" {
  count = local.create_redis_replication_group ? 1 : 0

  name        = local.names.redis_parameter_group
  description = "Redis of ${var.name}"
  # From version 7 on a family covers a whole major version.
  family = startswith(local.effective.redis_engine_version, "6.") ? "redis6.x" : "redis${split(".", local.effective.redis_engine_version)[0]}"

  # BullMQ loses jobs when keys are evicted.
  parameter {
    name  = "maxmemory-policy"
    value = "noeviction"
  }

  tags = var.tags

  lifecycle {
    # A new major version needs a new group before the nodes let go of the old. They
    # do so when the upgrade runs: from 6 to 7, set apply_immediately.
    create_before_destroy = true
  }
}

resource "aws_elasticache_replication_group" "this" {
  # checkov:skip=CKV_AWS_31:Only the tasks' security group reaches it, and over TLS; an AUTH token would lie in the Terraform state.
  # checkov:skip=CKV_AWS_191:ElastiCache encrypts with its own key; kms_key_arn names another, which costs and can lock the queues away.
  # checkov:skip=CKV2_AWS_50:Multi-AZ with failover is redis_multi_az, true by default in production.
  count = local.create_redis_replication_group ? 1 : 0

  replication_group_id = local.names.redis_replication_group
  description          = "Redis of ${var.name}"
  engine               = "redis"
  engine_version       = local.effective.redis_engine_version
  node_type            = local.effective.redis_node_type
  port                 = 6379
  parameter_group_name = aws_elasticache_parameter_group.this[0].name

  # One shard, cluster mode disabled: BullMQ's scripts touch keys of several slots.
  num_cache_clusters         = local.effective.redis_num_cache_clusters
  multi_az_enabled           = local.effective.redis_multi_az
  automatic_failover_enabled = local.effective.redis_multi_az

  subnet_group_name  = aws_elasticache_subnet_group.this[0].name
  security_group_ids = [aws_security_group.redis[0].id]

  at_rest_encryption_enabled = true
  kms_key_id                 = var.kms_key_arn
  transit_encryption_enabled = true

  snapshot_retention_limit = local.effective.redis_snapshot_retention_days
  # Queued jobs are here alone. The security group is another in the next deployment
  # of this name, so that the snapshots' names do not collide.
  final_snapshot_identifier = local.effective.redis_snapshot_retention_days == 0 ? null : "${local.names.redis_replication_group}-final-${replace(local.effective.redis_engine_version, ".", "-")}-${aws_security_group.redis[0].id}"

  # The minor version is named, and ElastiCache cannot go back to an earlier one
  # without replacing the nodes.
  auto_minor_version_upgrade = false
  apply_immediately          = local.effective.apply_immediately

  tags = var.tags
}

################################################################################
# Serverless
################################################################################

locals {
  redis_limits_storage = var.redis_serverless_min_data_storage_gb != null || var.redis_serverless_max_data_storage_gb != null
  redis_limits_ecpu    = var.redis_serverless_min_ecpu_per_second != null || var.redis_serverless_max_ecpu_per_second != null
}

resource "aws_elasticache_serverless_cache" "this" {
  count = local.create_redis_serverless ? 1 : 0

  name                 = local.names.redis_serverless
  description          = "Redis of ${var.name}"
  engine               = "redis"
  major_engine_version = local.effective.redis_engine_version
  kms_key_id           = var.kms_key_arn

  subnet_ids         = local.private_subnet_ids
  security_group_ids = [aws_security_group.redis[0].id]

  snapshot_retention_limit = local.effective.redis_snapshot_retention_days

  dynamic "cache_usage_limits" {
    for_each = local.redis_limits_storage || local.redis_limits_ecpu ? [true] : []

    content {
      dynamic "data_storage" {
        for_each = local.redis_limits_storage ? [true] : []

        content {
          minimum = var.redis_serverless_min_data_storage_gb
          maximum = var.redis_serverless_max_data_storage_gb
          unit    = "GB"
        }
      }

      dynamic "ecpu_per_second" {
        for_each = local.redis_limits_ecpu ? [true] : []

        content {
          minimum = var.redis_serverless_min_ecpu_per_second
          maximum = var.redis_serverless_max_ecpu_per_second
        }
      }
    }
  }

  tags = var.tags
}

################################################################################
# The endpoint of whichever there is
################################################################################

locals {
  redis_host = (
    local.create_redis_replication_group ? one(aws_elasticache_replication_group.this[*].primary_endpoint_address) :
    local.create_redis_serverless ? try(aws_elasticache_serverless_cache.this[0].endpoint[0].address, null) :
    null
  )
}
