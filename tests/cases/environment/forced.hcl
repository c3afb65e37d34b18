# What split workers force, and one-shot tasks, whatever the flag says.

base = "split-workers-managed"

rule "split workers do not spawn workers or schedulers of their own" {
  refuses "1" {
    why    = "OpenMercato reads 1 as true, and jobs would be done twice."
    inputs = { env = { AUTO_SPAWN_WORKERS = "1" } }
    fails  = ["env[\"AUTO_SPAWN_WORKERS\"]"]
  }

  refuses "the alias" {
    why    = "The alias counts as the name does."
    inputs = { web_service = { env = { OM_AUTO_SPAWN_SCHEDULER = "true" } } }
    fails  = ["web_service.env[\"OM_AUTO_SPAWN_SCHEDULER\"]"]
  }

  refuses "true with the flag" {
    why = "Allow_env_override_critical never relaxes what is forced."
    inputs = {
      worker_services             = { emails = { env = { AUTO_SPAWN_SCHEDULER = "true" } } }
      allow_env_override_critical = true
    }
    fails = ["worker_services[\"emails\"].env[\"AUTO_SPAWN_SCHEDULER\"]"]
  }

  refuses "enable" {
    why    = "OpenMercato reads it as true, and jobs would be done twice."
    inputs = { env = { AUTO_SPAWN_WORKERS = "enable" } }
    fails  = ["env[\"AUTO_SPAWN_WORKERS\"]"]
  }

  refuses "enabled" {
    why    = "OpenMercato reads it as true, and jobs would be done twice."
    inputs = { env = { AUTO_SPAWN_WORKERS = "enabled" } }
    fails  = ["env[\"AUTO_SPAWN_WORKERS\"]"]
  }

  refuses "ON" {
    why    = "OpenMercato reads it as true, in capitals too."
    inputs = { env = { AUTO_SPAWN_WORKERS = "ON" } }
    fails  = ["env[\"AUTO_SPAWN_WORKERS\"]"]
  }

  refuses "true" {
    why    = "Jobs would be done twice, by the web service and by the workers."
    inputs = { env = { AUTO_SPAWN_WORKERS = "true" } }
    fails  = ["env[\"AUTO_SPAWN_WORKERS\"]"]
  }

  refuses "y" {
    why    = "OpenMercato reads it as true, and jobs would be done twice."
    inputs = { env = { AUTO_SPAWN_WORKERS = "y" } }
    fails  = ["env[\"AUTO_SPAWN_WORKERS\"]"]
  }

  refuses "yes with spaces" {
    why    = "OpenMercato ignores spaces and capitals, and reads it as true."
    inputs = { env = { AUTO_SPAWN_WORKERS = " Yes " } }
    fails  = ["env[\"AUTO_SPAWN_WORKERS\"]"]
  }

  accepts "0" {
    why    = "It says what is forced anyway."
    inputs = { env = { AUTO_SPAWN_WORKERS = "0", AUTO_SPAWN_SCHEDULER = "0" } }
  }

  accepts "false" {
    why    = "It says what is forced anyway."
    inputs = { env = { AUTO_SPAWN_WORKERS = "false", AUTO_SPAWN_SCHEDULER = "false" } }
  }

  accepts "off" {
    why    = "It says what is forced anyway."
    inputs = { env = { AUTO_SPAWN_WORKERS = "off", AUTO_SPAWN_SCHEDULER = "off" } }
  }
}

rule "workers and one-shot tasks have their queues in Redis" {
  refuses "local, of the scheduler sync" {
    why    = "With queues in files the task would poll for ever."
    base   = "external-dependencies"
    inputs = { scheduler_sync_task = { env = { QUEUE_STRATEGY = "local" } } }
    fails  = ["scheduler_sync_task.env[\"QUEUE_STRATEGY\"]"]
  }

  refuses "local with the flag" {
    why    = "Allow_env_override_critical never relaxes what is forced."
    inputs = { web_service = { env = { QUEUE_STRATEGY = "local" } }, allow_env_override_critical = true }
    fails  = ["web_service.env[\"QUEUE_STRATEGY\"]"]
  }

  refuses "local" {
    why    = "With queues in files no worker sees what the web service puts in."
    inputs = { env = { QUEUE_STRATEGY = "local" } }
    fails  = ["env[\"QUEUE_STRATEGY\"]"]
  }

  accepts "async" {
    why    = "It says what is forced anyway."
    inputs = { env = { QUEUE_STRATEGY = "async" } }
  }

  accepts "async, of the scheduler sync" {
    why    = "It says what is forced anyway."
    base   = "external-dependencies"
    inputs = { scheduler_sync_task = { env = { QUEUE_STRATEGY = "async" } } }
  }
}

rule "secrets do not hide what is forced" {
  refuses "AUTO_SPAWN_WORKERS with the flag" {
    why = "Allow_env_override_critical never relaxes what is forced."
    inputs = {
      worker_services = {
        emails = {
          secrets = {
            AUTO_SPAWN_WORKERS = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
          }
        }
      }
      allow_env_override_critical = true
    }
    fails = ["worker_services[\"emails\"].secrets[\"AUTO_SPAWN_WORKERS\"]"]
  }

  refuses "QUEUE_STRATEGY" {
    why = "What a secret holds is not known here, so it might contradict."
    inputs = {
      web_service = {
        secrets = {
          QUEUE_STRATEGY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
    }
    fails = ["web_service.secrets[\"QUEUE_STRATEGY\"]"]
  }

  accepts "another secret" {
    why = "A secret of another name hides nothing."
    inputs = {
      web_service = {
        secrets = {
          QUEUE_PASSWORD = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
    }
  }
}

rule "several web tasks share nothing that is in memory or in files" {
  refuses "by autoscaling" {
    why  = "The most tasks that autoscaling may start count."
    base = "external-dependencies"
    inputs = {
      environment = "staging"
      web_service = {
        desired_count = 1
        autoscaling   = { min_capacity = 1, max_capacity = 3, cpu_target = 50 }
        env           = { CACHE_STRATEGY = "memory" }
      }
    }
    fails = ["web_service.env[\"CACHE_STRATEGY\"]"]
  }

  refuses "the cache, of the web service" {
    why    = "The layer of the web service counts."
    base   = "external-dependencies"
    inputs = { web_service = { env = { CACHE_STRATEGY = "memory" } } }
    fails  = ["web_service.env[\"CACHE_STRATEGY\"]"]
  }

  refuses "the cache" {
    why    = "Each task would have a cache of its own; OpenMercato refuses to start."
    base   = "external-dependencies"
    inputs = { env = { CACHE_STRATEGY = "memory" } }
    fails  = ["env[\"CACHE_STRATEGY\"]"]
  }

  refuses "queues in files" {
    why    = "Each task would have queues of its own; OpenMercato refuses to start."
    base   = "external-dependencies"
    inputs = { env = { QUEUE_STRATEGY = "local" }, allow_env_override_critical = true }
    fails  = ["env[\"QUEUE_STRATEGY\"]"]
  }

  refuses "rate limits" {
    why    = "Each task would count by itself; OpenMercato refuses to start."
    base   = "external-dependencies"
    inputs = { env = { RATE_LIMIT_STRATEGY = "memory" } }
    fails  = ["env[\"RATE_LIMIT_STRATEGY\"]"]
  }

  accepts "one task" {
    why    = "One task may keep its cache to itself."
    base   = "external-dependencies"
    inputs = { environment = "staging", web_service = { desired_count = 1 }, env = { CACHE_STRATEGY = "memory" } }
  }

  accepts "OM_INSTANCE_COUNT is set" {
    why    = "Who sets the count of tasks takes over the guard that reads it."
    base   = "external-dependencies"
    inputs = { env = { CACHE_STRATEGY = "memory", OM_INSTANCE_COUNT = "1" } }
  }

  accepts "of a worker" {
    why    = "OpenMercato guards the web service alone."
    inputs = { worker_services = { emails = { env = { CACHE_STRATEGY = "memory" } } } }
  }
}
