locals {
  name = "northwind-${var.environment}"

  tags = {
    Team = "northern"
  }

  common_env = {
    STORE = "https://shop.northwind.example"
    VPC   = module.network.vpc_id
  }

  sizes = {
    production = { cpu = 1024, memory = 2048 }
    staging    = { cpu = 512, memory = 1024 }
  }
}
