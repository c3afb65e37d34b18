# Whether managed Redis has nodes or is serverless.

base = "existing-network-with-dns"

rule "redis_deployment_mode is replication_group or serverless" {
  refuses "unknown" {
    why    = "The list is closed: OpenMercato's queues do not work with a cluster."
    inputs = { redis_deployment_mode = "cluster" }
    fails  = ["redis_deployment_mode"]
  }

  accepts "replication group" {
    why    = "Nodes are one of the two, and the default."
    inputs = { redis_deployment_mode = "replication_group" }
  }
}

rule "redis_deployment_mode is for managed Redis" {
  refuses "external" {
    why    = "An external Redis is what it is."
    base   = "external-dependencies"
    inputs = { redis_deployment_mode = "replication_group" }
    fails  = ["redis_deployment_mode"]
  }

  accepts "managed" {
    why = "The other of the two is for managed Redis, too."
    inputs = {
      redis_deployment_mode = "serverless"
      acknowledged_advice   = ["network_not_verified", "serverless_redis_queues"]
    }
  }
}

advice "serverless_redis_queues" {
  warns "queues in Redis" {
    why    = "Serverless Redis runs in cluster mode, which the queues do not work with."
    inputs = { redis_deployment_mode = "serverless" }
  }

  silent "queues in files" {
    why = "One task with its queues in files uses Redis for its cache alone."
    inputs = {
      redis_deployment_mode       = "serverless"
      environment                 = "staging"
      web_service                 = { desired_count = 1 }
      env                         = { QUEUE_STRATEGY = "local" }
      allow_env_override_critical = true
    }
  }
}
