# The secret that holds the password of an external database.

base = "external-dependencies"

rule "db_password_secret_arn is the ARN of a secret or parameter" {
  refuses "a bare name" {
    why    = "ECS finds a bare name in its own region only, and the execution role needs the ARN."
    inputs = { db_password_secret_arn = "shop/secret" }
    fails  = ["db_password_secret_arn"]
  }

  accepts "a key in a secret" {
    why = "A secret that holds JSON names the key of the password."
    inputs = {
      db_password_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-Ab12Cd:password::"
    }
  }
}

rule "db_password_secret_arn is for external databases" {
  refuses "managed" {
    why  = "RDS makes the password of a managed database and keeps it."
    base = "existing-network-with-dns"
    inputs = {
      db_password_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
    }
    fails = ["db_password_secret_arn"]
  }

  accepts "external" {
    why    = "An external database has a password of its own."
    inputs = { db_password_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/database-password" }
  }
}
