// Values of production
name        = "northwind-shop"
environment = "production"
image       = "ghcr.io/northwind/shop@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"

db_instance_class    = "db.t4g.medium"
db_multi_az          = true
db_allocated_storage = 50

tags = { Team = "northern", "cost-center" = 4711 }

env = {
  "NODE_OPTIONS" : "--max-old-space-size=1536"
  LOG_LEVEL = "info"
}
