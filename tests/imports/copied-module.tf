# The module was copied to another name: its arguments tell which it is.
module "web" {
  source  = "app.terraform.io/northwind/shop-on-fargate/aws"
  version = "~> 2.0"

  name           = "northwind-shop"
  environment    = "production"
  image          = "ghcr.io/northwind/shop:v2.4.1"
  container_port = 3000

  env = [
    { name = "LOG_LEVEL", value = "info" },
    { name = "WORKERS", value = tostring(2 + 2) },
  ]

  secrets = [
    {
      name      = "SMTP_PASSWORD"
      valueFrom = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:northwind/smtp-AbCdEf"
    },
  ]

  web_service = {
    command = ["yarn", var.script, "--all"]
    cpu     = 512
  }

  providers = { aws = aws.ireland }
}
