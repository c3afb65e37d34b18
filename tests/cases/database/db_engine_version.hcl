# The version of PostgreSQL.

base = "existing-network-with-dns"

rule "db_engine_version is a version from 13" {
  refuses "12" {
    why    = "RDS starts no more databases with PostgreSQL 12."
    inputs = { db_engine_version = "12.22" }
    fails  = ["db_engine_version"]
  }

  refuses "word" {
    why    = "A version is a number."
    inputs = { db_engine_version = "latest" }
    fails  = ["db_engine_version"]
  }

  accepts "17.5" {
    why    = "A full version is allowed beside a major one."
    inputs = { db_engine_version = "17.5" }
  }
}

rule "db_engine_version is for managed databases" {
  refuses "external" {
    why    = "An external database has its version already."
    base   = "external-dependencies"
    inputs = { db_engine_version = "17" }
    fails  = ["db_engine_version"]
  }

  accepts "managed" {
    why    = "The module asks RDS for the version."
    inputs = { db_engine_version = "17" }
  }
}

advice "untested_postgres_version" {
  warns "16" {
    why    = "It works, but OpenMercato is made for PostgreSQL 17."
    inputs = { db_engine_version = "16.9" }
  }

  silent "17" {
    why    = "A minor version of 17 raises no advice."
    inputs = { db_engine_version = "17.6" }
  }
}
