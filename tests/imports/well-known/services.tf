module "alb" {
  source  = "terraform-aws-modules/alb/aws"
  version = "~> 9.0"

  name    = local.name
  vpc_id  = module.vpc.vpc_id
  subnets = module.vpc.public_subnets

  idle_timeout               = 120
  enable_deletion_protection = true

  security_group_ingress_rules = {
    all_https = {
      from_port   = 443
      to_port     = 443
      ip_protocol = "tcp"
      cidr_ipv4   = "0.0.0.0/0"
    }
  }

  access_logs = {
    bucket = "shop-alb-logs"
  }

  listeners = {
    https = {
      port            = 443
      protocol        = "HTTPS"
      ssl_policy      = "ELBSecurityPolicy-TLS13-1-2-2021-06"
      certificate_arn = module.acm.acm_certificate_arn
      forward         = { target_group_key = "web" }
    }
  }

  target_groups = {
    web = {
      backend_protocol  = "HTTP"
      backend_port      = 3000
      target_type       = "ip"
      create_attachment = false

      health_check = {
        enabled             = true
        path                = "/api/healthz"
        matcher             = "200-299"
        interval            = 15
        timeout             = 5
        healthy_threshold   = 3
        unhealthy_threshold = 4
      }
    }
  }
}

module "ecs" {
  source  = "terraform-aws-modules/ecs/aws"
  version = "~> 5.12"

  cluster_name = local.name

  cluster_settings = [
    {
      name  = "containerInsights"
      value = "enhanced"
    }
  ]

  services = {
    web = {
      cpu           = 1024
      memory        = 4096
      desired_count = 3

      autoscaling_min_capacity = 2
      autoscaling_max_capacity = 6

      enable_execute_command            = true
      health_check_grace_period_seconds = 240

      runtime_platform = {
        cpu_architecture        = "ARM64"
        operating_system_family = "LINUX"
      }

      container_definitions = {
        fluent-bit = {
          image     = "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable"
          essential = true
          firelens_configuration = {
            type = "fluentbit"
          }
        }

        app = {
          image     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:1.8.0"
          essential = true

          port_mappings = [
            {
              name          = "app"
              containerPort = 3000
              protocol      = "tcp"
            }
          ]

          environment = [
            { name = "LOG_LEVEL", value = "info" },
            { name = "APP_URL", value = "https://shop.example.com" },
            { name = "STRIPE_API_KEY", value = "hunter2-of-the-payments" },
            { value = "hunter2-of-the-mail", name = "SMTP_PASSWORD" },
            { name = "DATABASE_URL", value = "postgres://shop:hunter2@db.internal:5432/shop" },
          ]

          secrets = [
            { name = "JWT_SECRET", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf" },
            { name = "SENTRY_DSN", valueFrom = aws_ssm_parameter.sentry.arn },
          ]

          readonly_root_filesystem               = false
          cloudwatch_log_group_retention_in_days = 90
        }
      }

      load_balancer = {
        service = {
          target_group_arn = module.alb.target_groups["web"].arn
          container_name   = "app"
          container_port   = 3000
        }
      }

      subnet_ids = module.vpc.private_subnets
    }

    emails-worker = {
      cpu           = 512
      memory        = 2048
      desired_count = 1

      enable_autoscaling = false

      container_definitions = {
        app = {
          image       = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:1.8.0"
          command     = ["yarn", "mercato", "queue", "worker", "emails"]
          environment = [{ name = "QUEUE", value = "emails" }]
        }
      }

      subnet_ids = module.vpc.private_subnets
    }
  }

  tags = merge(local.tags, { Service = "shop" })
}
