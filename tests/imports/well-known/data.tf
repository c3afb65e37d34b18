module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.10.0"

  identifier = local.name

  engine               = "postgres"
  engine_version       = "16.4"
  family               = "postgres16"
  major_engine_version = "16"
  instance_class       = "db.t4g.medium"

  allocated_storage     = 100
  max_allocated_storage = 500

  db_name                     = "shop"
  username                    = "shop_admin"
  password                    = "hunter2-of-the-database"
  manage_master_user_password = false
  port                        = 5432

  multi_az               = true
  db_subnet_group_name   = module.vpc.database_subnet_group
  vpc_security_group_ids = [aws_security_group.db.id]

  backup_window           = "03:00-06:00"
  backup_retention_period = 14
  skip_final_snapshot     = false
  deletion_protection     = true

  performance_insights_enabled = true

  parameters = [
    {
      name  = "autovacuum"
      value = 1
    },
  ]

  tags = local.tags
}

module "redis" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-elasticache.git?ref=v1.10.3"

  replication_group_id = local.name

  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  num_cache_clusters         = 2
  multi_az_enabled           = true
  automatic_failover_enabled = true
  transit_encryption_enabled = true
  auth_token                 = "hunter2-of-the-cache"
  snapshot_retention_limit   = 5

  vpc_id     = module.vpc.vpc_id
  subnet_ids = module.vpc.private_subnets

  create_parameter_group = true
  parameter_group_family = "redis7"
  parameters = [
    {
      name  = "maxmemory-policy"
      value = "noeviction"
    }
  ]

  tags = local.tags
}
