# The data that serverless Redis may hold.

base = "existing-network-with-dns"

rule "redis_serverless_max_data_storage_gb is whole GB from 1 to 5000" {
  refuses "above" {
    why    = "ElastiCache holds at most 5000 GB."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_max_data_storage_gb = 5001 }
    fails  = ["redis_serverless_max_data_storage_gb"]
  }

  refuses "below" {
    why    = "A cache that may hold nothing is none."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_max_data_storage_gb = 0 }
    fails  = ["redis_serverless_max_data_storage_gb"]
  }

  refuses "fraction" {
    why    = "ElastiCache counts whole GB."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_max_data_storage_gb = 1.5 }
    fails  = ["redis_serverless_max_data_storage_gb"]
  }

  accepts "lowest" {
    why = "1 is the least."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_max_data_storage_gb = 1
    }
  }
}

rule "redis_serverless_max_data_storage_gb is for serverless Redis" {
  refuses "nodes" {
    why    = "Nodes have as much memory as their type says."
    inputs = { redis_serverless_max_data_storage_gb = 10 }
    fails  = ["redis_serverless_max_data_storage_gb"]
  }

  accepts "serverless" {
    why = "Serverless Redis has limits."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_max_data_storage_gb = 10
    }
  }
}

rule "redis_serverless_max_data_storage_gb is not below the least" {
  refuses "data max below min" {
    why = "The most is less than the least."
    inputs = {
      redis_deployment_mode                = "serverless"
      redis_serverless_min_data_storage_gb = 10
      redis_serverless_max_data_storage_gb = 9
    }
    fails = ["redis_serverless_max_data_storage_gb"]
  }

  accepts "the same" {
    why = "Least and most may be the same."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_min_data_storage_gb = 10
      redis_serverless_max_data_storage_gb = 10
    }
  }
}
