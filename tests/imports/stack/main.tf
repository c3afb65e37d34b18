module "shop" {
  source = "../../modules/openmercato-ecs"

  name        = local.name
  environment = var.environment
  image       = "${var.repository}:${var.image_tag}"
  env         = merge(local.common_env, var.extra_env, { LOG_LEVEL = var.log_level })
  tags        = merge(local.tags, { Component = "shop" })

  web_service = {
    cpu           = lookup(local.sizes, var.environment, local.sizes["staging"]).cpu
    memory        = local.sizes[var.environment].memory
    desired_count = var.environment == "production" ? 3 : 1
  }

  networking_mode    = "existing"
  vpc_id             = module.network.vpc_id
  public_subnet_ids  = module.network.public_subnets
  private_subnet_ids = module.network.private_subnets

  database_mode       = "managed"
  db_instance_class   = var.db.instance_class
  db_allocated_storage = var.db.storage
}

module "network" {
  source = "../network"
  cidr   = "10.20.0.0/16"
}
