# What the examples name and do not make: as the brief lists it.

variable "region" {
  type    = string
  default = "us-east-1"
}

provider "aws" {
  region = var.region
}

locals {
  account = "123456789012"
  zones   = ["${var.region}a", "${var.region}b"]
  secrets = {
    "shop/jwt-secret-Ab12Cd" = "shop/jwt-secret"
    "shop/tenant-key-Ef34Gh" = "shop/tenant-key"
    "shop/mail-Ij56Kl"       = "shop/mail"
    "shop/postgres-Mn78Op"   = "shop/postgres"
    "shop/registry-Qr90St"   = "shop/registry"
    "shop/search-key-Kl12Mn" = "shop/search-key"
  }
}

resource "aws_vpc" "this" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "this" {
  count = 4

  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.1.${count.index}.0/24"
  availability_zone = local.zones[count.index % 2]
}

# Of the subnets two are public and two private: a default route leads to the internet
# gateway, or nowhere. What the private ones ask of AWS goes through endpoints.
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}

resource "aws_route_table_association" "public" {
  count = 2

  subnet_id      = aws_subnet.this[count.index].id
  route_table_id = aws_route_table.public.id
}

resource "aws_vpc_endpoint" "this" {
  for_each = toset(["ecr.api", "ecr.dkr", "logs", "secretsmanager"])

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = slice(aws_subnet.this[*].id, 2, 4)
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.${var.region}.s3"
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

resource "aws_sns_topic" "alarms" {
  name = "shop-alarms"
}

resource "aws_kms_key" "this" {
  description = "What the deployment keeps"
}

resource "aws_ssm_parameter" "redis_url" {
  name  = "/shop/redis-url"
  type  = "SecureString"
  value = "rediss://redis.example.com:6379"
}

# What stands in the examples, and what is there in its place.
output "replacements" {
  value = merge(
    {
      "vpc-0a1b2c3d4e5f60718" = aws_vpc.this.id
      "Z0123456789ABCDEFGHIJ" = aws_route53_zone.this.zone_id

      "arn:aws:wafv2:${var.region}:${local.account}:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d" = aws_wafv2_web_acl.this.arn
      "arn:aws:acm:${var.region}:${local.account}:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"            = aws_acm_certificate.this.arn
    },
    { "arn:aws:kms:${var.region}:${local.account}:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d" = aws_kms_key.this.arn },
    { for index, subnet in aws_subnet.this : "subnet-0a1b2c3d4e5f6000${index + 1}" => subnet.id },
    { for key, secret in aws_secretsmanager_secret.this : "arn:aws:secretsmanager:${var.region}:${local.account}:secret:${key}" => secret.arn },
  )
}
