# The size of a node of managed Redis.

base = "existing-network-with-dns"

rule "redis_node_type is an ElastiCache node type" {
  refuses "without prefix" {
    why    = "A type of ElastiCache starts with cache., unlike one of EC2."
    inputs = { redis_node_type = "t4g.small" }
    fails  = ["redis_node_type"]
  }

  accepts "large" {
    why    = "The largest types have two digits in their size."
    inputs = { redis_node_type = "cache.r7g.16xlarge" }
  }
}

rule "redis_node_type can encrypt" {
  refuses "too old" {
    why    = "The first generation has no encryption, which the module always turns on."
    inputs = { redis_node_type = "cache.m1.small" }
    fails  = ["redis_node_type"]
  }

  accepts "current" {
    why    = "A current small type encrypts."
    inputs = { redis_node_type = "cache.t4g.small" }
  }
}

rule "redis_node_type has no data tiering" {
  refuses "r6gd" {
    why    = "ElastiCache makes r6gd with data tiering alone, which the module does not turn on."
    inputs = { redis_node_type = "cache.r6gd.xlarge" }
    fails  = ["redis_node_type"]
  }

  accepts "r6g" {
    why    = "The same family without disks keeps everything in memory."
    inputs = { redis_node_type = "cache.r6g.xlarge" }
  }
}

rule "redis_node_type is for managed Redis" {
  refuses "external" {
    why    = "An external Redis has its machines already."
    base   = "external-dependencies"
    inputs = { redis_node_type = "cache.t4g.small" }
    fails  = ["redis_node_type"]
  }

  accepts "managed" {
    why    = "The module asks ElastiCache for the type."
    inputs = { redis_node_type = "cache.m7g.large" }
  }
}

rule "redis_node_type is for replication groups" {
  refuses "serverless" {
    why    = "Serverless Redis has no nodes."
    inputs = { redis_deployment_mode = "serverless", redis_node_type = "cache.t4g.small" }
    fails  = ["redis_node_type"]
  }

  accepts "replication group" {
    why    = "A replication group has nodes."
    inputs = { redis_deployment_mode = "replication_group", redis_node_type = "cache.t4g.medium" }
  }
}

advice "unlisted_redis_node_type" {
  warns "family" {
    why    = "No family of ElastiCache is called e9zz."
    inputs = { redis_node_type = "cache.e9zz.large" }
  }

  silent "listed" {
    why    = "m7g is sold in the region."
    inputs = { redis_node_type = "cache.m7g.large" }
  }

  silent "previous generation" {
    why    = "ElastiCache still sells t2."
    inputs = { redis_node_type = "cache.t2.small" }
  }
}
