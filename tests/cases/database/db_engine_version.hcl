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

advice "unlisted_postgres_version" {
  warns "minor version" {
    why    = "17.99 looks like a version, but RDS has none so high; it may have one day."
    inputs = { db_engine_version = "17.99" }
  }

  warns "major version" {
    why    = "PostgreSQL 42 is far off, and more likely a misspelling."
    inputs = { db_engine_version = "42", acknowledged_advice = ["network_not_verified", "untested_postgres_version"] }
  }

  silent "major version" {
    why    = "RDS picks the minor version."
    inputs = { db_engine_version = "17" }
  }

  silent "listed" {
    why    = "17.5 is in the table."
    inputs = { db_engine_version = "17.5" }
  }
}
