################################################################################
# Environment and secrets of each container, layer by layer
################################################################################

locals {
  # Connections to what this module creates.
  env_connections = merge(
    # An unknown attribute may be null, a formatted text may not: so the null
    # filter below leaves the rest of the environment known at plan.
    local.create_managed_rds ? { DB_HOST = format("%s", aws_db_instance.this[0].address) } : {},
    # No AUTH token, hence no credentials in the URL, hence no secret.
    local.create_managed_redis ? { REDIS_URL = format("rediss://%s:6379", local.redis_host) } : {},
    local.tls_enabled ? {} : { APP_URL = format("http://%s", aws_lb.this.dns_name) },
  )

  secrets_connections = merge(
    # The secret that RDS makes holds username and password only.
    local.create_managed_rds ? { DB_PASSWORD = format("%s:password::", aws_db_instance.this[0].master_user_secret[0].secret_arn) } : {},
  )

  # By task, in the order of precedence: later ones win.
  container_layers = {
    for name, task in local.tasks : name => [
      {
        origin      = "derived"
        environment = merge(local.env_derived[name], local.env_connections)
        secrets     = merge(local.secrets_derived, local.secrets_connections)
      },
      {
        origin      = "base"
        environment = var.env
        secrets     = var.secrets
      },
      {
        origin      = "service"
        environment = task.env
        secrets     = task.secrets
      },
      {
        origin      = "forced"
        environment = local.env_forced[name]
        secrets     = {}
      },
    ]
  }

  # What the container gets: the last layer that names something decides whether
  # it is plain or secret, and null drops it. Sorted by name, so that nothing churns.
  containers = {
    for name, layers in local.container_layers : name => {
      environment = [
        for key, value in merge([
          for layer in layers : merge({ for secret in keys(layer.secrets) : secret => null }, layer.environment)
        ]...) : { name = key, value = value } if value != null
      ]
      secrets = [
        for key, arn in merge([
          for layer in layers : merge({ for plain in keys(layer.environment) : plain => null }, layer.secrets)
        ]...) : { name = key, valueFrom = arn } if arn != null
      ]
    }
  }
}

################################################################################
# Entry point: compose DATABASE_URL, then run the command
################################################################################

locals {
  # OpenMercato reads DATABASE_URL alone, and the password must not pass through
  # Terraform: so the container puts the parts together when it starts. This takes
  # the place of the image's own entry point. Signals go on to the command, and
  # its exit status comes back, 128 and the number for a signal, as shells do.
  entrypoint_script = join("\n", [
    "const { spawn } = require('node:child_process');",
    "const { constants } = require('node:os');",
    "const env = { ...process.env };",
    "if (!env.DATABASE_URL) {",
    "  const names = ['DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_USER', 'DB_PASSWORD', 'DB_SSLMODE'];",
    "  const missing = names.filter((name) => !env[name]);",
    "  if (missing.length > 0) {",
    "    console.error('DATABASE_URL cannot be composed: missing ' + missing.join(', '));",
    "    process.exit(78);",
    "  }",
    "  const part = (name) => encodeURIComponent(env[name]);",
    "  env.DATABASE_URL = 'postgres://' + part('DB_USER') + ':' + part('DB_PASSWORD')",
    "    + '@' + env.DB_HOST + ':' + env.DB_PORT + '/' + part('DB_NAME') + '?sslmode=' + part('DB_SSLMODE');",
    "}",
    "const [command, ...args] = process.argv.slice(1);",
    "const child = spawn(command, args, { stdio: 'inherit', env });",
    "for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {",
    "  process.on(signal, () => child.kill(signal));",
    "}",
    "child.on('error', (error) => {",
    "  console.error('cannot run ' + command + ': ' + error.message);",
    "  process.exit(error.code === 'ENOENT' ? 127 : 126);",
    "});",
    "child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));",
  ])
}

################################################################################
# Cluster and task definitions
################################################################################

resource "aws_ecs_cluster" "this" {
  # checkov:skip=CKV_AWS_65:Container Insights costs by metric; CPU and memory, which autoscaling goes by, are in CloudWatch without it. container_insights turns it on.
  # checkov:skip=CKV_AWS_224:ECS Exec is off unless enable_execute_command is set, and who may use it is IAM's to say.
  name = local.names.cluster

  dynamic "setting" {
    for_each = var.container_insights[*]

    content {
      name  = "containerInsights"
      value = setting.value
    }
  }

  tags = var.tags
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  count = anytrue([for worker in values(local.effective.worker_services) : worker.spot_percent != null]) ? 1 : 0

  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  lifecycle {
    # It goes after the last service has left Fargate Spot.
    create_before_destroy = true
  }
}

locals {
  # What the ARN of each service of the cluster begins with.
  service_arn_prefix = "${replace(aws_ecs_cluster.this.arn, ":cluster/", ":service/")}/"

  container_definitions = {
    for name, task in local.tasks : name => jsonencode(concat([{
      for key, value in {
        name      = "app"
        image     = var.image
        essential = true

        repositoryCredentials = var.repository_credentials_secret_arn == null ? null : { credentialsParameter = var.repository_credentials_secret_arn }

        entryPoint = local.compose_database_url ? ["node", "-e", local.entrypoint_script, "--"] : null
        command    = task.command

        environment = concat(local.containers[name].environment, [for key, url in local.env_plaintext_urls : { name = key, value = url }])
        secrets     = local.containers[name].secrets

        # All but the sync, which reads and writes no files.
        mountPoints = local.uploads_on_efs && name != "scheduler-sync" ? [{ sourceVolume = "uploads", containerPath = local.effective.uploads_path, readOnly = false }] : null

        portMappings = name == "web" ? [{ containerPort = var.container_port, hostPort = var.container_port, protocol = "tcp" }] : null
        stopTimeout  = task.stop_timeout
        ulimits      = length(task.ulimits) == 0 ? null : [for limit, value in task.ulimits : { name = limit, softLimit = value, hardLimit = value }]
        healthCheck = task.health_check == null ? null : { for key, value in {
          command     = task.health_check.command
          interval    = task.health_check.interval
          timeout     = task.health_check.timeout
          retries     = task.health_check.retries
          startPeriod = task.health_check.start_period
        } : key => value if value != null }
        # An init process reaps what the command and ECS Exec leave behind.
        linuxParameters = { initProcessEnabled = true }

        logConfiguration = anytrue([for sidecar in local.sidecars[name] : can(sidecar.firelensConfiguration.type)]) ? {
          logDriver = "awsfirelens"
          options   = task.firelens_options
        } : local.log_configuration[name]
      } : key => value if value != null
    }], [for sidecar in local.sidecars[name] : merge({ logConfiguration = local.log_configuration[name] }, sidecar)]))
  }

  log_configuration = {
    for name in keys(local.tasks) : name => {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this[name].name
        awslogs-region        = var.aws_region
        awslogs-stream-prefix = name
      }
    }
  }
}

resource "aws_ecs_task_definition" "web" {
  # checkov:skip=CKV_AWS_336:OpenMercato writes a lock file under its own directory when it starts, and uploads below it.
  family                   = "${var.name}-web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = local.tasks["web"].cpu
  memory                   = local.tasks["web"].memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = local.container_definitions["web"]

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  dynamic "ephemeral_storage" {
    for_each = local.tasks["web"].ephemeral_storage_gib[*]

    content {
      size_in_gib = ephemeral_storage.value
    }
  }

  dynamic "volume" {
    for_each = local.uploads_on_efs ? [true] : []

    content {
      name = "uploads"

      efs_volume_configuration {
        file_system_id     = aws_efs_access_point.uploads[0].file_system_id
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = aws_efs_access_point.uploads[0].id
          iam             = "ENABLED"
        }
      }
    }
  }

  # A deployment that fails rolls back to the revision before, which must still be
  # active then. Old revisions cost nothing.
  skip_destroy = true

  tags = var.tags
}

resource "aws_ecs_task_definition" "worker" {
  # checkov:skip=CKV_AWS_336:OpenMercato writes a lock file under its own directory when it starts.
  for_each = local.effective.worker_services

  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = local.tasks[each.key].cpu
  memory                   = local.tasks[each.key].memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = local.container_definitions[each.key]

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  dynamic "ephemeral_storage" {
    for_each = local.tasks[each.key].ephemeral_storage_gib[*]

    content {
      size_in_gib = ephemeral_storage.value
    }
  }

  dynamic "volume" {
    for_each = local.uploads_on_efs ? [true] : []

    content {
      name = "uploads"

      efs_volume_configuration {
        file_system_id     = aws_efs_access_point.uploads[0].file_system_id
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = aws_efs_access_point.uploads[0].id
          iam             = "ENABLED"
        }
      }
    }
  }

  # As for the web service.
  skip_destroy = true

  tags = var.tags
}

# Started by hand or by a pipeline: see the output migration_run_task_command.
resource "aws_ecs_task_definition" "migration" {
  # checkov:skip=CKV_AWS_336:OpenMercato writes a lock file under its own directory when it starts.
  family                   = "${var.name}-migration"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = local.tasks["migration"].cpu
  memory                   = local.tasks["migration"].memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = local.container_definitions["migration"]

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  dynamic "ephemeral_storage" {
    for_each = local.tasks["migration"].ephemeral_storage_gib[*]

    content {
      size_in_gib = ephemeral_storage.value
    }
  }

  dynamic "volume" {
    for_each = local.uploads_on_efs ? [true] : []

    content {
      name = "uploads"

      efs_volume_configuration {
        file_system_id     = aws_efs_access_point.uploads[0].file_system_id
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = aws_efs_access_point.uploads[0].id
          iam             = "ENABLED"
        }
      }
    }
  }

  tags = var.tags
}

# Started by hand or by a pipeline: see the output scheduler_sync_run_task_command.
resource "aws_ecs_task_definition" "scheduler_sync" {
  count = local.create_scheduler_sync_task ? 1 : 0

  family                   = "${var.name}-scheduler-sync"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = local.tasks["scheduler-sync"].cpu
  memory                   = local.tasks["scheduler-sync"].memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = local.container_definitions["scheduler-sync"]

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  dynamic "ephemeral_storage" {
    for_each = local.tasks["scheduler-sync"].ephemeral_storage_gib[*]

    content {
      size_in_gib = ephemeral_storage.value
    }
  }

  tags = var.tags
}

################################################################################
# Services
#
# desired_count is what a service starts with. From then on its count belongs to
# Application Auto Scaling, also where it is a fixed number: see autoscaling.tf.
################################################################################

resource "aws_ecs_service" "web" {
  name            = "${var.name}-web"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = var.web_service.desired_count
  launch_type     = "FARGATE"

  enable_execute_command  = var.enable_execute_command
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  deployment_minimum_healthy_percent = var.web_service.deployment_minimum_healthy_percent
  deployment_maximum_percent         = var.web_service.deployment_maximum_percent
  health_check_grace_period_seconds  = var.web_service.health_check_grace_period_seconds

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = local.private_subnet_ids
    security_groups  = [aws_security_group.app.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "app"
    container_port   = var.container_port
  }

  tags = var.tags

  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [
    # ECS takes only a target group that a load balancer uses.
    aws_lb_listener.http,
    aws_lb_listener.https,
    # Tasks that start without these fail, and enough failures end the deployment.
    aws_iam_role_policy.execution,
    aws_route.private_nat,
    aws_route_table_association.private,
    aws_vpc_security_group_egress_rule.app,
    aws_vpc_security_group_ingress_rule.app_from_alb,
    aws_vpc_security_group_egress_rule.alb_to_app,
    aws_vpc_security_group_ingress_rule.db_from_app,
    aws_vpc_security_group_ingress_rule.redis_from_app,
    aws_iam_role_policy.task_uploads,
    aws_efs_mount_target.this,
    aws_vpc_security_group_ingress_rule.efs_from_app,
  ]
}

# Behind no load balancer: workers have no HTTP port.
resource "aws_ecs_service" "worker" {
  for_each = local.effective.worker_services

  name            = "${var.name}-${each.key}"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.worker[each.key].arn
  desired_count   = each.value.desired_count
  launch_type     = each.value.spot_percent == null ? "FARGATE" : null

  enable_execute_command  = var.enable_execute_command
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  deployment_minimum_healthy_percent = each.value.deployment_minimum_healthy_percent
  deployment_maximum_percent         = each.value.deployment_maximum_percent

  # Without a new deployment, another share would replace the service.
  force_new_deployment = each.value.spot_percent == null ? null : true

  dynamic "capacity_provider_strategy" {
    for_each = { for provider, weight in try({ FARGATE = 100 - each.value.spot_percent, FARGATE_SPOT = each.value.spot_percent }, {}) : provider => weight if weight > 0 }

    content {
      capacity_provider = capacity_provider_strategy.key
      weight            = capacity_provider_strategy.value
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = local.private_subnet_ids
    security_groups  = [aws_security_group.app.id]
    assign_public_ip = false
  }

  tags = var.tags

  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    # Tasks that start without these fail, and enough failures end the deployment.
    aws_iam_role_policy.execution,
    aws_route.private_nat,
    aws_route_table_association.private,
    aws_vpc_security_group_egress_rule.app,
    aws_vpc_security_group_ingress_rule.db_from_app,
    aws_vpc_security_group_ingress_rule.redis_from_app,
    aws_iam_role_policy.task_uploads,
    aws_efs_mount_target.this,
    aws_vpc_security_group_ingress_rule.efs_from_app,
  ]
}
