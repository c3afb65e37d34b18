# The network of all that runs in this account.
data "aws_availability_zones" "available" {}

locals {
  name   = "shop"
  region = "eu-central-1"

  tags = {
    Team      = "commerce"
    ManagedBy = "terraform"
  }
}

module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 6.0"

  name = "${local.name}-vpc"
  cidr = "10.20.0.0/16"

  azs             = ["eu-central-1a", "eu-central-1b"]
  private_subnets = [for index in [0, 1] : cidrsubnet("10.20.0.0/16", 4, index)]
  public_subnets  = ["10.20.128.0/24", "10.20.129.0/24"]
  intra_subnets   = ["10.20.200.0/24", "10.20.201.0/24"]

  enable_nat_gateway = true
  single_nat_gateway = true

  enable_flow_log                                 = true
  create_flow_log_cloudwatch_log_group            = true
  create_flow_log_cloudwatch_iam_role             = true
  flow_log_cloudwatch_log_group_retention_in_days = 30

  tags = local.tags
}
