# The web application, as it runs today.
variable "image_tag" {
  type    = string
  default = "1.8.0"
}

module "label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  namespace = "acme"
  stage     = "prod"
  name      = "shop"
}

module "container_definition" {
  source  = "cloudposse/ecs-container-definition/aws"
  version = "0.61.2"

  container_name  = "shop"
  container_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:${var.image_tag}"

  map_environment = {
    NODE_ENV  = "production"
    LOG_LEVEL = "warn"
  }

  map_secrets = {
    JWT_SECRET = "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/jwt"
  }

  environment = [
    {
      name  = "MAIL_API_KEY"
      value = "hunter2-of-the-mail"
    },
  ]

  port_mappings = [
    {
      containerPort = 3000
      hostPort      = 3000
      protocol      = "tcp"
    },
  ]

  log_configuration = {
    logDriver = "awslogs"
    options = {
      "awslogs-group"  = "/ecs/shop"
      "awslogs-region" = "eu-west-1"
    }
  }
}

module "service" {
  source  = "cloudposse/ecs-alb-service-task/aws"
  version = "0.78.0"

  context = module.label.context

  ecs_cluster_arn           = aws_ecs_cluster.main.arn
  vpc_id                    = module.vpc.vpc_id
  subnet_ids                = module.subnets.private_subnet_ids
  container_definition_json = module.container_definition.json_map_encoded_list

  launch_type    = "FARGATE"
  task_cpu       = 1024
  task_memory    = 2048
  desired_count  = 2
  container_port = 3000
  exec_enabled   = true

  runtime_platform = [
    {
      cpu_architecture        = "X86_64"
      operating_system_family = "LINUX"
    }
  ]

  health_check_grace_period_seconds  = 120
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  ecs_load_balancers = [
    {
      container_name   = "shop"
      container_port   = 3000
      target_group_arn = module.alb.default_target_group_arn
      elb_name         = null
    }
  ]
}
