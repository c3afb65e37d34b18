locals {
  region = "eu-west-1"
  labels = { Team = "northern" }
}

module "shop" {
  source = "../../vendor/openmercato-ecs"

  name       = "northwind-shop"
  aws_region = local.region
  image      = var.image
  tags       = merge(local.labels, { Stage = "prod" })

  runtime_mode = "split_workers"
  worker_services = {
    emails = { cpu = 256, memory = 512, command = ["yarn", "worker", "emails"] }
  }
}

variable "image" {
  type = string
}
