# What an account needs before the first deployment: a place for the state, a repository
# for the image, secrets to be filled, a key, and roles for GitHub. What the account has
# already is named in inputs.tf, and taken instead.

module "contract" {
  source = "./contract"

  inputs = local.inputs
  names  = keys(local.inputs)
}

locals {
  # As the contract completes them.
  inputs_in_effect = module.contract.inputs

  create_state_bucket = local.inputs_in_effect.state_bucket == null
  create_repository   = local.inputs_in_effect.repository_name != null
  create_kms_key      = local.inputs_in_effect.create_kms_key
  create_roles        = local.inputs_in_effect.github_repository != null

  partition = data.aws_partition.current.partition
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}
