# A network that exists and has no way out but VPC endpoints, looked up as it is;
# database and Redis are the module's.

provider "aws" {
  region = "eu-central-1"
}

locals {
  zones     = ["eu-central-1a", "eu-central-1b"]
  endpoints = toset(["ecr.api", "ecr.dkr", "logs", "secretsmanager"])
}

resource "aws_vpc" "this" {
  cidr_block           = "10.2.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "public" {
  count             = 2
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.2.${count.index}.0/24"
  availability_zone = local.zones[count.index]
}

resource "aws_subnet" "private" {
  count             = 2
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.2.1${count.index}.0/24"
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

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "private" {
  count          = 2
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.endpoints

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-central-1.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = aws_subnet.private[*].id
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.this.id
  service_name    = "com.amazonaws.eu-central-1.s3"
  route_table_ids = [aws_route_table.private.id]
}

resource "aws_secretsmanager_secret" "keys" {
  name                    = "endpoints/keys"
  recovery_window_in_days = 0
}

module "openmercato" {
  source = "../module"

  name       = "endpoints"
  aws_region = "eu-central-1"
  image      = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2"

  networking_mode         = "existing"
  vpc_id                  = aws_vpc.this.id
  public_subnet_ids       = aws_subnet.public[*].id
  private_subnet_ids      = aws_subnet.private[*].id
  existing_network_egress = "vpc_endpoints"
  existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
  verify_existing_network = true

  # So that it can be destroyed again.
  db_deletion_protection = false
  db_skip_final_snapshot = true

  secrets = {
    JWT_SECRET                          = "${aws_secretsmanager_secret.keys.arn}:jwt::"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "${aws_secretsmanager_secret.keys.arn}:tenant::"
  }

  # What verify_existing_network looks at is made in the same apply.
  depends_on = [
    aws_route_table_association.public,
    aws_route_table_association.private,
    aws_vpc_endpoint.interface,
    aws_vpc_endpoint.s3,
  ]
}

output "openmercato" {
  value = module.openmercato
}
