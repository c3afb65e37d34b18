# Secrets in plain text among the environment variables.

base = "external-dependencies"

rule "env of production holds no secrets in plain text" {
  refuses "AUTH_SECRET" {
    why = "It would be in files and in the state, whatever allow_env_override_critical says."
    inputs = {
      env = { AUTH_SECRET = "x" }
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      allow_env_override_critical = true
    }
    fails = ["env[\"AUTH_SECRET\"]"]
  }

  refuses "DATABASE_URL" {
    why = "It would be in files and in the state, whatever allow_env_override_critical says."
    inputs = {
      env = { DATABASE_URL = "x" }
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      allow_env_override_critical = true
    }
    fails = ["env[\"DATABASE_URL\"]"]
  }

  refuses "DB_PASSWORD" {
    why = "It would be in files and in the state, whatever allow_env_override_critical says."
    inputs = {
      env = { DB_PASSWORD = "x" }
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      allow_env_override_critical = true
    }
    fails = ["env[\"DB_PASSWORD\"]"]
  }

  refuses "JWT_SECRET" {
    why = "It would be in files and in the state, whatever allow_env_override_critical says."
    inputs = {
      env = { JWT_SECRET = "x" }
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      allow_env_override_critical = true
    }
    fails = ["env[\"JWT_SECRET\"]"]
  }

  refuses "REDIS_URL" {
    why = "It would be in files and in the state, whatever allow_env_override_critical says."
    inputs = {
      env = { REDIS_URL = "x" }
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      allow_env_override_critical = true
    }
    fails = ["env[\"REDIS_URL\"]"]
  }

  refuses "RESEND_API_KEY" {
    why = "It would be in files and in the state, whatever allow_env_override_critical says."
    inputs = {
      env = { RESEND_API_KEY = "x" }
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      allow_env_override_critical = true
    }
    fails = ["env[\"RESEND_API_KEY\"]"]
  }

  accepts "the address of a service" {
    why    = "A name beside the list is a setting like others."
    inputs = { env = { RESEND_API_URL = "https://api.resend.com" }, allow_env_override_critical = true }
  }
}

advice "plaintext_secret" {
  warns "the name of a token" {
    why    = "The name tells what it holds."
    inputs = { web_service = { env = { STRIPE_TOKEN = "x" } } }
  }

  warns "JWT_SECRET in staging" {
    why = "Outside of production a plain secret is advised against, not refused."
    inputs = {
      environment = "staging"
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      env = { JWT_SECRET = "x" }
    }
  }

  warns "the secret key of another service" {
    why    = "SECRET_KEY is how Stripe and Django call it."
    inputs = { env = { STRIPE_SECRET_KEY = "x" } }
  }

  silent "a setting of tokens" {
    why    = "The name only contains the word."
    inputs = { env = { TOKEN_LIFETIME = "3600" } }
  }
}

advice "build_time_env" {
  warns "NEXT_PUBLIC_" {
    why    = "It is read when the image is built, so a task cannot change it."
    inputs = { env = { NEXT_PUBLIC_API_KEY = "x" } }
  }

  silent "PUBLIC alone" {
    why    = "Only the whole prefix is read at the build."
    inputs = { env = { PUBLIC_ADDRESS = "x" } }
  }
}

advice "secret_arn_in_env" {
  warns "a secret" {
    why    = "The container gets the ARN, and the brief would list a secret that nobody reads."
    inputs = { env = { UPSTREAM = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/upstream-Ab12Cd" } }
  }

  warns "a parameter of one service" {
    why    = "The same for a parameter."
    inputs = { web_service = { env = { UPSTREAM = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/upstream" } } }
  }

  silent "another ARN" {
    why    = "The application may want the ARN of a queue as it is."
    inputs = { env = { QUEUE = "arn:aws:sqs:us-east-1:123456789012:shop" } }
  }
}
