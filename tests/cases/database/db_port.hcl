# The port of an external database.

base = "external-dependencies"

rule "db_port is a port" {
  refuses "above" {
    why    = "Ports end at 65535."
    inputs = { db_port = 65536 }
    fails  = ["db_port"]
  }

  refuses "zero" {
    why    = "Ports start at 1."
    inputs = { db_port = 0 }
    fails  = ["db_port"]
  }

  accepts "highest" {
    why    = "65535 is the last port."
    inputs = { db_port = 65535 }
  }
}

rule "db_port is for external databases" {
  refuses "managed" {
    why    = "RDS answers on its own port."
    base   = "existing-network-with-dns"
    inputs = { db_port = 5432 }
    fails  = ["db_port"]
  }

  accepts "external" {
    why    = "A pooler in front of the database often has another port."
    inputs = { db_port = 6432 }
  }
}
