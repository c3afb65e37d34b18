# What the examples and the families name and do not make: as the brief lists it.

variable "region" {
  description = "Where the deployment is."
  type        = string
}

variable "egress" {
  description = "The way out of the private subnets: the deployment's existing_network_egress, null where it makes its own network."
  type        = string
  default     = null
}

provider "aws" {
  region = var.region
}

locals {
  account = "123456789012"

  # By what AWS makes of the name.
  secrets = {
    "shop/jwt-secret-Ab12Cd" = "shop/jwt-secret"
    "shop/tenant-key-Ef34Gh" = "shop/tenant-key"
    "shop/mail-Ij56Kl"       = "shop/mail"
    "shop/postgres-Mn78Op"   = "shop/postgres"
    "shop/registry-Qr90St"   = "shop/registry"
    "shop/search-key-Kl12Mn" = "shop/search-key"
    "shop/redis-Uv12Wx"      = "shop/redis"
    "shop/keys-Yz34Ab"       = "shop/keys"
    "shop/collector-Cd56Ef"  = "shop/collector"
  }

  # What stands in the inputs, and what is there in its place.
  replacements = merge(
    {
      "vpc-0a1b2c3d4e5f60718" = aws_vpc.this.id
      "Z0123456789ABCDEFGHIJ" = aws_route53_zone.this.zone_id
      "fs-0a1b2c3d4e5f60718"  = aws_efs_file_system.uploads.id
      "shop-access-logs"      = aws_s3_bucket.access_logs.id

      "arn:aws:wafv2:${var.region}:${local.account}:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d" = aws_wafv2_web_acl.this.arn
      "arn:aws:acm:${var.region}:${local.account}:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"            = aws_acm_certificate.this.arn
      "arn:aws:kms:${var.region}:${local.account}:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"                    = aws_kms_key.this.arn
      "arn:aws:sns:${var.region}:${local.account}:shop-alarms"                                                 = aws_sns_topic.alarms.arn
    },
    { for index, subnet in aws_subnet.this : "subnet-0a1b2c3d4e5f6000${index + 1}" => subnet.id },
    { for key, secret in aws_secretsmanager_secret.this : "arn:aws:secretsmanager:${var.region}:${local.account}:secret:${key}" => secret.arn },
    { for name, parameter in aws_ssm_parameter.this : "arn:aws:ssm:${var.region}:${local.account}:parameter${name}" => parameter.arn },
    { for name, policy in aws_iam_policy.this : "arn:aws:iam::${local.account}:policy/${name}" => policy.arn },
  )
}

resource "aws_route53_zone" "this" {
  name = "example.com"
}

resource "aws_acm_certificate" "this" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_wafv2_web_acl" "this" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "shop"
    sampled_requests_enabled   = false
  }
}

resource "aws_iam_policy" "this" {
  for_each = toset(["shop-uploads", "workload-boundary"])

  name = each.key
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  name                    = each.value
  recovery_window_in_days = 0
}

resource "aws_ssm_parameter" "this" {
  for_each = toset(["/shop/redis-url", "/shop/mail"])

  name  = each.key
  type  = "SecureString"
  value = "made up"
}

resource "aws_sns_topic" "alarms" {
  name = "shop-alarms"
}

resource "aws_kms_key" "this" {
  description = "What the deployment keeps"
}

resource "aws_efs_file_system" "uploads" {
  encrypted = true
}

resource "aws_s3_bucket" "access_logs" {
  bucket = "shop-access-logs"
}

output "replacements" {
  value = local.replacements
}
