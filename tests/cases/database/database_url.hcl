# The URL of an external database in plain text, which ends up in the state.

base = "external-dependencies"

rule "database_url is a PostgreSQL URL" {
  refuses "MySQL" {
    why = "OpenMercato runs on PostgreSQL alone."
    inputs = {
      db_host                = null
      db_name                = null
      db_username            = null
      db_password_secret_arn = null
      db_tls_mode            = null
      environment            = "staging"
      database_url           = "mysql://u:p@db.example.com/x"
    }
    fails = ["database_url"]
  }

  accepts "postgresql" {
    why = "The long name of the scheme is as good as the short one."
    inputs = {
      db_host                = null
      db_name                = null
      db_username            = null
      db_password_secret_arn = null
      db_tls_mode            = null
      environment            = "staging"
      database_url           = "postgresql://u:p@db.example.com/x"
    }
  }
}

rule "database_url is for external databases" {
  refuses "managed" {
    why    = "RDS makes the password of a managed database, and the URL follows from it."
    base   = "existing-network-with-dns"
    inputs = { environment = "staging", database_url = "postgres://u:p@db.example.com/x" }
    fails  = ["database_url"]
  }

  accepts "external" {
    why = "An external database may be given by its URL."
    inputs = {
      db_host                = null
      db_name                = null
      db_username            = null
      db_password_secret_arn = null
      db_tls_mode            = null
      environment            = "development"
      database_url           = "postgres://u:p@db.example.com/x"
    }
  }
}

rule "the URL of a database is given once" {
  refuses "twice" {
    why = "The URL and the secret might differ, and nobody could tell which counts."
    inputs = {
      db_host                 = null
      db_name                 = null
      db_username             = null
      db_password_secret_arn  = null
      db_tls_mode             = null
      environment             = "staging"
      database_url_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      database_url            = "postgres://db.example.com/x"
    }
    fails = ["database_url"]
  }

  accepts "in plain text alone" {
    why = "Without the secret the URL is given once."
    inputs = {
      db_host                 = null
      db_name                 = null
      db_username             = null
      db_password_secret_arn  = null
      db_tls_mode             = null
      environment             = "staging"
      database_url_secret_arn = null
      database_url            = "postgres://u:p@db.example.com:5433/x"
    }
  }
}

rule "database_url is not for production" {
  refuses "production" {
    why = "The password would be in files and in the Terraform state."
    inputs = {
      db_host                = null
      db_name                = null
      db_username            = null
      db_password_secret_arn = null
      db_tls_mode            = null
      database_url           = "postgres://u:p@db.example.com/x"
    }
    fails = ["database_url"]
  }

  accepts "staging" {
    why = "Outside of production a plaintext URL is allowed."
    inputs = {
      db_host                = null
      db_name                = null
      db_username            = null
      db_password_secret_arn = null
      db_tls_mode            = null
      environment            = "staging"
      database_url           = "postgresql://u:p@db.example.com/x"
    }
  }
}
