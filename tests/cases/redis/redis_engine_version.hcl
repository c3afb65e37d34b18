# The version of Redis.

base = "existing-network-with-dns"

rule "redis_engine_version is one that ElastiCache has" {
  refuses "unknown" {
    why    = "ElastiCache has no Redis 8."
    inputs = { redis_engine_version = "8.0" }
    fails  = ["redis_engine_version"]
  }

  accepts "6.2" {
    why    = "An older version that ElastiCache still has."
    inputs = { redis_engine_version = "6.2" }
  }
}

rule "redis_engine_version is for managed Redis" {
  refuses "external" {
    why    = "An external Redis has its version already."
    base   = "external-dependencies"
    inputs = { redis_engine_version = "7.1" }
    fails  = ["redis_engine_version"]
  }

  accepts "managed" {
    why    = "The module asks ElastiCache for the version."
    inputs = { redis_engine_version = "7.1" }
  }
}

rule "redis_engine_version goes with redis_deployment_mode" {
  refuses "a major version for nodes" {
    why    = "A replication group takes major and minor version."
    inputs = { redis_engine_version = "7" }
    fails  = ["redis_engine_version"]
  }

  refuses "a minor version for serverless" {
    why    = "Serverless takes the major version alone."
    inputs = { redis_deployment_mode = "serverless", redis_engine_version = "7.1" }
    fails  = ["redis_engine_version"]
  }

  accepts "a major version for serverless" {
    why = "Serverless takes the major version alone."
    inputs = {
      redis_deployment_mode = "serverless"
      acknowledged_advice   = ["network_not_verified", "serverless_redis_queues"]
      redis_engine_version  = "7"
    }
  }
}
