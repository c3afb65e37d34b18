# For how long snapshots of managed Redis are kept.

base = "existing-network-with-dns"

rule "redis_snapshot_retention_days is whole days from 0 to 35" {
  refuses "36" {
    why    = "ElastiCache keeps snapshots for at most 35 days."
    inputs = { redis_snapshot_retention_days = 36 }
    fails  = ["redis_snapshot_retention_days"]
  }

  refuses "negative" {
    why    = "Nothing is less than no snapshots, which is 0."
    inputs = { redis_snapshot_retention_days = -1 }
    fails  = ["redis_snapshot_retention_days"]
  }

  accepts "35" {
    why    = "35 is the most."
    inputs = { redis_snapshot_retention_days = 35 }
  }
}

rule "redis_snapshot_retention_days is for managed Redis" {
  refuses "external" {
    why    = "An external Redis is saved by its owner."
    base   = "external-dependencies"
    inputs = { redis_snapshot_retention_days = 7 }
    fails  = ["redis_snapshot_retention_days"]
  }

  accepts "managed" {
    why    = "ElastiCache keeps the snapshots."
    inputs = { redis_snapshot_retention_days = 7 }
  }
}

advice "no_redis_snapshots" {
  warns "0, production" {
    why    = "Queued jobs are in Redis alone."
    inputs = { redis_snapshot_retention_days = 0 }
  }

  silent "1, production" {
    why    = "A day is enough for silence."
    inputs = { redis_snapshot_retention_days = 1 }
  }

  silent "0, staging" {
    why    = "Outside of production jobs may be lost."
    inputs = { redis_snapshot_retention_days = 0, environment = "staging" }
  }
}
