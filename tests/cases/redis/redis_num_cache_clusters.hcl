# How many nodes managed Redis has.

base = "existing-network-with-dns"

rule "redis_num_cache_clusters is 1 to 6" {
  refuses "seven" {
    why    = "A primary has at most five replicas."
    inputs = { redis_num_cache_clusters = 7 }
    fails  = ["redis_num_cache_clusters"]
  }

  refuses "zero" {
    why    = "The primary is a node."
    inputs = { redis_num_cache_clusters = 0 }
    fails  = ["redis_num_cache_clusters"]
  }

  accepts "six" {
    why    = "A primary and five replicas are the most."
    inputs = { redis_num_cache_clusters = 6 }
  }
}

rule "redis_num_cache_clusters is for managed Redis" {
  refuses "external" {
    why    = "An external Redis has its nodes already."
    base   = "external-dependencies"
    inputs = { redis_num_cache_clusters = 2 }
    fails  = ["redis_num_cache_clusters"]
  }

  accepts "managed" {
    why    = "The module asks ElastiCache for the nodes."
    inputs = { redis_num_cache_clusters = 2 }
  }
}

rule "redis_num_cache_clusters is for replication groups" {
  refuses "serverless" {
    why    = "Serverless Redis has no nodes."
    inputs = { redis_deployment_mode = "serverless", redis_num_cache_clusters = 2 }
    fails  = ["redis_num_cache_clusters"]
  }

  accepts "replication group" {
    why    = "A replication group has nodes."
    inputs = { redis_deployment_mode = "replication_group", redis_num_cache_clusters = 3 }
  }
}

rule "redis_multi_az takes at least two nodes" {
  refuses "one node" {
    why    = "One node has nothing to fail over to."
    inputs = { redis_multi_az = true, redis_num_cache_clusters = 1 }
    fails  = ["redis_num_cache_clusters"]
  }

  accepts "two nodes" {
    why    = "The second node takes over."
    inputs = { redis_multi_az = true, redis_num_cache_clusters = 2 }
  }
}
