################################################################################
# The provider's region, which no input knows
################################################################################

# Read from the provider's own configuration: AWS is not asked.
data "aws_region" "current" {
  lifecycle {
    postcondition {
      condition     = self.id == var.aws_region
      error_message = "aws_region: ${jsonencode(var.aws_region)} is not the region of the AWS provider, which is ${self.id}: part of the deployment would name the one and be made in the other. Give both the same."
    }
  }
}

################################################################################
# Managed network: VPC, subnets, routes, NAT
################################################################################

data "aws_availability_zones" "available" {
  # checkov:skip=CKV_AWS_394:It is the fallback for those who name no availability_zones; generated deployments name them.
  count = local.create_managed_network && var.availability_zones == null ? 1 : 0

  state = "available"

  # Local Zones and Wavelength Zones have neither NAT gateways nor Fargate.
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }

  lifecycle {
    postcondition {
      condition     = length(self.names) >= local.zone_count
      error_message = "availability_zones: ${var.aws_region} offers this account ${length(self.names)} availability zones, but the subnets need ${local.zone_count}. Name fewer subnets, or choose another region."
    }
  }
}

locals {
  availability_zones = var.availability_zones != null ? var.availability_zones : try(data.aws_availability_zones.available[0].names, [])

  # Subnets are keyed by CIDR, which is known at plan. Keyed by position, removing
  # one would re-create those after it.
  public_subnet_cidrs  = local.create_managed_network ? local.effective.public_subnet_cidrs : []
  private_subnet_cidrs = local.create_managed_network ? local.effective.private_subnet_cidrs : []

  # The public subnets that hold a NAT gateway.
  nat_subnet_cidrs = [for i, cidr in local.public_subnet_cidrs : cidr if i == 0 || local.effective.nat_gateway_mode == "per_zone"]
}

resource "aws_vpc" "this" {
  # checkov:skip=CKV2_AWS_11:Flow logs cost by volume: flow_log_retention_days turns them on.
  count = local.create_managed_network ? 1 : 0

  cidr_block           = local.effective.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = merge(var.tags, { Name = local.names.vpc })
}

# Without rules, so that nothing can be reached through it by mistake.
resource "aws_default_security_group" "this" {
  count = local.create_managed_network ? 1 : 0

  vpc_id = aws_vpc.this[0].id

  tags = merge(var.tags, { Name = "${local.names.vpc}-default" })
}

resource "aws_internet_gateway" "this" {
  count = local.create_managed_network ? 1 : 0

  vpc_id = aws_vpc.this[0].id

  tags = merge(var.tags, { Name = local.names.vpc })
}

resource "aws_subnet" "public" {
  for_each = toset(local.public_subnet_cidrs)

  vpc_id            = aws_vpc.this[0].id
  cidr_block        = each.key
  availability_zone = local.availability_zones[index(local.public_subnet_cidrs, each.key)]

  tags = merge(var.tags, {
    Name = "${local.names.vpc}-public-${local.availability_zones[index(local.public_subnet_cidrs, each.key)]}"
  })
}

resource "aws_subnet" "private" {
  for_each = toset(local.private_subnet_cidrs)

  vpc_id            = aws_vpc.this[0].id
  cidr_block        = each.key
  availability_zone = local.availability_zones[index(local.private_subnet_cidrs, each.key)]

  tags = merge(var.tags, {
    Name = "${local.names.vpc}-private-${local.availability_zones[index(local.private_subnet_cidrs, each.key)]}"
  })
}

resource "aws_route_table" "public" {
  count = local.create_managed_network ? 1 : 0

  vpc_id = aws_vpc.this[0].id

  tags = merge(var.tags, { Name = "${local.names.vpc}-public" })
}

resource "aws_route" "public_internet" {
  count = local.create_managed_network ? 1 : 0

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route_table_association" "public" {
  for_each = toset(local.public_subnet_cidrs)

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_eip" "nat" {
  # checkov:skip=CKV2_AWS_19:The address belongs to a NAT gateway, not to an instance.
  for_each = toset(local.nat_subnet_cidrs)

  domain = "vpc"

  tags = merge(var.tags, { Name = "${local.names.vpc}-nat-${aws_subnet.public[each.key].availability_zone}" })

  lifecycle {
    create_before_destroy = true
  }

  # AWS gives out addresses only for a VPC that has its gateway.
  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  for_each = toset(local.nat_subnet_cidrs)

  subnet_id     = aws_subnet.public[each.key].id
  allocation_id = aws_eip.nat[each.key].id

  tags = merge(var.tags, { Name = "${local.names.vpc}-${aws_subnet.public[each.key].availability_zone}" })

  lifecycle {
    # A gateway that is no longer wanted goes after the routes have left it.
    create_before_destroy = true
  }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_route_table" "private" {
  for_each = toset(local.private_subnet_cidrs)

  vpc_id = aws_vpc.this[0].id

  tags = merge(var.tags, { Name = "${local.names.vpc}-private-${aws_subnet.private[each.key].availability_zone}" })
}

resource "aws_route" "private_nat" {
  for_each = toset(local.private_subnet_cidrs)

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  # The gateway of the same zone, or the only one: element starts over at the end.
  nat_gateway_id = aws_nat_gateway.this[element(local.nat_subnet_cidrs, index(local.private_subnet_cidrs, each.key))].id
}

resource "aws_route_table_association" "private" {
  for_each = toset(local.private_subnet_cidrs)

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

################################################################################
# Flow logs of the managed network
################################################################################

resource "aws_flow_log" "this" {
  count = var.flow_log_retention_days == null ? 0 : 1

  vpc_id          = aws_vpc.this[0].id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flow[0].arn
  iam_role_arn    = aws_iam_role.flow[0].arn

  tags = merge(var.tags, { Name = local.names.vpc })
}

resource "aws_cloudwatch_log_group" "flow" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts logs with its own key; kms_key_arn names another, which costs and can lock the logs away.
  # checkov:skip=CKV_AWS_338:How long flow logs are kept is flow_log_retention_days, a matter of cost and of data protection.
  count = var.flow_log_retention_days == null ? 0 : 1

  name              = local.names.flow_log_group
  retention_in_days = var.flow_log_retention_days
  kms_key_id        = var.kms_key_arn
  skip_destroy      = local.effective.keep_log_groups

  tags = var.tags
}

resource "aws_iam_role" "flow" {
  count = var.flow_log_retention_days == null ? 0 : 1

  name                 = local.names.flow_log_role
  description          = "Writes the flow logs of the VPC of ${var.name}"
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vpc-flow-logs.amazonaws.com" } }]
  })

  tags = var.tags
}

# https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
resource "aws_iam_role_policy" "flow" {
  count = var.flow_log_retention_days == null ? 0 : 1

  name = "flow-logs"
  role = aws_iam_role.flow[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "WriteFlowLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"]
      Resource = [aws_cloudwatch_log_group.flow[0].arn, "${aws_cloudwatch_log_group.flow[0].arn}:*"]
    }]
  })
}

################################################################################
# Existing network, looked up only with verify_existing_network
#
# Lookups are counted, not keyed: the IDs may be unknown at plan, their number not.
################################################################################

locals {
  verify_network       = !local.create_managed_network && local.effective.verify_existing_network
  verified_public_ids  = local.verify_network ? var.public_subnet_ids : []
  verified_private_ids = local.verify_network ? var.private_subnet_ids : []
  # Of others that the VPC has, nobody here knows how they should be.
  verified_endpoints = local.verify_network && var.existing_network_egress == "vpc_endpoints" ? setintersection(local.effective.existing_vpc_endpoints, ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "ssm", "ssmmessages"]) : toset([])
}

data "aws_vpc" "existing" {
  count = local.verify_network ? 1 : 0

  id = var.vpc_id

  lifecycle {
    postcondition {
      condition     = var.existing_network_egress == "nat" || (self.enable_dns_support && self.enable_dns_hostnames)
      error_message = "vpc_id: VPC ${self.id} has DNS support or DNS host names off, without which its endpoints have no private names. Turn both on."
    }

    postcondition {
      condition     = length(distinct(data.aws_subnet.public[*].availability_zone)) == length(var.public_subnet_ids)
      error_message = "public_subnet_ids: two subnets share an availability zone, and a load balancer takes one of each, of at least two. Zones: ${join(", ", data.aws_subnet.public[*].availability_zone)}."
    }

    postcondition {
      condition     = length(distinct(data.aws_subnet.private[*].availability_zone)) >= 2
      error_message = "private_subnet_ids: all subnets are in one availability zone. Name subnets of at least two zones."
    }

    postcondition {
      condition     = length(local.file_systems) == 0 || length(distinct(data.aws_subnet.private[*].availability_zone)) == length(var.private_subnet_ids)
      error_message = "private_subnet_ids: two subnets share an availability zone, and a file system takes one of each. Zones: ${join(", ", data.aws_subnet.private[*].availability_zone)}."
    }
  }
}

data "aws_subnet" "public" {
  count = length(local.verified_public_ids)

  id = local.verified_public_ids[count.index]

  lifecycle {
    postcondition {
      condition     = self.vpc_id == var.vpc_id
      error_message = "public_subnet_ids: subnet ${self.id} is in VPC ${self.vpc_id}, not in ${var.vpc_id}."
    }
  }
}

data "aws_subnet" "private" {
  count = length(local.verified_private_ids)

  id = local.verified_private_ids[count.index]

  lifecycle {
    postcondition {
      condition     = self.vpc_id == var.vpc_id
      error_message = "private_subnet_ids: subnet ${self.id} is in VPC ${self.vpc_id}, not in ${var.vpc_id}."
    }
  }
}

# A subnet without a route table of its own uses the VPC's main one.
data "aws_route_table" "main" {
  count = local.verify_network ? 1 : 0

  vpc_id = var.vpc_id

  filter {
    name   = "association.main"
    values = ["true"]
  }
}

data "aws_route_tables" "public" {
  count = length(local.verified_public_ids)

  filter {
    name   = "association.subnet-id"
    values = [local.verified_public_ids[count.index]]
  }
}

data "aws_route_tables" "private" {
  count = length(local.verified_private_ids)

  filter {
    name   = "association.subnet-id"
    values = [local.verified_private_ids[count.index]]
  }
}

data "aws_route_table" "public" {
  count = length(local.verified_public_ids)

  route_table_id = coalesce(one(data.aws_route_tables.public[count.index].ids), data.aws_route_table.main[0].id)

  lifecycle {
    postcondition {
      condition = var.alb_internal || anytrue([
        for route in self.routes : route.cidr_block == "0.0.0.0/0" && startswith(coalesce(route.gateway_id, "none"), "igw-")
      ])
      error_message = "public_subnet_ids: subnet ${local.verified_public_ids[count.index]} has no default route to an internet gateway. Name public subnets, or set alb_internal."
    }
  }
}

data "aws_route_table" "private" {
  count = length(local.verified_private_ids)

  route_table_id = coalesce(one(data.aws_route_tables.private[count.index].ids), data.aws_route_table.main[0].id)

  lifecycle {
    postcondition {
      condition = !anytrue([
        for route in self.routes : route.cidr_block == "0.0.0.0/0" && startswith(coalesce(route.gateway_id, "none"), "igw-")
      ])
      error_message = "private_subnet_ids: subnet ${local.verified_private_ids[count.index]} has a default route to an internet gateway, which tasks without public addresses cannot use. Name private subnets."
    }

    postcondition {
      # NAT gateway, transit gateway, appliance: whatever is not an internet gateway.
      condition     = var.existing_network_egress != "nat" || anytrue([for route in self.routes : route.cidr_block == "0.0.0.0/0"])
      error_message = "private_subnet_ids: subnet ${local.verified_private_ids[count.index]} has no default route, but existing_network_egress is \"nat\". Add a route to a NAT gateway, or choose vpc_endpoints."
    }
  }
}

data "aws_vpc_endpoint" "existing" {
  for_each = local.verified_endpoints

  vpc_id = var.vpc_id

  # In China and in the European Sovereign Cloud some services have the one form of name, some the other.
  filter {
    name   = "service-name"
    values = ["com.amazonaws.${var.aws_region}.${each.key}", "cn.com.amazonaws.${var.aws_region}.${each.key}", "eu.amazonaws.${var.aws_region}.${each.key}"]
  }

  lifecycle {
    postcondition {
      condition     = lower(self.state) == "available"
      error_message = "existing_vpc_endpoints: endpoint ${self.id} for ${each.key} is ${self.state}, not available."
    }

    postcondition {
      condition     = self.vpc_endpoint_type == "Gateway" || self.private_dns_enabled
      error_message = "existing_vpc_endpoints: endpoint ${self.id} for ${each.key} has private DNS off, so that the tasks would not find it. Turn it on."
    }
  }
}

################################################################################
# The network that the other files use, managed or existing
################################################################################

locals {
  vpc_id             = local.create_managed_network ? one(aws_vpc.this[*].id) : var.vpc_id
  public_subnet_ids  = local.create_managed_network ? [for cidr in local.public_subnet_cidrs : aws_subnet.public[cidr].id] : var.public_subnet_ids
  private_subnet_ids = local.create_managed_network ? [for cidr in local.private_subnet_cidrs : aws_subnet.private[cidr].id] : var.private_subnet_ids
}
