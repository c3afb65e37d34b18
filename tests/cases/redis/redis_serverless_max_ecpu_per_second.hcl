# The processing units that serverless Redis may use.

base = "existing-network-with-dns"

rule "redis_serverless_max_ecpu_per_second is a whole number from 1000 to 15000000" {
  refuses "above" {
    why    = "ElastiCache has at most 15 million units a second."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_max_ecpu_per_second = 15000001 }
    fails  = ["redis_serverless_max_ecpu_per_second"]
  }

  refuses "below" {
    why    = "ElastiCache takes no limit below 1000."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_max_ecpu_per_second = 999 }
    fails  = ["redis_serverless_max_ecpu_per_second"]
  }

  refuses "fraction" {
    why    = "Units are counted in whole numbers."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_max_ecpu_per_second = 1000.5 }
    fails  = ["redis_serverless_max_ecpu_per_second"]
  }

  accepts "lowest" {
    why = "1000 is the least."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_max_ecpu_per_second = 1000
    }
  }
}

rule "redis_serverless_max_ecpu_per_second is for serverless Redis" {
  refuses "nodes" {
    why    = "Nodes compute as fast as their type says."
    inputs = { redis_serverless_max_ecpu_per_second = 5000 }
    fails  = ["redis_serverless_max_ecpu_per_second"]
  }

  accepts "serverless" {
    why = "Serverless Redis has limits."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_max_ecpu_per_second = 5000
    }
  }
}

rule "redis_serverless_max_ecpu_per_second is not below the least" {
  refuses "ecpu max below min" {
    why = "The most is less than the least."
    inputs = {
      redis_deployment_mode                = "serverless"
      redis_serverless_min_ecpu_per_second = 5000
      redis_serverless_max_ecpu_per_second = 4999
    }
    fails = ["redis_serverless_max_ecpu_per_second"]
  }

  accepts "the same" {
    why = "Least and most may be the same."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_min_ecpu_per_second = 5000
      redis_serverless_max_ecpu_per_second = 5000
    }
  }
}
