# The user that OpenMercato signs in as.

base = "existing-network-with-dns"

rule "db_username has 1 to 63 characters without spaces" {
  refuses "64" {
    why    = "PostgreSQL cuts names after 63 characters."
    inputs = { db_username = join("", [for n in range(64) : "a"]) }
    fails  = ["db_username"]
  }

  refuses "empty" {
    why    = "A name has a character, whoever runs the database."
    inputs = { db_username = "" }
    fails  = ["db_username", "db_username"]
  }

  refuses "space" {
    why    = "A space in a name is a slip, even where PostgreSQL would take it."
    base   = "external-dependencies"
    inputs = { db_username = "open mercato" }
    fails  = ["db_username"]
  }

  accepts "63" {
    why    = "63 characters are the most."
    inputs = { db_username = join("", [for n in range(63) : "a"]) }
  }
}

rule "db_username is not reserved by PostgreSQL or RDS" {
  refuses "admin" {
    why    = "RDS for PostgreSQL reserves admin."
    inputs = { db_username = "admin" }
    fails  = ["db_username"]
  }

  refuses "pg prefix" {
    why    = "PostgreSQL reserves roles that start with pg_."
    inputs = { db_username = "pg_shop" }
    fails  = ["db_username"]
  }

  refuses "rdsadmin" {
    why    = "RDS itself signs in as rdsadmin."
    inputs = { db_username = "rdsadmin" }
    fails  = ["db_username"]
  }

  refuses "reserved" {
    why    = "User is a reserved word of PostgreSQL, in capitals too."
    inputs = { db_username = "User" }
    fails  = ["db_username"]
  }

  accepts "postgres" {
    why    = "The usual name of the first user is free."
    inputs = { db_username = "postgres" }
  }

  accepts "reserved, external" {
    why    = "An external user may be named so already."
    base   = "external-dependencies"
    inputs = { db_username = "user" }
  }
}
