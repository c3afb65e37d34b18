# The connection settings that the module derives, and who may override them.

base = "external-dependencies"

rule "env does not override derived settings without the flag" {
  refuses "AUTO_SPAWN_WORKERS" {
    why    = "A derived setting is not overridden by accident."
    inputs = { env = { AUTO_SPAWN_WORKERS = "x" } }
    fails  = ["env[\"AUTO_SPAWN_WORKERS\"]"]
  }

  refuses "DB_ANYTHING" {
    why    = "Every name that starts with DB_ is about the connection, but for the pool's."
    inputs = { env = { DB_ANYTHING = "x" } }
    fails  = ["env[\"DB_ANYTHING\"]"]
  }

  refuses "DB_HOST" {
    why    = "A derived setting is not overridden by accident."
    inputs = { env = { DB_HOST = "x" } }
    fails  = ["env[\"DB_HOST\"]"]
  }

  refuses "of the migration task" {
    why    = "The layer of a one-shot task counts."
    inputs = { migration_task = { env = { DB_NAME = "other" } } }
    fails  = ["migration_task.env[\"DB_NAME\"]"]
  }

  refuses "of a worker" {
    why    = "The layer of a worker counts."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { env = { PORT = "1" } } } }
    fails  = ["worker_services[\"emails\"].env[\"PORT\"]"]
  }

  refuses "OM_AUTO_SPAWN_SCHEDULER" {
    why    = "The alias is as critical as the name."
    inputs = { env = { OM_AUTO_SPAWN_SCHEDULER = "x" } }
    fails  = ["env[\"OM_AUTO_SPAWN_SCHEDULER\"]"]
  }

  refuses "PORT" {
    why    = "A derived setting is not overridden by accident."
    inputs = { env = { PORT = "x" } }
    fails  = ["env[\"PORT\"]"]
  }

  refuses "QUEUE_STRATEGY" {
    why    = "A derived setting is not overridden by accident."
    inputs = { env = { QUEUE_STRATEGY = "x" } }
    fails  = ["env[\"QUEUE_STRATEGY\"]"]
  }

  refuses "removed" {
    why    = "Removing a derived setting is overriding it."
    inputs = { web_service = { env = { PORT = null } } }
    fails  = ["web_service.env[\"PORT\"]"]
  }

  refuses "DATABASE_URL in staging" {
    why    = "It is critical even where plain text is allowed."
    inputs = { environment = "staging", env = { DATABASE_URL = "x" } }
    fails  = ["env[\"DATABASE_URL\"]"]
  }

  accepts "AUTO_SPAWN_WORKERS with the flag" {
    why = "Who sets allow_env_override_critical means it."
    inputs = {
      environment                 = "staging"
      web_service                 = { desired_count = 1 }
      env                         = { AUTO_SPAWN_WORKERS = "x" }
      allow_env_override_critical = true
    }
  }

  accepts "DB_ANYTHING with the flag" {
    why = "Who sets allow_env_override_critical means it."
    inputs = {
      environment                 = "staging"
      web_service                 = { desired_count = 1 }
      env                         = { DB_ANYTHING = "x" }
      allow_env_override_critical = true
    }
  }

  accepts "DB_HOST with the flag" {
    why = "Who sets allow_env_override_critical means it."
    inputs = {
      environment                 = "staging"
      web_service                 = { desired_count = 1 }
      env                         = { DB_HOST = "x" }
      allow_env_override_critical = true
    }
  }

  accepts "OM_AUTO_SPAWN_SCHEDULER with the flag" {
    why = "Who sets allow_env_override_critical means it."
    inputs = {
      environment                 = "staging"
      web_service                 = { desired_count = 1 }
      env                         = { OM_AUTO_SPAWN_SCHEDULER = "x" }
      allow_env_override_critical = true
    }
  }

  accepts "PORT with the flag" {
    why = "Who sets allow_env_override_critical means it."
    inputs = {
      environment                 = "staging"
      web_service                 = { desired_count = 1 }
      env                         = { PORT = "x" }
      allow_env_override_critical = true
    }
  }

  accepts "QUEUE_STRATEGY with the flag" {
    why = "Who sets allow_env_override_critical means it."
    inputs = {
      environment                 = "staging"
      web_service                 = { desired_count = 1 }
      env                         = { QUEUE_STRATEGY = "x" }
      allow_env_override_critical = true
    }
  }

  accepts "equal to what is derived" {
    why = "A value that equals the derived one overrides nothing."
    inputs = {
      env = {
        PORT           = "3000"
        QUEUE_STRATEGY = "async"
        DB_HOST        = "postgres.example.com"
        DB_PORT        = "5432"
        DB_NAME        = "openmercato"
        DB_USER        = "openmercato"
      }
    }
  }

  accepts "equal, of a managed database" {
    why    = "A managed database's defaults count as derived, too."
    base   = "existing-network-with-dns"
    inputs = { container_port = 8080, env = { PORT = "8080", DB_NAME = "openmercato", DB_USER = "openmercato" } }
  }

  accepts "the pool of connections" {
    why    = "Tuning the pool leaves the connection alone."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { env = { DB_POOL_MAX = "40" } } } }
  }
}

rule "secrets do not override derived settings without the flag" {
  refuses "of one service" {
    why  = "A secret of one service overrides as well."
    base = "existing-network-with-dns"
    inputs = {
      web_service = {
        secrets = {
          DATABASE_URL = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
    }
    fails = ["web_service.secrets[\"DATABASE_URL\"]"]
  }

  refuses "of all" {
    why = "A secret overrides as a plain value does."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        REDIS_URL                           = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
    }
    fails = ["secrets[\"REDIS_URL\"]"]
  }

  accepts "with the flag" {
    why  = "Who sets allow_env_override_critical means it."
    base = "existing-network-with-dns"
    inputs = {
      web_service = {
        secrets = {
          DATABASE_URL = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
      allow_env_override_critical = true
    }
  }
}

rule "a URL in plain text is given once" {
  refuses "as a secret too" {
    why  = "The name would be in environment and in secrets, which ECS refuses."
    base = "minimal-managed"
    inputs = {
      acknowledged_advice         = ["plain_http"]
      allow_env_override_critical = true
      database_mode               = "external"
      database_url                = "postgres://shop:made-up@postgres.example.com/shop"
      web_service                 = { desired_count = 1, secrets = { DATABASE_URL = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/db-Ab12Cd" } }
    }
    fails = ["web_service.secrets[\"DATABASE_URL\"]"]
  }

  refuses "in env too" {
    why  = "The name would be in environment twice."
    base = "minimal-managed"
    inputs = {
      acknowledged_advice         = ["plain_http"]
      allow_env_override_critical = true
      redis_mode                  = "external"
      redis_url                   = "rediss://redis.example.com:6379"
      env                         = { REDIS_URL = "rediss://other.example.com:6379" }
    }
    fails = ["env[\"REDIS_URL\"]"]
  }

  accepts "once" {
    why  = "Nothing else gives it."
    base = "minimal-managed"
    inputs = {
      acknowledged_advice         = ["plain_http"]
      allow_env_override_critical = true
      redis_mode                  = "external"
      redis_url                   = "rediss://redis.example.com:6379"
    }
  }
}
