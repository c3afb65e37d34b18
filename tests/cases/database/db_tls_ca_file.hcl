# The certificate that the database's server is verified against.

base = "existing-network-with-dns"

rule "db_tls_ca_file is an absolute path" {
  refuses "relative" {
    why    = "A path inside the image starts with a slash."
    inputs = { db_tls_mode = "verify", db_tls_ca_file = "certs/rds.pem" }
    fails  = ["db_tls_ca_file"]
  }

  accepts "absolute" {
    why    = "The bundle of RDS, where images have it."
    inputs = { db_tls_mode = "verify", db_tls_ca_file = "/etc/ssl/certs/rds-global-bundle.pem" }
  }
}

rule "verifying a managed database takes db_tls_ca_file" {
  refuses "managed, without" {
    why    = "Amazon's own authority signs RDS, and Node does not know it."
    inputs = { db_tls_mode = "verify" }
    fails  = ["db_tls_ca_file"]
  }

  accepts "external, without" {
    why    = "An external database may be signed by an authority that Node knows."
    base   = "external-dependencies"
    inputs = { db_tls_mode = "verify" }
  }
}

rule "db_tls_ca_file is for verified databases" {
  refuses "no_verify" {
    why    = "Nothing reads the file when nothing is verified."
    inputs = { db_tls_mode = "no_verify", db_tls_ca_file = "/etc/ssl/rds.pem" }
    fails  = ["db_tls_ca_file"]
  }

  refuses "default" {
    why    = "By default nothing is verified, so nothing reads the file."
    inputs = { db_tls_ca_file = "/etc/ssl/rds.pem" }
    fails  = ["db_tls_ca_file"]
  }

  accepts "verified" {
    why    = "The file is read when the server is verified."
    base   = "external-dependencies"
    inputs = { db_tls_mode = "verify", db_tls_ca_file = "/etc/ssl/certs/company.pem" }
  }
}
