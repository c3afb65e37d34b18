# Search engine: Meilisearch as a service of its own
#
# One task, for Meilisearch runs on one node. Its index is on the task's disk, and empty
# after each new task until it is filled again; or on EFS, where it stays, though slower:
# Meilisearch maps its files into memory, and writes through.
# https://github.com/meilisearch/meilisearch/issues/481

locals {
  search_container = {
    name      = "meilisearch"
    image     = local.effective.search_image
    essential = true

    environment = [
      { name = "MEILI_ENV", value = "production" },
      { name = "MEILI_NO_ANALYTICS", value = "true" },
    ]
    secrets = [{ name = "MEILI_MASTER_KEY", valueFrom = var.search_key_secret_arn }]

    portMappings = [{ containerPort = 7700, hostPort = 7700, protocol = "tcp" }]
    mountPoints  = local.create_search_file_system ? [{ sourceVolume = "search", containerPath = "/meili_data", readOnly = false }] : []

    healthCheck = {
      command     = ["CMD-SHELL", "curl -fsS http://127.0.0.1:7700/health"]
      interval    = 10
      timeout     = 5
      retries     = 3
      startPeriod = 60
    }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = one(aws_cloudwatch_log_group.search[*].name)
        awslogs-region        = var.aws_region
        awslogs-stream-prefix = "search"
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "search" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts logs with its own key; kms_key_arn names another, which costs and can lock the logs away.
  # checkov:skip=CKV_AWS_338:How long logs are kept is log_retention_days, a matter of cost and of data protection.
  count = local.create_search ? 1 : 0

  name              = "${local.names.log_group_prefix}/search"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  skip_destroy      = local.effective.keep_log_groups

  tags = var.tags
}

resource "aws_ecs_task_definition" "search" {
  # checkov:skip=CKV_AWS_336:Meilisearch keeps its index on the task's disk.
  count = local.create_search ? 1 : 0

  family                   = local.names.search
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = local.effective.search_service.cpu
  memory                   = local.effective.search_service.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = one(aws_iam_role.search[*].arn)
  container_definitions    = jsonencode([local.search_container])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  dynamic "volume" {
    for_each = local.create_search_file_system ? [true] : []

    content {
      name = "search"

      efs_volume_configuration {
        file_system_id     = aws_efs_file_system.this["search"].id
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = aws_efs_access_point.search[0].id
          iam             = "ENABLED"
        }
      }
    }
  }

  # As for the web service.
  skip_destroy = true

  tags = var.tags
}

resource "aws_ecs_service" "search" {
  count = local.create_search ? 1 : 0

  name            = local.names.search
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.search[0].arn
  desired_count   = 1
  launch_type     = "FARGATE"

  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  # The old task ends before the new one starts: two must not have one index open.
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets = local.private_subnet_ids
    # The tasks' own group too: what lets them in, as VPC endpoints, lets this in.
    security_groups  = [aws_security_group.app.id, aws_security_group.search[0].id]
    assign_public_ip = false
  }

  service_registries {
    registry_arn = aws_service_discovery_service.search[0].arn
  }

  tags = var.tags

  depends_on = [
    # Tasks that start without these fail, and enough failures end the deployment.
    aws_iam_role_policy.execution,
    aws_iam_role_policy.search,
    aws_route.private_nat,
    aws_route_table_association.private,
    aws_vpc_security_group_egress_rule.app,
    aws_efs_mount_target.this,
    aws_vpc_security_group_ingress_rule.efs_from_app,
  ]
}

################################################################################
# Its name, and who reaches it
################################################################################

resource "aws_service_discovery_private_dns_namespace" "this" {
  count = local.create_search ? 1 : 0

  name        = local.names.search_namespace
  description = "Names within ${var.name}"
  vpc         = local.vpc_id

  tags = var.tags
}

resource "aws_service_discovery_service" "search" {
  count = local.create_search ? 1 : 0

  name        = "search"
  description = "Search engine of ${var.name}"
  # ECS takes its tasks out by itself, but not before this is deleted.
  force_destroy = true

  dns_config {
    namespace_id = aws_service_discovery_private_dns_namespace.this[0].id

    dns_records {
      type = "A"
      ttl  = 10
    }
  }

  tags = var.tags
}

resource "aws_security_group" "search" {
  count = local.create_search ? 1 : 0

  name        = local.names.search
  description = "Search engine of ${var.name}"
  vpc_id      = local.vpc_id

  tags = merge(var.tags, { Name = local.names.search })
}

resource "aws_vpc_security_group_ingress_rule" "search_from_app" {
  count = local.create_search ? 1 : 0

  security_group_id            = aws_security_group.search[0].id
  description                  = "Meilisearch from the tasks"
  ip_protocol                  = "tcp"
  from_port                    = 7700
  to_port                      = 7700
  referenced_security_group_id = aws_security_group.app.id

  tags = var.tags
}

################################################################################
# Its index on a file system
################################################################################

resource "aws_efs_access_point" "search" {
  count = local.create_search_file_system ? 1 : 0

  file_system_id = aws_efs_file_system.this["search"].id

  posix_user {
    uid = 1001
    gid = 1001
  }

  root_directory {
    path = "/search"

    creation_info {
      owner_uid   = 1001
      owner_gid   = 1001
      permissions = "0750"
    }
  }

  tags = merge(var.tags, { Name = local.names.search })
}

resource "aws_iam_role" "search" {
  count = local.create_search ? 1 : 0

  name                 = local.names.search_role
  description          = "The search engine of ${var.name}"
  assume_role_policy   = local.assume_role_policy
  permissions_boundary = var.permissions_boundary_arn

  tags = var.tags
}

resource "aws_iam_role_policy" "search" {
  count = local.create_search_file_system ? 1 : 0

  name = "file-system"
  role = aws_iam_role.search[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "MountFileSystem"
      Effect    = "Allow"
      Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      Resource  = [aws_efs_file_system.this["search"].arn]
      Condition = { StringEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.search[0].arn } }
    }]
  })
}
