# networking_mode: managed and existing.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name                = "shop"
  aws_region          = "eu-central-1"
  image               = "ghcr.io/open-mercato/open-mercato:0.6.7"
  acknowledged_advice = ["plain_http", "network_not_verified", "single_nat_gateway", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }
}

run "managed_asks_for_zones_when_none_are_named" {
  command = plan

  assert {
    condition     = sort([for subnet in aws_subnet.private : subnet.availability_zone]) == tolist(["eu-central-1a", "eu-central-1b"])
    error_message = "Two subnets must be in the first two zones that AWS names."
  }
}

run "managed_with_one_nat_gateway" {
  command = plan

  variables {
    availability_zones   = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    vpc_cidr             = "10.20.0.0/16"
    public_subnet_cidrs  = ["10.20.0.0/24", "10.20.1.0/24", "10.20.2.0/24"]
    private_subnet_cidrs = ["10.20.10.0/24", "10.20.11.0/24", "10.20.12.0/24"]
    nat_gateway_mode     = "single"
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["10.20.0.0/24"] && length(aws_eip.nat) == 1
    error_message = "One NAT gateway must be in the first public subnet."
  }

  assert {
    condition     = keys(aws_route.private_nat) == ["10.20.10.0/24", "10.20.11.0/24", "10.20.12.0/24"]
    error_message = "Every private subnet must have a way out."
  }

  assert {
    condition     = aws_subnet.private["10.20.12.0/24"].availability_zone == "eu-central-1c" && aws_subnet.public["10.20.2.0/24"].availability_zone == "eu-central-1c"
    error_message = "The third subnets must be in the third zone."
  }
}

# Keyed by their own ranges, subnets do not move when one before them goes.
run "managed_subnets_keep_their_addresses" {
  command = plan

  variables {
    availability_zones   = ["eu-central-1b", "eu-central-1c"]
    vpc_cidr             = "10.20.0.0/16"
    public_subnet_cidrs  = ["10.20.1.0/24", "10.20.2.0/24"]
    private_subnet_cidrs = ["10.20.11.0/24", "10.20.12.0/24"]
  }

  assert {
    condition     = keys(aws_subnet.private) == ["10.20.11.0/24", "10.20.12.0/24"] && aws_subnet.private["10.20.12.0/24"].availability_zone == "eu-central-1c"
    error_message = "Subnets must be keyed by their CIDR."
  }
}

run "managed_tells_its_addresses" {
  variables {
    availability_zones = ["eu-central-1a", "eu-central-1b"]
  }

  assert {
    condition     = length(output.nat_public_ips) == 2 && length(output.private_subnet_ids) == 2 && output.vpc_id == aws_vpc.this[0].id
    error_message = "NAT addresses, subnets and VPC must be outputs."
  }
}

run "existing_makes_no_network" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  command = plan

  variables {
    networking_mode         = "existing"
    vpc_id                  = "vpc-0123456789abcdef0"
    public_subnet_ids       = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    private_subnet_ids      = ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]
    existing_network_egress = "nat"
  }

  assert {
    condition     = length(aws_vpc.this) + length(aws_subnet.public) + length(aws_subnet.private) + length(aws_nat_gateway.this) + length(aws_eip.nat) + length(aws_route_table.private) == 0
    error_message = "An existing network must be left as it is."
  }

  assert {
    condition     = length(data.aws_vpc.existing) + length(data.aws_subnet.private) + length(data.aws_availability_zones.available) == 0
    error_message = "Nothing must be looked up unless asked for."
  }

  assert {
    condition     = toset(aws_lb.this.subnets) == toset(["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]) && toset(aws_ecs_service.web.network_configuration[0].subnets) == toset(["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"])
    error_message = "The load balancer must be in the public subnets, the tasks in the private ones."
  }

  assert {
    condition     = output.vpc_id == "vpc-0123456789abcdef0" && output.nat_public_ips == []
    error_message = "Outputs must hold in an existing network too."
  }
}

run "internal_load_balancer_lets_named_ranges_in" {
  command = plan

  variables {
    availability_zones = ["eu-central-1a", "eu-central-1b"]
    alb_internal       = true
    alb_ingress_cidrs  = ["10.0.0.0/8", "192.168.0.0/16"]
  }

  assert {
    condition     = aws_lb.this.internal && toset([for rule in aws_vpc_security_group_ingress_rule.alb : rule.cidr_ipv4]) == toset(["10.0.0.0/8", "192.168.0.0/16"])
    error_message = "The load balancer must be internal and let in only the named ranges."
  }
}
