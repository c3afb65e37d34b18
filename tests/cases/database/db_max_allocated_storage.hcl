# How far the database's storage may grow by itself.

base = "existing-network-with-dns"

rule "db_max_allocated_storage is whole GiB up to 65536" {
  refuses "above" {
    why    = "RDS has at most 64 TiB."
    inputs = { db_max_allocated_storage = 65537 }
    fails  = ["db_max_allocated_storage"]
  }

  refuses "negative" {
    why    = "Nothing is less than no growth, which is 0."
    inputs = { db_max_allocated_storage = -1 }
    fails  = ["db_max_allocated_storage"]
  }

  accepts "zero" {
    why    = "0 means that storage does not grow."
    inputs = { db_max_allocated_storage = 0 }
  }
}

rule "db_max_allocated_storage is for managed databases" {
  refuses "external" {
    why    = "An external database grows as its owner says."
    base   = "external-dependencies"
    inputs = { db_max_allocated_storage = 100 }
    fails  = ["db_max_allocated_storage"]
  }

  accepts "managed" {
    why    = "RDS makes the storage grow."
    inputs = { db_max_allocated_storage = 200 }
  }
}

rule "db_max_allocated_storage is at least a tenth more than db_allocated_storage" {
  refuses "against the default" {
    why    = "54 are not a tenth more than 50, the default."
    inputs = { db_max_allocated_storage = 54 }
    fails  = ["db_max_allocated_storage"]
  }

  refuses "109 to 100" {
    why    = "RDS refuses less than a tenth more."
    inputs = { db_allocated_storage = 100, db_max_allocated_storage = 109 }
    fails  = ["db_max_allocated_storage"]
  }

  accepts "110 to 100" {
    why    = "Exactly a tenth more is enough."
    inputs = { db_allocated_storage = 100, db_max_allocated_storage = 110 }
  }
}
