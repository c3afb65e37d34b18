# The name of the database.

base = "existing-network-with-dns"

rule "db_name has 1 to 63 characters without spaces" {
  refuses "64" {
    why    = "PostgreSQL cuts names after 63 characters."
    inputs = { db_name = join("", [for n in range(64) : "a"]) }
    fails  = ["db_name"]
  }

  refuses "empty" {
    why    = "A name has a character, whoever runs the database."
    inputs = { db_name = "" }
    fails  = ["db_name", "db_name"]
  }

  refuses "space" {
    why    = "A space in a name is a slip, even where PostgreSQL would take it."
    base   = "external-dependencies"
    inputs = { db_name = "open mercato" }
    fails  = ["db_name"]
  }

  accepts "63" {
    why    = "63 characters are the most."
    inputs = { db_name = join("", [for n in range(63) : "a"]) }
  }

  accepts "40 of two characters each" {
    why    = "Terraform composes a letter and its accent into one character."
    base   = "external-dependencies"
    inputs = { db_name = join("", [for n in range(40) : "e\u0301"]) }
  }
}

rule "names in a managed database have letters, digits and underscores" {
  refuses "hyphen in the database" {
    why    = "RDS takes no hyphen in the name of a database."
    inputs = { db_name = "open-mercato" }
    fails  = ["db_name"]
  }

  refuses "hyphen in the user" {
    why    = "RDS takes no hyphen in the name of a user."
    inputs = { db_username = "open-mercato" }
    fails  = ["db_username"]
  }

  accepts "hyphen in an external database" {
    why    = "Elsewhere PostgreSQL takes any name."
    base   = "external-dependencies"
    inputs = { db_name = "open-mercato" }
  }

  accepts "hyphen in an external user" {
    why    = "Elsewhere PostgreSQL takes any name."
    base   = "external-dependencies"
    inputs = { db_username = "open-mercato" }
  }
}

rule "db_name is not reserved by PostgreSQL or RDS" {
  refuses "reserved" {
    why    = "User is a reserved word of PostgreSQL, in capitals too."
    inputs = { db_name = "User" }
    fails  = ["db_name"]
  }

  refuses "template" {
    why    = "The template databases are PostgreSQL's own."
    inputs = { db_name = "template1" }
    fails  = ["db_name"]
  }

  accepts "reserved, external" {
    why    = "An external database may be named so already."
    base   = "external-dependencies"
    inputs = { db_name = "user" }
  }
}
