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
  meaning        = "replaced with a gap"
  sentence       = "The VPC and all that belongs to it is destroyed, while load balancer, database and Redis are to move into the other VPC."
  refused_by_aws = "A load balancer, a database and a Redis cannot move to another VPC, and subnets in use cannot be deleted: the apply stops halfway."
  actions = {
    "aws_db_instance.this[0]"                               = "update: vpc_security_group_ids"
    "aws_db_subnet_group.this[0]"                           = "update: subnet_ids"
    "aws_default_security_group.this[0]"                    = "delete"
    "aws_ecs_service.web"                                   = "update: load_balancer, network_configuration"
    "aws_ecs_service.worker[*]"                             = "update: network_configuration"
    "aws_eip.nat[*]"                                        = "delete"
    "aws_elasticache_replication_group.this[0]"             = "update: security_group_ids"
    "aws_elasticache_subnet_group.this[0]"                  = "update: subnet_ids"
    "aws_internet_gateway.this[0]"                          = "delete"
    "aws_lb.this"                                           = "update: security_groups, subnet_mapping, subnets"
    "aws_lb_listener.https[0]"                              = "update: default_action"
    "aws_lb_target_group.web"                               = "replace, create_before_destroy: name, vpc_id"
    "aws_nat_gateway.this[*]"                               = "delete"
    "aws_route.private_nat[*]"                              = "delete"
    "aws_route.public_internet[0]"                          = "delete"
    "aws_route_table.private[*]"                            = "delete"
    "aws_route_table.public[0]"                             = "delete"
    "aws_route_table_association.private[*]"                = "delete"
    "aws_route_table_association.public[*]"                 = "delete"
    "aws_security_group.alb"                                = "replace: vpc_id"
    "aws_security_group.app"                                = "replace: vpc_id"
    "aws_security_group.db[0]"                              = "replace: vpc_id"
    "aws_security_group.redis[0]"                           = "replace: vpc_id"
    "aws_subnet.private[*]"                                 = "delete"
    "aws_subnet.public[*]"                                  = "delete"
    "aws_vpc.this[0]"                                       = "delete"
    "aws_vpc_security_group_egress_rule.alb_to_app"         = "replace: security_group_id"
    "aws_vpc_security_group_egress_rule.app"                = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.alb[*]"            = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.app_from_alb"      = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.db_from_app[0]"    = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.redis_from_app[0]" = "replace: security_group_id"
  }
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
  meaning        = "replaced with a gap"
  sentence       = "A VPC is made, while load balancer, database and Redis are to move into it."
  refused_by_aws = "A load balancer, a database and a Redis cannot move to another VPC: the apply stops halfway."
  actions = {
    "aws_db_instance.this[0]"                               = "update: vpc_security_group_ids"
    "aws_db_subnet_group.this[0]"                           = "update: subnet_ids"
    "aws_default_security_group.this[0]"                    = "create"
    "aws_ecs_service.web"                                   = "update: load_balancer, network_configuration"
    "aws_eip.nat[*]"                                        = "create"
    "aws_elasticache_replication_group.this[0]"             = "update: security_group_ids"
    "aws_elasticache_subnet_group.this[0]"                  = "update: subnet_ids"
    "aws_internet_gateway.this[0]"                          = "create"
    "aws_lb.this"                                           = "update: security_groups, subnet_mapping, subnets"
    "aws_lb_listener.https[0]"                              = "update: default_action"
    "aws_lb_target_group.web"                               = "replace, create_before_destroy: name, vpc_id"
    "aws_nat_gateway.this[*]"                               = "create"
    "aws_route.private_nat[*]"                              = "create"
    "aws_route.public_internet[0]"                          = "create"
    "aws_route_table.private[*]"                            = "create"
    "aws_route_table.public[0]"                             = "create"
    "aws_route_table_association.private[*]"                = "create"
    "aws_route_table_association.public[*]"                 = "create"
    "aws_security_group.alb"                                = "replace: vpc_id"
    "aws_security_group.app"                                = "replace: vpc_id"
    "aws_security_group.db[0]"                              = "replace: vpc_id"
    "aws_security_group.redis[0]"                           = "replace: vpc_id"
    "aws_subnet.private[*]"                                 = "create"
    "aws_subnet.public[*]"                                  = "create"
    "aws_vpc.this[0]"                                       = "create"
    "aws_vpc_security_group_egress_rule.alb_to_app"         = "replace: security_group_id"
    "aws_vpc_security_group_egress_rule.app"                = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.alb[*]"            = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.app_from_alb"      = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.db_from_app[0]"    = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.redis_from_app[0]" = "replace: security_group_id"
  }
}

# Finding 3.
change "vpc_cidr" "another range" {
  base           = "production"
  from           = { vpc_cidr = "10.0.0.0/16" }
  to             = { vpc_cidr = "10.1.0.0/16" }
  meaning        = "replaced with a gap"
  sentence       = "The VPC and all that belongs to it is made anew, while load balancer, database and Redis are to move into the new one."
  refused_by_aws = "A load balancer, a database and a Redis cannot move to another VPC, and subnets in use cannot be deleted: the apply stops halfway."
  actions = {
    "aws_db_instance.this[0]"                               = "update: vpc_security_group_ids"
    "aws_db_subnet_group.this[0]"                           = "update: subnet_ids"
    "aws_default_security_group.this[0]"                    = "replace: vpc_id"
    "aws_ecs_service.web"                                   = "update: load_balancer, network_configuration"
    "aws_ecs_service.worker[*]"                             = "update: network_configuration"
    "aws_eip.nat[\"10.0.128.0/20\"]"                        = "delete"
    "aws_eip.nat[\"10.0.144.0/20\"]"                        = "delete"
    "aws_eip.nat[\"10.0.160.0/20\"]"                        = "delete"
    "aws_eip.nat[\"10.1.128.0/20\"]"                        = "create"
    "aws_eip.nat[\"10.1.144.0/20\"]"                        = "create"
    "aws_eip.nat[\"10.1.160.0/20\"]"                        = "create"
    "aws_elasticache_replication_group.this[0]"             = "update: security_group_ids"
    "aws_elasticache_subnet_group.this[0]"                  = "update: subnet_ids"
    "aws_internet_gateway.this[0]"                          = "update: vpc_id"
    "aws_lb.this"                                           = "update: security_groups, subnet_mapping, subnets"
    "aws_lb_listener.https[0]"                              = "update: default_action"
    "aws_lb_target_group.web"                               = "replace, create_before_destroy: name, vpc_id"
    "aws_nat_gateway.this[\"10.0.128.0/20\"]"               = "delete"
    "aws_nat_gateway.this[\"10.0.144.0/20\"]"               = "delete"
    "aws_nat_gateway.this[\"10.0.160.0/20\"]"               = "delete"
    "aws_nat_gateway.this[\"10.1.128.0/20\"]"               = "create"
    "aws_nat_gateway.this[\"10.1.144.0/20\"]"               = "create"
    "aws_nat_gateway.this[\"10.1.160.0/20\"]"               = "create"
    "aws_route.private_nat[\"10.0.0.0/20\"]"                = "delete"
    "aws_route.private_nat[\"10.0.16.0/20\"]"               = "delete"
    "aws_route.private_nat[\"10.0.32.0/20\"]"               = "delete"
    "aws_route.private_nat[\"10.1.0.0/20\"]"                = "create"
    "aws_route.private_nat[\"10.1.16.0/20\"]"               = "create"
    "aws_route.private_nat[\"10.1.32.0/20\"]"               = "create"
    "aws_route.public_internet[0]"                          = "replace: route_table_id"
    "aws_route_table.private[\"10.0.0.0/20\"]"              = "delete"
    "aws_route_table.private[\"10.0.16.0/20\"]"             = "delete"
    "aws_route_table.private[\"10.0.32.0/20\"]"             = "delete"
    "aws_route_table.private[\"10.1.0.0/20\"]"              = "create"
    "aws_route_table.private[\"10.1.16.0/20\"]"             = "create"
    "aws_route_table.private[\"10.1.32.0/20\"]"             = "create"
    "aws_route_table.public[0]"                             = "replace: vpc_id"
    "aws_route_table_association.private[\"10.0.0.0/20\"]"  = "delete"
    "aws_route_table_association.private[\"10.0.16.0/20\"]" = "delete"
    "aws_route_table_association.private[\"10.0.32.0/20\"]" = "delete"
    "aws_route_table_association.private[\"10.1.0.0/20\"]"  = "create"
    "aws_route_table_association.private[\"10.1.16.0/20\"]" = "create"
    "aws_route_table_association.private[\"10.1.32.0/20\"]" = "create"
    "aws_route_table_association.public[\"10.0.128.0/20\"]" = "delete"
    "aws_route_table_association.public[\"10.0.144.0/20\"]" = "delete"
    "aws_route_table_association.public[\"10.0.160.0/20\"]" = "delete"
    "aws_route_table_association.public[\"10.1.128.0/20\"]" = "create"
    "aws_route_table_association.public[\"10.1.144.0/20\"]" = "create"
    "aws_route_table_association.public[\"10.1.160.0/20\"]" = "create"
    "aws_security_group.alb"                                = "replace: vpc_id"
    "aws_security_group.app"                                = "replace: vpc_id"
    "aws_security_group.db[0]"                              = "replace: vpc_id"
    "aws_security_group.redis[0]"                           = "replace: vpc_id"
    "aws_subnet.private[\"10.0.0.0/20\"]"                   = "delete"
    "aws_subnet.private[\"10.0.16.0/20\"]"                  = "delete"
    "aws_subnet.private[\"10.0.32.0/20\"]"                  = "delete"
    "aws_subnet.private[\"10.1.0.0/20\"]"                   = "create"
    "aws_subnet.private[\"10.1.16.0/20\"]"                  = "create"
    "aws_subnet.private[\"10.1.32.0/20\"]"                  = "create"
    "aws_subnet.public[\"10.0.128.0/20\"]"                  = "delete"
    "aws_subnet.public[\"10.0.144.0/20\"]"                  = "delete"
    "aws_subnet.public[\"10.0.160.0/20\"]"                  = "delete"
    "aws_subnet.public[\"10.1.128.0/20\"]"                  = "create"
    "aws_subnet.public[\"10.1.144.0/20\"]"                  = "create"
    "aws_subnet.public[\"10.1.160.0/20\"]"                  = "create"
    "aws_vpc.this[0]"                                       = "replace, create_before_destroy: cidr_block"
    "aws_vpc_security_group_egress_rule.alb_to_app"         = "replace: security_group_id"
    "aws_vpc_security_group_egress_rule.app"                = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.alb[*]"            = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.app_from_alb"      = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.db_from_app[0]"    = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.redis_from_app[0]" = "replace: security_group_id"
  }
}

# Finding 4.
change "availability_zones" "another order" {
  base           = "production"
  from           = { availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  to             = { availability_zones = ["us-east-1b", "us-east-1c", "us-east-1a"] }
  meaning        = "replaced with a gap"
  sentence       = "Every subnet and NAT gateway is destroyed and made again in another zone, under everything that runs in it."
  refused_by_aws = "Subnets in use cannot be deleted: the apply waits for them and stops."
  actions = {
    "aws_db_subnet_group.this[0]"            = "update: subnet_ids"
    "aws_ecs_service.web"                    = "update: network_configuration"
    "aws_ecs_service.worker[*]"              = "update: network_configuration"
    "aws_eip.nat[*]"                         = "update: tags"
    "aws_elasticache_subnet_group.this[0]"   = "update: subnet_ids"
    "aws_lb.this"                            = "update: subnet_mapping, subnets"
    "aws_nat_gateway.this[*]"                = "replace: subnet_id"
    "aws_route.private_nat[*]"               = "update: nat_gateway_id"
    "aws_route_table.private[*]"             = "update: tags"
    "aws_route_table_association.private[*]" = "replace: subnet_id"
    "aws_route_table_association.public[*]"  = "replace: subnet_id"
    "aws_subnet.private[*]"                  = "replace: availability_zone"
    "aws_subnet.public[*]"                   = "replace: availability_zone"
  }
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
  base           = "production"
  from           = { availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  to             = { availability_zones = ["us-east-1a", "us-east-1b"] }
  meaning        = "replaced with a gap"
  sentence       = "The subnets of the zone and its NAT gateway are destroyed; tasks that run there are replaced."
  refused_by_aws = "A subnet in which the database, a Redis node or a task still has an address cannot be deleted: the apply waits for it and stops, unless nothing happens to run there."
  actions = {
    "aws_db_subnet_group.this[0]"                           = "update: subnet_ids"
    "aws_ecs_service.web"                                   = "update: network_configuration"
    "aws_ecs_service.worker[*]"                             = "update: network_configuration"
    "aws_eip.nat[\"10.0.160.0/20\"]"                        = "delete"
    "aws_elasticache_subnet_group.this[0]"                  = "update: subnet_ids"
    "aws_lb.this"                                           = "update: subnet_mapping, subnets"
    "aws_nat_gateway.this[\"10.0.160.0/20\"]"               = "delete"
    "aws_route.private_nat[\"10.0.32.0/20\"]"               = "delete"
    "aws_route_table.private[\"10.0.32.0/20\"]"             = "delete"
    "aws_route_table_association.private[\"10.0.32.0/20\"]" = "delete"
    "aws_route_table_association.public[\"10.0.160.0/20\"]" = "delete"
    "aws_subnet.private[\"10.0.32.0/20\"]"                  = "delete"
    "aws_subnet.public[\"10.0.160.0/20\"]"                  = "delete"
  }
}

change "public_subnet_cidrs" "another range of one" {
  base = "production"
  from = {
    public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20", "10.0.160.0/20"]
    private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"]
  }
  to             = { public_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20", "10.0.176.0/20"] }
  meaning        = "replaced with a gap"
  sentence       = "The subnet and its NAT gateway are destroyed and others made: tasks of that zone have no way out in between."
  refused_by_aws = "A zone of a load balancer takes one subnet, and the old one cannot be deleted while it is used."
  actions = {
    "aws_eip.nat[\"10.0.160.0/20\"]"                        = "delete"
    "aws_eip.nat[\"10.0.176.0/20\"]"                        = "create"
    "aws_lb.this"                                           = "update: subnet_mapping, subnets"
    "aws_nat_gateway.this[\"10.0.160.0/20\"]"               = "delete"
    "aws_nat_gateway.this[\"10.0.176.0/20\"]"               = "create"
    "aws_route.private_nat[\"10.0.32.0/20\"]"               = "update: nat_gateway_id"
    "aws_route_table_association.public[\"10.0.160.0/20\"]" = "delete"
    "aws_route_table_association.public[\"10.0.176.0/20\"]" = "create"
    "aws_subnet.public[\"10.0.160.0/20\"]"                  = "delete"
    "aws_subnet.public[\"10.0.176.0/20\"]"                  = "create"
  }
}

change "private_subnet_cidrs" "another range of one" {
  base = "production"
  from = {
    public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20", "10.0.160.0/20"]
    private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"]
  }
  to             = { private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20", "10.0.48.0/20"] }
  meaning        = "replaced with a gap"
  sentence       = "The subnet is destroyed and another made; tasks that run there are replaced."
  refused_by_aws = "A subnet in which the database, a Redis node or a task still has an address cannot be deleted: the apply waits for it and stops."
  actions = {
    "aws_db_subnet_group.this[0]"                           = "update: subnet_ids"
    "aws_ecs_service.web"                                   = "update: network_configuration"
    "aws_ecs_service.worker[*]"                             = "update: network_configuration"
    "aws_elasticache_subnet_group.this[0]"                  = "update: subnet_ids"
    "aws_route.private_nat[\"10.0.32.0/20\"]"               = "delete"
    "aws_route.private_nat[\"10.0.48.0/20\"]"               = "create"
    "aws_route_table.private[\"10.0.32.0/20\"]"             = "delete"
    "aws_route_table.private[\"10.0.48.0/20\"]"             = "create"
    "aws_route_table_association.private[\"10.0.32.0/20\"]" = "delete"
    "aws_route_table_association.private[\"10.0.48.0/20\"]" = "create"
    "aws_subnet.private[\"10.0.32.0/20\"]"                  = "delete"
    "aws_subnet.private[\"10.0.48.0/20\"]"                  = "create"
  }
}

# Finding 6.
change "nat_gateway_mode" "per_zone to single" {
  base     = "production"
  from     = { nat_gateway_mode = "per_zone" }
  to       = { nat_gateway_mode = "single" }
  meaning  = "replaced with a gap"
  sentence = "The gateways of the other zones may go before their routes point at the one that stays: tasks there have no way out for some seconds, and open connections end."
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
  meaning        = "replaced with a gap"
  sentence       = "The security groups are destroyed and made again, while load balancer, database and Redis are to move into the other VPC."
  refused_by_aws = "A load balancer, a database and a Redis cannot move to another VPC: the apply stops halfway."
  actions = {
    "aws_db_instance.this[0]"                               = "update: vpc_security_group_ids"
    "aws_db_subnet_group.this[0]"                           = "update: subnet_ids"
    "aws_ecs_service.web"                                   = "update: load_balancer, network_configuration"
    "aws_elasticache_replication_group.this[0]"             = "update: security_group_ids"
    "aws_elasticache_subnet_group.this[0]"                  = "update: subnet_ids"
    "aws_lb.this"                                           = "update: security_groups, subnet_mapping, subnets"
    "aws_lb_listener.https[0]"                              = "update: default_action"
    "aws_lb_target_group.web"                               = "replace, create_before_destroy: name, vpc_id"
    "aws_security_group.alb"                                = "replace: vpc_id"
    "aws_security_group.app"                                = "replace: vpc_id"
    "aws_security_group.db[0]"                              = "replace: vpc_id"
    "aws_security_group.redis[0]"                           = "replace: vpc_id"
    "aws_vpc_security_group_egress_rule.alb_to_app"         = "replace: security_group_id"
    "aws_vpc_security_group_egress_rule.app"                = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.alb[*]"            = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.app_from_alb"      = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.db_from_app[0]"    = "replace: security_group_id"
    "aws_vpc_security_group_ingress_rule.redis_from_app[0]" = "replace: security_group_id"
  }
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
