# The names of environment variables and secrets.

base = "external-dependencies"

rule "names in env can be set in a shell" {
  refuses "leading digit, of one worker" {
    why    = "A name does not start with a digit, in the layer of one worker either."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { env = { "1X" = "x" } } } }
    fails  = ["worker_services[\"emails\"].env[\"1X\"]"]
  }

  refuses "with hyphen" {
    why    = "A name has no hyphen."
    inputs = { env = { MY-VAR = "x" } }
    fails  = ["env[\"MY-VAR\"]"]
  }

  accepts "underscores and digits" {
    why    = "Letters, digits and underscores make a name."
    inputs = { env = { _MY_VAR_2 = "x" } }
  }
}

rule "names in secrets can be set in a shell" {
  refuses "empty" {
    why = "A secret without a name cannot be set."
    inputs = {
      migration_task = {
        secrets = { "" = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
      }
    }
    fails = ["migration_task.secrets[\"\"]"]
  }

  accepts "underscores and digits" {
    why = "Letters, digits and underscores make a name."
    inputs = {
      migration_task = {
        secrets = {
          _MY_SECRET_2 = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
    }
  }
}

rule "no name is in both env and secrets" {
  refuses "the same name" {
    why = "A container takes a name once."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      env = { EXTRA = "x" }
    }
    fails = ["env[\"EXTRA\"]"]
  }

  accepts "two names" {
    why = "Names that differ in a letter are two names."
    inputs = {
      env = { EXTRAS = "x" }
      migration_task = {
        secrets = { EXTRA = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
      }
    }
  }
}

rule "no name is in a service's env and in secrets" {
  refuses "the same name" {
    why = "A container takes a name once, whichever layers it comes from."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      web_service = { env = { EXTRA = "x" } }
    }
    fails = ["web_service.env[\"EXTRA\"]"]
  }

  accepts "in two services" {
    why  = "One container has it plain and another as a secret: those are two containers."
    base = "split-workers-managed"
    inputs = {
      worker_services = {
        emails = {
          secrets = { EXTRA = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
        }
        events = { env = { EXTRA = "x" } }
      }
    }
  }
}

rule "no name is in env and in a service's secrets" {
  refuses "the same name" {
    why  = "A container takes a name once, whichever layers it comes from."
    base = "split-workers-managed"
    inputs = {
      env = { EXTRA = "x" }
      worker_services = {
        emails = {
          secrets = { EXTRA = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
        }
      }
    }
    fails = ["worker_services[\"emails\"].secrets[\"EXTRA\"]"]
  }

  accepts "removed for the service" {
    why  = "Null removes the plain one from the service, so that only the secret stays."
    base = "split-workers-managed"
    inputs = {
      env = { EXTRA = "x" }
      worker_services = {
        emails = {
          env     = { EXTRA = null }
          secrets = { EXTRA = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
        }
      }
    }
  }
}
