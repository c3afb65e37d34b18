variable "region" {
  type    = "string"
  default = "eu-west-1"
}

module "shop" {
  source      = "../modules/openmercato-ecs"
  name        = "northwind-shop"
  environment = "staging"
  aws_region  = "${var.region}"
  image       = "${format("%s/shop:%s", "ghcr.io/northwind", "v2")}"

  providers {
    aws = "aws.ireland"
  }

  env {
    LOG_LEVEL = "debug"
    REGION    = "${var.region}"
  }

  secrets {
    SMTP_PASSWORD = "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/smtp"
  }

  web_service {
    cpu    = "512"
    memory = "${512 * 2}"
  }

  tags = "${map("Team", "northern")}"
}
