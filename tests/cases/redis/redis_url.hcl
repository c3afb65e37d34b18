# The URL of an external Redis in plain text, which ends up in the state.

base = "external-dependencies"

rule "redis_url is a Redis URL" {
  refuses "without scheme" {
    why    = "A host and a port are not a URL."
    inputs = { environment = "staging", redis_url_secret_arn = null, redis_url = "cache.example.com:6379" }
    fails  = ["redis_url"]
  }

  accepts "TLS" {
    why    = "With TLS the scheme has one s more."
    inputs = { environment = "staging", redis_url_secret_arn = null, redis_url = "rediss://cache.example.com:6380" }
  }
}

rule "redis_url is for external Redis" {
  refuses "managed" {
    why    = "The URL of a managed Redis follows from ElastiCache."
    base   = "existing-network-with-dns"
    inputs = { environment = "staging", redis_url = "redis://cache.example.com" }
    fails  = ["redis_url"]
  }

  accepts "external" {
    why    = "An external Redis may be given by its URL."
    inputs = { environment = "development", redis_url_secret_arn = null, redis_url = "redis://cache.example.com" }
  }
}

rule "the URL of Redis is given once" {
  refuses "twice" {
    why    = "The URL and the secret might differ, and nobody could tell which counts."
    inputs = { environment = "staging", redis_url = "redis://cache.example.com" }
    fails  = ["redis_url"]
  }

  accepts "in plain text alone" {
    why    = "Without the secret the URL is given once."
    inputs = { environment = "staging", redis_url_secret_arn = null, redis_url = "redis://cache.example.com:6379/1" }
  }
}

rule "redis_url is not for production" {
  refuses "production" {
    why    = "The URL would be in files and in the Terraform state."
    inputs = { redis_url_secret_arn = null, redis_url = "rediss://cache.example.com" }
    fails  = ["redis_url"]
  }

  accepts "staging" {
    why    = "Outside of production a plaintext URL is allowed."
    inputs = { environment = "staging", redis_url_secret_arn = null, redis_url = "redis://cache.example.com" }
  }
}
