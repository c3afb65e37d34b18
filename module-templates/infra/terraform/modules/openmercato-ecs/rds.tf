resource "aws_db_subnet_group" "this" {
  count = local.create_managed_rds ? 1 : 0

  name        = local.names.db_subnet_group
  description = "Private subnets of ${var.name}"
  subnet_ids  = local.private_subnet_ids

  tags = var.tags
}

resource "aws_db_parameter_group" "this" {
  count = local.create_managed_rds ? 1 : 0

  name        = local.names.db_parameter_group
  description = "PostgreSQL of ${var.name}"
  family      = "postgres${split(".", local.effective.db_engine_version)[0]}"

  # PostgreSQL 15 and later force TLS on RDS; db_tls_mode = "disable" needs it off.
  parameter {
    name  = "rds.force_ssl"
    value = local.effective.db_tls_mode == "disable" ? "0" : "1"
  }

  tags = var.tags

  # The instance lets go of the group of its former major version only when the
  # upgrade runs, which may be later than this apply. With deletion protection off,
  # as before a destroy, the group goes too, so that its name is free again.
  skip_destroy = local.effective.db_deletion_protection

  lifecycle {
    # A new major version needs a new group before the instance lets go of the old.
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  # checkov:skip=CKV_AWS_118:Enhanced monitoring costs by volume and needs a role; CloudWatch has the instance's metrics without it.
  # checkov:skip=CKV_AWS_129:Query logs hold personal data, and their volume costs.
  # checkov:skip=CKV2_AWS_30:Query logs hold personal data, and their volume costs.
  # checkov:skip=CKV_AWS_133:Backups are db_backup_retention_days, seven days by default.
  # checkov:skip=CKV_AWS_157:Multi-AZ is db_multi_az, true by default in production.
  # checkov:skip=CKV_AWS_161:OpenMercato signs in with a password, which RDS generates and rotates.
  # checkov:skip=CKV_AWS_293:Deletion protection is db_deletion_protection, true by default.
  # checkov:skip=CKV_AWS_353:Performance Insights is not offered for every instance class.
  count = local.create_managed_rds ? 1 : 0

  identifier     = local.names.db_instance
  engine         = "postgres"
  engine_version = local.effective.db_engine_version
  instance_class = local.effective.db_instance_class
  port           = local.effective.db_port

  # The major version is named in db_engine_version, so only its user changes it.
  # Where a full version is named, RDS must not move past it: it cannot go back.
  allow_major_version_upgrade = true
  auto_minor_version_upgrade  = length(split(".", local.effective.db_engine_version)) == 1
  apply_immediately           = local.effective.apply_immediately

  allocated_storage     = local.effective.db_allocated_storage
  max_allocated_storage = local.effective.db_max_allocated_storage
  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = var.kms_key_arn
  # From 400 GiB on, PostgreSQL has at least these, and RDS refuses less when the
  # storage grows past that size.
  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
  iops               = local.effective.db_allocated_storage >= 400 ? 12000 : null
  storage_throughput = local.effective.db_allocated_storage >= 400 ? 500 : null

  db_name  = local.effective.db_name
  username = local.effective.db_username
  # RDS generates the password and keeps it in Secrets Manager, never in the state.
  manage_master_user_password   = true
  master_user_secret_kms_key_id = var.kms_key_arn

  multi_az               = local.effective.db_multi_az
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.this[0].name
  vpc_security_group_ids = [aws_security_group.db[0].id]
  parameter_group_name   = aws_db_parameter_group.this[0].name

  backup_retention_period = local.effective.db_backup_retention_days
  copy_tags_to_snapshot   = true
  deletion_protection     = local.effective.db_deletion_protection

  skip_final_snapshot = local.effective.db_skip_final_snapshot
  # Fixed when the instance is created (see ignore_changes), so that it does not
  # drift, and another for the next instance of this name, so that it does not collide.
  final_snapshot_identifier = "${local.names.db_instance}-final-${replace(timestamp(), "/[^0-9]/", "")}"

  tags = var.tags

  lifecycle {
    ignore_changes = [final_snapshot_identifier]
  }
}

# RDS changes the password on this schedule, the first time after the interval. Removing
# the schedule calls CancelRotateSecret: the password stays as it is from then on.
resource "aws_secretsmanager_secret_rotation" "db" {
  # checkov:skip=CKV_AWS_304:The interval is db_password_rotation_days, 30 by default.
  count = local.create_managed_rds ? 1 : 0

  secret_id          = aws_db_instance.this[0].master_user_secret[0].secret_arn
  rotate_immediately = false

  rotation_rules {
    automatically_after_days = local.effective.db_password_rotation_days
  }
}
