# What AWS answers decides here: the rules that no input alone can break. Each run
# overrides one answer of an existing network that is otherwise as it should be.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name                    = "shop"
  aws_region              = "eu-central-1"
  image                   = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2"
  networking_mode         = "existing"
  vpc_id                  = "vpc-0123456789abcdef0"
  public_subnet_ids       = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  private_subnet_ids      = ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]
  existing_network_egress = "nat"
  verify_existing_network = true
  acknowledged_advice     = ["plain_http", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }
}

# The network as it should be.

override_data {
  target = data.aws_subnet.public[0]
  values = { vpc_id = "vpc-0123456789abcdef0", availability_zone = "eu-central-1a" }
}

override_data {
  target = data.aws_subnet.public[1]
  values = { vpc_id = "vpc-0123456789abcdef0", availability_zone = "eu-central-1b" }
}

override_data {
  target = data.aws_subnet.private[0]
  values = { vpc_id = "vpc-0123456789abcdef0", availability_zone = "eu-central-1a" }
}

override_data {
  target = data.aws_subnet.private[1]
  values = { vpc_id = "vpc-0123456789abcdef0", availability_zone = "eu-central-1b" }
}

override_data {
  target = data.aws_route_table.main[0]
  values = { id = "rtb-0123456789abcdef0" }
}

override_data {
  target = data.aws_route_tables.public
  values = { ids = [] }
}

override_data {
  target = data.aws_route_tables.private
  values = { ids = [] }
}

override_data {
  target = data.aws_route_table.public
  values = { routes = [{ cidr_block = "0.0.0.0/0", gateway_id = "igw-0123456789abcdef0" }] }
}

override_data {
  target = data.aws_route_table.private
  values = { routes = [{ cidr_block = "0.0.0.0/0", nat_gateway_id = "nat-0123456789abcdef0" }] }
}

override_data {
  target = data.aws_vpc_endpoint.existing
  values = { state = "available", vpc_endpoint_type = "Interface", private_dns_enabled = true }
}

run "a_network_as_it_should_be_passes" {
  command = plan

  assert {
    condition     = length(data.aws_route_table.public) == 2 && length(data.aws_route_table.private) == 2 && length(data.aws_vpc_endpoint.existing) == 0
    error_message = "Every subnet must be looked up."
  }
}

run "provider_in_another_region" {
  command         = plan
  expect_failures = [data.aws_region.current]

  override_data {
    target = data.aws_region.current
    values = { id = "eu-west-1" }
  }
}

run "endpoints_as_they_should_be_pass" {
  command = plan

  variables {
    existing_network_egress = "vpc_endpoints"
    existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
  }
}

run "vpc_without_host_names_for_its_endpoints" {
  command         = plan
  expect_failures = [data.aws_vpc.existing]

  variables {
    existing_network_egress = "vpc_endpoints"
    existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
  }

  override_data {
    target = data.aws_vpc.existing
    values = { enable_dns_support = true, enable_dns_hostnames = false }
  }
}

run "two_of_three_public_subnets_in_one_zone" {
  command         = plan
  expect_failures = [data.aws_vpc.existing]

  variables {
    public_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef4"]
  }

  override_data {
    target = data.aws_subnet.public[2]
    values = { vpc_id = "vpc-0123456789abcdef0", availability_zone = "eu-central-1a" }
  }
}

run "private_subnets_in_one_zone" {
  command         = plan
  expect_failures = [data.aws_vpc.existing]

  override_data {
    target = data.aws_subnet.private[1]
    values = { vpc_id = "vpc-0123456789abcdef0", availability_zone = "eu-central-1a" }
  }
}

run "public_subnet_of_another_vpc" {
  command         = plan
  expect_failures = [data.aws_subnet.public]

  override_data {
    target = data.aws_subnet.public[1]
    values = { vpc_id = "vpc-0fedcba9876543210", availability_zone = "eu-central-1b" }
  }
}

run "private_subnet_of_another_vpc" {
  command         = plan
  expect_failures = [data.aws_subnet.private]

  override_data {
    target = data.aws_subnet.private[1]
    values = { vpc_id = "vpc-0fedcba9876543210", availability_zone = "eu-central-1b" }
  }
}

run "public_subnet_without_a_way_in" {
  command         = plan
  expect_failures = [data.aws_route_table.public]

  override_data {
    target = data.aws_route_table.public[1]
    values = { routes = [{ cidr_block = "0.0.0.0/0", nat_gateway_id = "nat-0123456789abcdef0" }] }
  }
}

run "internal_load_balancer_needs_no_way_in" {
  command = plan

  variables {
    alb_internal = true
  }

  override_data {
    target = data.aws_route_table.public
    values = { routes = [] }
  }
}

run "private_subnet_that_is_public" {
  command         = plan
  expect_failures = [data.aws_route_table.private]

  override_data {
    target = data.aws_route_table.private[1]
    values = { routes = [{ cidr_block = "0.0.0.0/0", gateway_id = "igw-0123456789abcdef0" }] }
  }
}

run "private_subnet_without_a_way_out" {
  command         = plan
  expect_failures = [data.aws_route_table.private]

  override_data {
    target = data.aws_route_table.private[1]
    values = { routes = [] }
  }
}

run "endpoints_need_no_way_out" {
  command = plan

  variables {
    existing_network_egress = "vpc_endpoints"
    existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
  }

  override_data {
    target = data.aws_route_table.private
    values = { routes = [] }
  }
}

run "endpoint_that_is_not_available" {
  command         = plan
  expect_failures = [data.aws_vpc_endpoint.existing]

  variables {
    existing_network_egress = "vpc_endpoints"
    existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
  }

  override_data {
    target = data.aws_vpc_endpoint.existing["logs"]
    values = { state = "pendingAcceptance", vpc_endpoint_type = "Interface", private_dns_enabled = true }
  }
}

run "endpoint_without_private_names" {
  command         = plan
  expect_failures = [data.aws_vpc_endpoint.existing]

  variables {
    existing_network_egress = "vpc_endpoints"
    existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
  }

  override_data {
    target = data.aws_vpc_endpoint.existing["logs"]
    values = { state = "available", vpc_endpoint_type = "Interface", private_dns_enabled = false }
  }
}

run "gateway_endpoint_has_no_private_names" {
  command = plan

  variables {
    existing_network_egress = "vpc_endpoints"
    existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
  }

  override_data {
    target = data.aws_vpc_endpoint.existing["s3"]
    values = { state = "available", vpc_endpoint_type = "Gateway", private_dns_enabled = false }
  }
}

run "managed_network_in_a_region_of_too_few_zones" {
  command         = plan
  expect_failures = [data.aws_availability_zones.available]

  variables {
    networking_mode         = "managed"
    vpc_id                  = null
    public_subnet_ids       = null
    private_subnet_ids      = null
    existing_network_egress = null
    verify_existing_network = null
    acknowledged_advice     = ["plain_http", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
  }

  override_data {
    target = data.aws_availability_zones.available
    values = { names = ["eu-central-1a"] }
  }
}
