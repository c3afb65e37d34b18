# Network, zone, web ACL and secrets exist already, made here; so every ID and ARN
# that the module gets is unknown at the first plan. Database and Redis are external.

provider "aws" {
  region = "eu-central-1"
}

locals {
  zones = ["eu-central-1a", "eu-central-1b"]
}

resource "aws_vpc" "this" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "public" {
  count             = 2
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.1.${count.index}.0/24"
  availability_zone = local.zones[count.index]
}

resource "aws_subnet" "private" {
  count             = 2
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.1.1${count.index}.0/24"
  availability_zone = local.zones[count.index]
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}

resource "aws_route_table_association" "public" {
  count          = 2
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "this" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public[0].id
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.this.id
  }
}

resource "aws_route_table_association" "private" {
  count          = 2
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

resource "aws_route53_zone" "this" {
  name = "example.com"
}

resource "aws_wafv2_web_acl" "this" {
  name  = "existing"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "existing"
    sampled_requests_enabled   = false
  }
}

resource "aws_secretsmanager_secret" "this" {
  for_each = toset(["keys", "database"])

  name                    = "existing/${each.key}"
  recovery_window_in_days = 0
}

resource "aws_ssm_parameter" "redis_url" {
  name  = "/existing/redis-url"
  type  = "SecureString"
  value = "rediss://redis.example.com:6379"
}

module "openmercato" {
  source = "../module"

  name       = "existing"
  aws_region = "eu-central-1"
  image      = "ghcr.io/open-mercato/open-mercato:0.6.7"

  networking_mode         = "existing"
  vpc_id                  = aws_vpc.this.id
  public_subnet_ids       = aws_subnet.public[*].id
  private_subnet_ids      = aws_subnet.private[*].id
  existing_network_egress = "nat"
  verify_existing_network = true

  database_mode           = "external"
  database_url_secret_arn = aws_secretsmanager_secret.this["database"].arn
  redis_mode              = "external"
  redis_url_secret_arn    = aws_ssm_parameter.redis_url.arn

  dns_mode          = "route53"
  domain_name       = "shop.example.com"
  hosted_zone_id    = aws_route53_zone.this.zone_id
  create_www_record = true

  waf_mode        = "existing"
  waf_web_acl_arn = aws_wafv2_web_acl.this.arn

  secrets = {
    JWT_SECRET                          = "${aws_secretsmanager_secret.this["keys"].arn}:jwt::"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "${aws_secretsmanager_secret.this["keys"].arn}:tenant::"
  }

  # The routes that verify_existing_network looks at are made in the same apply.
  depends_on = [aws_route_table_association.public, aws_route_table_association.private]
}

output "openmercato" {
  value = module.openmercato
}
