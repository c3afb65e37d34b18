# Whether the database is deleted without a last snapshot.

base = "existing-network-with-dns"

rule "db_skip_final_snapshot is for managed databases" {
  refuses "external" {
    why    = "The module never deletes an external database."
    base   = "external-dependencies"
    inputs = { db_skip_final_snapshot = false }
    fails  = ["db_skip_final_snapshot"]
  }

  accepts "managed" {
    why    = "RDS makes the last snapshot."
    inputs = { db_skip_final_snapshot = false }
  }
}

advice "no_final_snapshot" {
  warns "production" {
    why    = "A production database would be gone without a trace."
    inputs = { db_skip_final_snapshot = true }
  }

  silent "staging" {
    why    = "Outside of production data may be made anew."
    inputs = { db_skip_final_snapshot = true, environment = "staging" }
  }
}
