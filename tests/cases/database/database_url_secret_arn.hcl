# The secret that holds the whole URL of an external database.

base = "external-dependencies"

rule "database_url_secret_arn is the ARN of a secret or parameter" {
  refuses "a bare name" {
    why = "ECS finds a bare name in its own region only, and the execution role needs the ARN."
    inputs = {
      db_host                 = null
      db_name                 = null
      db_username             = null
      db_password_secret_arn  = null
      db_tls_mode             = null
      database_url_secret_arn = "shop/secret"
    }
    fails = ["database_url_secret_arn"]
  }

  accepts "a secret" {
    why = "The URL is in Secrets Manager."
    inputs = {
      db_host                 = null
      db_name                 = null
      db_username             = null
      db_password_secret_arn  = null
      db_tls_mode             = null
      database_url_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
    }
  }
}

rule "database_url_secret_arn is for external databases" {
  refuses "managed" {
    why  = "RDS makes the password of a managed database, and the URL follows from it."
    base = "existing-network-with-dns"
    inputs = {
      database_url_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
    }
    fails = ["database_url_secret_arn"]
  }

  accepts "external" {
    why = "An external database may be given by its URL, here from the parameter store."
    inputs = {
      db_host                 = null
      db_name                 = null
      db_username             = null
      db_password_secret_arn  = null
      db_tls_mode             = null
      database_url_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/database-url"
    }
  }
}

rule "an external database is given by its URL or its parts" {
  refuses "neither" {
    why = "Nothing says where the database is."
    inputs = {
      db_host                = null
      db_name                = null
      db_username            = null
      db_password_secret_arn = null
      db_tls_mode            = null
    }
    fails = ["database_url_secret_arn"]
  }

  accepts "by its parts" {
    why    = "The preset gives the parts."
    inputs = { database_url_secret_arn = null }
  }
}
