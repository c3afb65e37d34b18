# When changes of database and Redis are made.

base = "existing-network-with-dns"

rule "apply_immediately is for managed databases and managed Redis" {
  refuses "both external" {
    why    = "Nothing of this module waits for a maintenance window."
    base   = "external-dependencies"
    inputs = { apply_immediately = true }
    fails  = ["apply_immediately"]
  }

  accepts "managed" {
    why    = "Changes are made at once in production, too."
    inputs = { apply_immediately = true }
  }

  accepts "managed Redis alone" {
    why = "Redis has a window as well."
    inputs = {
      database_mode          = "external"
      db_host                = "postgres.example.com"
      db_name                = "openmercato"
      db_username            = "openmercato"
      db_password_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/postgres-Mn78Op:password::"
      apply_immediately      = false
    }
  }
}
