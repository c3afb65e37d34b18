# Whether a second database stands by in another zone.

base = "existing-network-with-dns"

rule "db_multi_az is for managed databases" {
  refuses "external" {
    why    = "An external database stands by as its owner says."
    base   = "external-dependencies"
    inputs = { db_multi_az = true }
    fails  = ["db_multi_az"]
  }

  accepts "managed" {
    why    = "RDS keeps the second database."
    inputs = { db_multi_az = true }
  }
}

advice "database_in_one_zone" {
  warns "production" {
    why    = "A database in one zone is down with that zone, and during maintenance."
    inputs = { db_multi_az = false }
  }

  silent "staging" {
    why    = "Outside of production an outage may be worth the price."
    inputs = { db_multi_az = false, environment = "staging" }
  }
}
