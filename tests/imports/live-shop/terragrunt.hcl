include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "env" {
  path   = "${get_terragrunt_dir()}/../env.hcl"
  expose = true
}

terraform {
  source = "git::git@git.northwind.example:infra/modules.git//openmercato-ecs?ref=v0.1.0"

  extra_arguments "retry" {
    commands  = get_terraform_commands_that_need_locking()
    arguments = ["-lock-timeout=20m"]
  }
}

dependency "vpc" {
  config_path = "../vpc"

  mock_outputs = {
    vpc_id = "vpc-0123456789abcdef0"
  }
}

locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl"))
  name    = "northwind-shop"
}

prevent_destroy = true

# What the module is given
inputs = {
  name        = local.name
  environment = "production"
  aws_region  = local.account.locals.region
  image       = "ghcr.io/northwind/shop:${get_env("TAG", "latest")}"

  networking_mode = "existing"
  vpc_id          = dependency.vpc.outputs.vpc_id

  web_service = {
    cpu    = 512
    memory = 1024
    env = {
      LOG_LEVEL = "info"
      OWNER     = include.env.locals.owner
    }
  }
}
