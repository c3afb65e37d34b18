# The host of an external database.

base = "external-dependencies"

rule "db_host is a host name" {
  refuses "long" {
    why = "A host name has at most 253 characters."
    inputs = {
      db_host = "${join("", [for n in range(63) : "a"])}.${join("", [for n in range(63) : "a"])}.${join("", [for n in range(63) : "a"])}.${join("", [for n in range(63) : "a"])}"
    }
    fails = ["db_host"]
  }

  refuses "with port" {
    why    = "The port is an input of its own."
    inputs = { db_host = "db.example.com:5432" }
    fails  = ["db_host"]
  }

  refuses "with scheme" {
    why    = "A host is not a URL."
    inputs = { db_host = "postgres://db.example.com" }
    fails  = ["db_host"]
  }

  accepts "address" {
    why    = "An IPv4 address is a host as well."
    inputs = { db_host = "10.1.2.3" }
  }
}

rule "db_host is for external databases" {
  refuses "managed" {
    why    = "RDS names the host of a managed database."
    base   = "existing-network-with-dns"
    inputs = { db_host = "db.example.com" }
    fails  = ["db_host"]
  }

  accepts "external" {
    why    = "An external database is found by its host."
    inputs = { db_host = "db.example.com" }
  }
}

rule "the parts of an external database are given together" {
  refuses "the port alone" {
    why = "The port has a default, so it says too little; every missing part is named."
    inputs = {
      db_host                = null
      db_name                = null
      db_username            = null
      db_password_secret_arn = null
      db_tls_mode            = null
      db_port                = 5433
    }
    fails = ["db_host", "db_name", "db_username", "db_password_secret_arn"]
  }

  refuses "without host" {
    why    = "Nothing says where the database is."
    inputs = { db_host = null }
    fails  = ["db_host"]
  }

  refuses "without name" {
    why    = "A server has many databases."
    inputs = { db_name = null }
    fails  = ["db_name"]
  }

  refuses "without password" {
    why    = "Nobody signs in without a password."
    inputs = { db_password_secret_arn = null }
    fails  = ["db_password_secret_arn"]
  }

  refuses "without user" {
    why    = "Nobody signs in without a name."
    inputs = { db_username = null }
    fails  = ["db_username"]
  }

  accepts "all parts" {
    why = "The four parts are there; the port has a default."
    inputs = {
      db_host                = "db.example.com"
      db_name                = "shop"
      db_username            = "shop"
      db_password_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-Ab12Cd"
    }
  }
}

rule "an external database is not given by its URL and its parts" {
  refuses "the URL and two parts" {
    why = "The URL is whole, so parts beside it could only contradict it."
    inputs = {
      db_host                 = "db.example.com"
      db_name                 = "x"
      db_username             = null
      db_password_secret_arn  = null
      db_tls_mode             = null
      database_url_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
    }
    fails = ["db_host", "db_name"]
  }

  accepts "the URL alone" {
    why = "The URL says everything."
    inputs = {
      db_host                 = null
      db_name                 = null
      db_username             = null
      db_password_secret_arn  = null
      db_tls_mode             = null
      database_url_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-url-Ab12Cd"
    }
  }
}
