module "shop" {
  source = "../../vendor/openmercato-ecs"

  name        = "northwind-shop-staging"
  environment = "staging"
  aws_region  = "eu-central-1"
  image       = "ghcr.io/northwind/shop:latest"
}
