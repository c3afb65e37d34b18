provider "aws" {
  region = local.inputs.aws_region

  default_tags {
    tags = { ManagedBy = "terraform", Bootstrap = local.inputs.name }
  }
}
