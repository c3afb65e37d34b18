# The secret that holds the URL of an external Redis.

base = "external-dependencies"

rule "redis_url_secret_arn is the ARN of a secret or parameter" {
  refuses "a bare name" {
    why    = "ECS finds a bare name in its own region only, and the execution role needs the ARN."
    inputs = { redis_url_secret_arn = "shop/secret" }
    fails  = ["redis_url_secret_arn"]
  }

  accepts "a secret" {
    why    = "The URL is in Secrets Manager."
    inputs = { redis_url_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
  }
}

rule "redis_url_secret_arn is for external Redis" {
  refuses "managed" {
    why    = "The URL of a managed Redis follows from ElastiCache."
    base   = "existing-network-with-dns"
    inputs = { redis_url_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
    fails  = ["redis_url_secret_arn"]
  }

  accepts "external" {
    why    = "An external Redis is found by its URL, here from the parameter store."
    inputs = { redis_url_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/redis" }
  }
}

rule "an external Redis is given by its URL" {
  refuses "without" {
    why    = "Nothing says where Redis is."
    inputs = { redis_url_secret_arn = null }
    fails  = ["redis_url_secret_arn"]
  }

  accepts "managed without" {
    why    = "The module knows where its own Redis is."
    base   = "existing-network-with-dns"
    inputs = { redis_url_secret_arn = null }
  }
}
