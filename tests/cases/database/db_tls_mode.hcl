# Whether the connection to the database is encrypted, and the server known.

base = "existing-network-with-dns"

rule "db_tls_mode is no_verify, verify or disable" {
  refuses "unknown" {
    why    = "The list is closed: require is libpq's word for no_verify."
    inputs = { db_tls_mode = "require" }
    fails  = ["db_tls_mode"]
  }

  accepts "no_verify" {
    why    = "Encrypted without knowing the server is one of the three."
    inputs = { db_tls_mode = "no_verify" }
  }
}

rule "a managed database is not without TLS" {
  refuses "managed" {
    why    = "RDS for PostgreSQL insists on TLS."
    inputs = { db_tls_mode = "disable" }
    fails  = ["db_tls_mode"]
  }

  accepts "verified" {
    why    = "A managed database may be verified."
    inputs = { db_tls_mode = "verify", db_tls_ca_file = "/etc/ssl/rds.pem" }
  }
}

advice "no_database_tls" {
  warns "disabled" {
    why    = "Data and password cross the network in clear text, which an external database may allow."
    base   = "external-dependencies"
    inputs = { db_tls_mode = "disable" }
  }

  silent "not verified" {
    why    = "What is encrypted is not advised on, though the server is not verified."
    base   = "external-dependencies"
    inputs = { db_tls_mode = "no_verify" }
  }
}
