# Who runs the network?

# Finding 3.
change "networking_mode" "managed to existing" {
  base = "production"
  from = { networking_mode = "managed" }
  to = {
    networking_mode         = "existing"
    availability_zones      = null
    vpc_id                  = "vpc-0a1b2c3d4e5f60718"
    public_subnet_ids       = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
    private_subnet_ids      = ["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"]
    existing_network_egress = "nat"
  }
  meaning  = "refused"
  sentence = "Load balancer, database and Redis cannot move to another network. Make another deployment beside this one."
}

# Finding 3.
change "networking_mode" "existing to managed" {
  base = "existing_network"
  from = { networking_mode = "existing" }
  to = {
    networking_mode         = "managed"
    availability_zones      = ["us-east-1a", "us-east-1b"]
    vpc_id                  = null
    public_subnet_ids       = null
    private_subnet_ids      = null
    existing_network_egress = null
    existing_vpc_endpoints  = null
  }
  meaning  = "refused"
  sentence = "Load balancer, database and Redis cannot move to another network. Make another deployment beside this one."
}

# Finding 3.
change "vpc_cidr" "another range" {
  base     = "production"
  from     = { vpc_cidr = "10.0.0.0/16" }
  to       = { vpc_cidr = "10.1.0.0/16" }
  meaning  = "refused"
  sentence = "Load balancer, database and Redis cannot move to another network. Make another deployment beside this one."
}

# Finding 4.
change "availability_zones" "another order" {
  base     = "production"
  from     = { availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  to       = { availability_zones = ["us-east-1b", "us-east-1c", "us-east-1a"] }
  meaning  = "refused"
  sentence = "AWS deletes no subnet in which the load balancer, the database or a task has an address. Further zones come at the end."
}

change "availability_zones" "one more" {
  base     = "production"
  from     = { availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  to       = { availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"] }
  meaning  = "replaced side by side"
  sentence = "Subnets in the new zone join those that are there; the services start new tasks that spread over all of them."
  actions = {
    "aws_db_subnet_group.this[0]"                           = "update: subnet_ids"
    "aws_ecs_service.web"                                   = "update: network_configuration"
    "aws_ecs_service.worker[*]"                             = "update: network_configuration"
    "aws_eip.nat[\"10.0.176.0/20\"]"                        = "create"
    "aws_elasticache_subnet_group.this[0]"                  = "update: subnet_ids"
    "aws_lb.this"                                           = "update: subnet_mapping, subnets"
    "aws_nat_gateway.this[\"10.0.176.0/20\"]"               = "create"
    "aws_route.private_nat[\"10.0.48.0/20\"]"               = "create"
    "aws_route_table.private[\"10.0.48.0/20\"]"             = "create"
    "aws_route_table_association.private[\"10.0.48.0/20\"]" = "create"
    "aws_route_table_association.public[\"10.0.176.0/20\"]" = "create"
    "aws_subnet.private[\"10.0.48.0/20\"]"                  = "create"
    "aws_subnet.public[\"10.0.176.0/20\"]"                  = "create"
  }
}

change "availability_zones" "one fewer" {
  base     = "production"
  from     = { availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  to       = { availability_zones = ["us-east-1a", "us-east-1b"] }
  meaning  = "refused"
  sentence = "AWS deletes no subnet in which the load balancer, the database or a task has an address."
}

change "public_subnet_cidrs" "another range of one" {
  base = "production"
  from = {
    public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20", "10.0.160.0/20"]
    private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"]
  }
  to       = { public_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20", "10.0.176.0/20"] }
  meaning  = "refused"
  sentence = "AWS deletes no subnet in which the load balancer, the database or a task has an address. Further ranges come at the end."
}

change "private_subnet_cidrs" "another range of one" {
  base = "production"
  from = {
    public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20", "10.0.160.0/20"]
    private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"]
  }
  to       = { private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20", "10.0.48.0/20"] }
  meaning  = "refused"
  sentence = "AWS deletes no subnet in which the load balancer, the database or a task has an address. Further ranges come at the end."
}

# Finding 6.
change "nat_gateway_mode" "per_zone to single" {
  base     = "production"
  from     = { nat_gateway_mode = "per_zone" }
  to       = { nat_gateway_mode = "single" }
  meaning  = "replaced side by side"
  sentence = "The routes of the other zones turn to the gateway that stays, and then theirs go. Connections that are open through them end."
  actions = {
    "aws_eip.nat[\"10.0.144.0/20\"]"          = "delete"
    "aws_eip.nat[\"10.0.160.0/20\"]"          = "delete"
    "aws_nat_gateway.this[\"10.0.144.0/20\"]" = "delete"
    "aws_nat_gateway.this[\"10.0.160.0/20\"]" = "delete"
    "aws_route.private_nat[\"10.0.16.0/20\"]" = "update: nat_gateway_id"
    "aws_route.private_nat[\"10.0.32.0/20\"]" = "update: nat_gateway_id"
  }
}

change "nat_gateway_mode" "single to per_zone" {
  base     = "staging"
  from     = { nat_gateway_mode = "single" }
  to       = { nat_gateway_mode = "per_zone" }
  meaning  = "in place"
  sentence = "Each zone gets a gateway, then its route points at it; open connections to the outside end then."
  actions = {
    "aws_eip.nat[\"10.0.144.0/20\"]"          = "create"
    "aws_nat_gateway.this[\"10.0.144.0/20\"]" = "create"
    "aws_route.private_nat[\"10.0.16.0/20\"]" = "update: nat_gateway_id"
  }
}

change "vpc_id" "another VPC" {
  base = "existing_network"
  to = {
    vpc_id             = "vpc-0a1b2c3d4e5f60719"
    public_subnet_ids  = ["subnet-0a1b2c3d4e5f60011", "subnet-0a1b2c3d4e5f60012"]
    private_subnet_ids = ["subnet-0a1b2c3d4e5f60013", "subnet-0a1b2c3d4e5f60014"]
  }
  meaning  = "refused"
  sentence = "Load balancer, database and Redis cannot move to another network. Make another deployment beside this one."
}

change "public_subnet_ids" "one more" {
  base     = "existing_network"
  to       = { public_subnet_ids = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002", "subnet-0a1b2c3d4e5f60005"] }
  meaning  = "in place"
  sentence = "The load balancer gets an address in one more zone."
  actions = {
    "aws_lb.this" = "update: subnet_mapping, subnets"
  }
}

change "private_subnet_ids" "one more" {
  base     = "existing_network"
  to       = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004", "subnet-0a1b2c3d4e5f60006"] }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that spread over all subnets; database and Redis may use the new one."
  actions = {
    "aws_db_subnet_group.this[0]"          = "update: subnet_ids"
    "aws_ecs_service.web"                  = "update: network_configuration"
    "aws_elasticache_subnet_group.this[0]" = "update: subnet_ids"
  }
}

change "existing_network_egress" "vpc_endpoints to nat" {
  base     = "existing_network"
  to       = { existing_network_egress = "nat", existing_vpc_endpoints = null }
  meaning  = "nothing"
  sentence = "It says what is there, and changes nothing."
  actions  = {}
}

change "existing_vpc_endpoints" "one more" {
  base     = "existing_network"
  to       = { existing_vpc_endpoints = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "ssm"] }
  meaning  = "nothing"
  sentence = "It says what is there, and changes nothing."
  actions  = {}
}

no_row "verify_existing_network" {
  why = "It adds data sources alone, which look the network up. Their plan asks AWS, so that no plan without an account can show it."
}
