# The shop of the northern team. Ask in #platform before you change sizes.
terraform {
  required_version = ">= 1.8"

  backend "s3" {
    bucket = "northwind-terraform-state"
    key    = "shop/production.tfstate"
    region = "eu-west-1"
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = { Owner = "northern" }
  }
}

data "aws_acm_certificate" "shop" {
  domain   = "shop.northwind.example"
  statuses = ["ISSUED"]
}

module "shop" {
  source = "git::https://git.northwind.example/terraform-aws-openmercato-ecs.git//infra/terraform/modules/openmercato-ecs?ref=v0.1.0"

  name        = "northwind-shop"
  environment = "production"
  aws_region  = "eu-west-1"
  image       = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:${local.version}"

  certificate_arn   = data.aws_acm_certificate.shop.arn # made by the security team
  alb_idle_timeout  = 2 * 60
  health_check_path = "/healthz"

  env = {
    LOG_LEVEL = upper("info")
    ACCOUNT   = 1524831183200260097
    GREETING  = <<-EOT
      Welcome to "Northwind"
        and its shop
    EOT
    ZONE_ID   = data.aws_route53_zone.shop.zone_id
  }

  secrets = {
    SMTP_PASSWORD = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:northwind/smtp-AbCdEf"
  }

  web_service = {
    cpu           = 1024
    memory        = 2048
    desired_count = 2
  }

  worker_services = {
    emails = {
      cpu     = 256
      memory  = 512
      command = ["yarn", "mercato", "queue", "worker", "emails"]
    }
  }

  /* The old one had
     three NAT gateways. */
  nat_gateway_mode = "single"

  depends_on = [aws_iam_service_linked_role.ecs]
}

locals {
  version = "v2.4.1"
  owners  = ["northern"]
}

resource "aws_iam_service_linked_role" "ecs" {
  aws_service_name = "ecs.amazonaws.com"
}

output "shop_url" {
  value = module.shop.application_url
}
