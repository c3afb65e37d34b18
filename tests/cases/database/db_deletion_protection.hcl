# Whether RDS refuses to delete the database.

base = "existing-network-with-dns"

rule "db_deletion_protection is for managed databases" {
  refuses "external" {
    why    = "The module never deletes an external database."
    base   = "external-dependencies"
    inputs = { db_deletion_protection = true }
    fails  = ["db_deletion_protection"]
  }

  accepts "managed" {
    why    = "RDS protects the database."
    inputs = { db_deletion_protection = true }
  }
}

advice "no_deletion_protection" {
  warns "off" {
    why    = "One terraform destroy deletes the database."
    inputs = { db_deletion_protection = false }
  }

  silent "on" {
    why    = "It is on by default, too."
    inputs = { db_deletion_protection = true, environment = "staging" }
  }
}
