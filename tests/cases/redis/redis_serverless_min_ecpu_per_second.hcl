# The processing units that serverless Redis is billed for at least.

base = "existing-network-with-dns"

rule "redis_serverless_min_ecpu_per_second is a whole number from 1000 to 15000000" {
  refuses "above" {
    why    = "ElastiCache has at most 15 million units a second."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_min_ecpu_per_second = 15000001 }
    fails  = ["redis_serverless_min_ecpu_per_second"]
  }

  refuses "below" {
    why    = "ElastiCache takes no limit below 1000."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_min_ecpu_per_second = 999 }
    fails  = ["redis_serverless_min_ecpu_per_second"]
  }

  refuses "fraction" {
    why    = "Units are counted in whole numbers."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_min_ecpu_per_second = 1000.5 }
    fails  = ["redis_serverless_min_ecpu_per_second"]
  }

  accepts "highest" {
    why = "15 million are the most."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_min_ecpu_per_second = 15000000
    }
  }
}

rule "redis_serverless_min_ecpu_per_second is for serverless Redis" {
  refuses "nodes" {
    why    = "Nodes compute as fast as their type says."
    inputs = { redis_serverless_min_ecpu_per_second = 5000 }
    fails  = ["redis_serverless_min_ecpu_per_second"]
  }

  accepts "serverless" {
    why = "Serverless Redis has limits."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_min_ecpu_per_second = 5000
    }
  }
}
