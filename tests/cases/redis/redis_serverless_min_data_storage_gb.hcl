# The data that serverless Redis is billed for at least.

base = "existing-network-with-dns"

rule "redis_serverless_min_data_storage_gb is whole GB from 1 to 5000" {
  refuses "above" {
    why    = "ElastiCache holds at most 5000 GB."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_min_data_storage_gb = 5001 }
    fails  = ["redis_serverless_min_data_storage_gb"]
  }

  refuses "below" {
    why    = "Zero would be no limit; leave it out for that."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_min_data_storage_gb = 0 }
    fails  = ["redis_serverless_min_data_storage_gb"]
  }

  refuses "fraction" {
    why    = "ElastiCache counts whole GB."
    inputs = { redis_deployment_mode = "serverless", redis_serverless_min_data_storage_gb = 1.5 }
    fails  = ["redis_serverless_min_data_storage_gb"]
  }

  accepts "the bounds of all four" {
    why = "Least and most of data and of processing units, each at its bound."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_min_data_storage_gb = 1
      redis_serverless_max_data_storage_gb = 5000
      redis_serverless_min_ecpu_per_second = 1000
      redis_serverless_max_ecpu_per_second = 15000000
    }
  }
}

rule "redis_serverless_min_data_storage_gb is for serverless Redis" {
  refuses "nodes" {
    why    = "Nodes have as much memory as their type says."
    inputs = { redis_serverless_min_data_storage_gb = 10 }
    fails  = ["redis_serverless_min_data_storage_gb"]
  }

  accepts "serverless" {
    why = "Serverless Redis has limits."
    inputs = {
      redis_deployment_mode                = "serverless"
      acknowledged_advice                  = ["network_not_verified", "serverless_redis_queues"]
      redis_serverless_min_data_storage_gb = 10
    }
  }
}
