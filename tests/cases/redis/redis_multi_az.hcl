# Whether the nodes of managed Redis lie in several zones.

base = "existing-network-with-dns"

rule "redis_multi_az is for managed Redis" {
  refuses "external" {
    why    = "An external Redis fails over as its owner says."
    base   = "external-dependencies"
    inputs = { redis_multi_az = true }
    fails  = ["redis_multi_az"]
  }

  accepts "managed" {
    why    = "ElastiCache fails over."
    inputs = { redis_multi_az = true }
  }
}

rule "redis_multi_az is for replication groups" {
  refuses "serverless" {
    why    = "Serverless Redis is in several zones anyway, and setting false is not the same as leaving it alone."
    inputs = { redis_deployment_mode = "serverless", redis_multi_az = false }
    fails  = ["redis_multi_az"]
  }

  accepts "replication group" {
    why    = "The nodes of a replication group lie in zones."
    inputs = { redis_deployment_mode = "replication_group", redis_multi_az = true }
  }
}

advice "redis_in_one_zone" {
  warns "production" {
    why    = "Queues and cache are down with the zone."
    inputs = { redis_multi_az = false }
  }

  warns "one node, production" {
    why    = "One node turns the default for production off."
    inputs = { redis_num_cache_clusters = 1 }
  }

  silent "staging" {
    why    = "Outside of production an outage may be worth the price."
    inputs = { redis_multi_az = false, environment = "staging" }
  }
}
