# database_mode: managed, external by URL, external by parts.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name                = "shop"
  aws_region          = "eu-central-1"
  image               = "ghcr.io/open-mercato/open-mercato:0.6.7"
  availability_zones  = ["eu-central-1a", "eu-central-1b"]
  acknowledged_advice = ["plain_http", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }
}

run "managed_is_postgresql_17" {
  command = plan

  assert {
    condition     = aws_db_instance.this[0].engine == "postgres" && aws_db_instance.this[0].engine_version == "17" && aws_db_parameter_group.this[0].family == "postgres17"
    error_message = "The default must be PostgreSQL 17, with a parameter group of that family."
  }

  assert {
    condition     = one(aws_db_parameter_group.this[0].parameter).value == "1"
    error_message = "The database must refuse connections without TLS."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.db_from_app[0].from_port == 5432 && aws_vpc_security_group_ingress_rule.db_from_app[0].cidr_ipv4 == null
    error_message = "Only the tasks' security group may reach the database."
  }
}

# Two instances of one name, one after the other, must not want the same snapshot.
run "managed_final_snapshot_has_a_time" {
  assert {
    condition     = can(regex("^shop-postgres-final-[0-9]{14}$", aws_db_instance.this[0].final_snapshot_identifier))
    error_message = "The final snapshot's name must end with the time of the instance's creation."
  }
}

run "managed_final_snapshot_does_not_drift" {
  command = plan

  assert {
    # A new name would be unknown here, since its time is that of the apply.
    condition     = can(regex("^shop-postgres-final-[0-9]{14}$", aws_db_instance.this[0].final_snapshot_identifier))
    error_message = "The final snapshot's name must stay what it was when the instance was created."
  }
}

run "external_by_url" {
  command = plan

  variables {
    database_mode           = "external"
    database_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf"
  }

  assert {
    condition     = length(aws_db_instance.this) + length(aws_db_subnet_group.this) + length(aws_db_parameter_group.this) + length(aws_security_group.db) == 0
    error_message = "An external database must be left to its owner."
  }

  assert {
    condition     = contains(local.containers["web"].secrets, { name = "DATABASE_URL", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf" })
    error_message = "DATABASE_URL must be injected from the secret."
  }

  assert {
    condition     = length([for variable in local.containers["migration"].environment : variable if startswith(variable.name, "DB_")]) == 0
    error_message = "With the whole URL there must be no parts."
  }

  assert {
    condition     = output.database_endpoint == null && output.database_secret_arn == null
    error_message = "Outputs of the managed database must be null."
  }
}

run "external_by_parts" {
  command = plan

  variables {
    database_mode          = "external"
    db_host                = "db.example.com"
    db_port                = 6432
    db_name                = "mercato"
    db_username            = "mercato"
    db_password_secret_arn = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/db-password"
    db_tls_mode            = "verify"
    db_tls_ca_file         = "/etc/ssl/certs/rds.pem"
  }

  assert {
    condition = jsonencode({ for name, value in local.env_derived_database : name => value if value != null }) == jsonencode({
      DB_HOST             = "db.example.com"
      DB_NAME             = "mercato"
      DB_PORT             = "6432"
      DB_SSL              = "true"
      DB_SSLMODE          = "require"
      DB_USER             = "mercato"
      NODE_EXTRA_CA_CERTS = "/etc/ssl/certs/rds.pem"
    })
    error_message = "The parts must be in the environment, and TLS be verified."
  }

  assert {
    condition     = contains(local.containers["web"].secrets, { name = "DB_PASSWORD", valueFrom = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/db-password" })
    error_message = "The password must be injected from the parameter."
  }
}

run "plaintext_url_outside_production" {
  command = plan

  variables {
    environment   = "development"
    database_mode = "external"
    database_url  = "postgres://mercato:mercato@db.example.com:5432/mercato"
  }

  assert {
    condition     = !contains(local.containers["web"].secrets[*].name, "DATABASE_URL")
    error_message = "A plaintext URL must not be a secret reference."
  }
}
