# The storage that the database starts with.

base = "existing-network-with-dns"

rule "db_allocated_storage is whole GiB from 20 to 65536" {
  refuses "above" {
    why    = "RDS has at most 64 TiB."
    inputs = { db_allocated_storage = 65537 }
    fails  = ["db_allocated_storage"]
  }

  refuses "below" {
    why    = "RDS has at least 20 GiB of this kind of storage."
    inputs = { db_allocated_storage = 19 }
    fails  = ["db_allocated_storage"]
  }

  refuses "fraction" {
    why    = "RDS counts whole GiB."
    inputs = { db_allocated_storage = 20.5 }
    fails  = ["db_allocated_storage"]
  }

  accepts "highest" {
    why    = "65536 is the most."
    inputs = { db_allocated_storage = 65536 }
  }

  accepts "lowest" {
    why    = "20 is the least."
    inputs = { db_allocated_storage = 20 }
  }
}

rule "db_allocated_storage is for managed databases" {
  refuses "external" {
    why    = "An external database has its storage already."
    base   = "external-dependencies"
    inputs = { db_allocated_storage = 50 }
    fails  = ["db_allocated_storage"]
  }

  accepts "managed" {
    why    = "The module asks RDS for the storage."
    inputs = { db_allocated_storage = 50 }
  }
}
