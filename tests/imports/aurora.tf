module "aurora" {
  source  = "terraform-aws-modules/rds-aurora/aws"
  version = "~> 9.0"

  name           = "shop"
  engine         = "aurora-postgresql"
  engine_version = "16.6"

  instance_class = "db.r8g.large"
  instances = {
    writer = {}
    reader = {
      instance_class = "db.t4g.large"
    }
  }

  database_name   = "shop"
  master_username = "shop"

  manage_master_user_password = true

  vpc_id               = "vpc-0123456789abcdef0"
  db_subnet_group_name = "shop"

  backup_retention_period = 7
  deletion_protection     = true
  skip_final_snapshot     = false
  storage_encrypted       = true

  tags = { Team = "commerce" }
}
