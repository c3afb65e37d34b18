# The ARNs that containers get secrets from.

base = "external-dependencies"

rule "secrets are ARNs of secrets or parameters" {
  refuses "a sidecar's" {
    why    = "ECS gives a sidecar its secrets as it gives app its own."
    inputs = { web_service = { sidecars = ["{\"name\": \"a\", \"image\": \"a:1\", \"secrets\": [{\"name\": \"KEY\", \"valueFrom\": \"prod/a\"}]}"] } }
    fails  = ["web_service.sidecars[0].secrets[\"KEY\"]"]
  }

  refuses "account" {
    why = "An account has twelve digits."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:1234:secret:shop-Ab12Cd"
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  refuses "half suffix" {
    why = "After the name stand three parts, key, stage and version, or none."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd:password"
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  refuses "kms" {
    why = "A key encrypts secrets, but is none."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  refuses "name only" {
    why = "ECS finds a bare name in its own region only, and the execution role needs the ARN."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "shop/jwt"
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  refuses "no suffix" {
    why = "Secrets Manager puts six random characters after the name, and they are missing."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop"
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  refuses "null" {
    why = "Null does not remove a secret; it is a secret without an ARN."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = null
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  refuses "plain value" {
    why = "The value itself does not belong here: it would be in the state."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "s3cr3t"
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  refuses "ssm without path" {
    why = "The ARN names no parameter."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:ssm:us-east-1:123456789012:parameter"
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  refuses "stage and version" {
    why = "A version has its stages, so ECS takes one of the two."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd:password:AWSCURRENT:4d3c2b1a-0000-0000-0000-000000000000"
      }
    }
    fails = ["secrets[\"EXTRA\"]"]
  }

  accepts "json key" {
    why = "One key of a secret that holds JSON."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd:password::"
      }
    }
  }

  accepts "of rds" {
    why = "RDS names its own secrets with an exclamation mark."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1a2b3c4d-Ab12Cd:password::"
      }
    }
  }

  accepts "other account" {
    why = "A secret may be shared by another account."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:210987654321:secret:shop/jwt-secret-Ab12Cd"
      }
    }
  }

  accepts "ssm" {
    why = "A parameter of SSM with a path."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/jwt"
      }
    }
  }

  accepts "stage" {
    why = "The stage of a secret, here the previous one."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd:password:AWSPREVIOUS:"
      }
    }
  }

  accepts "version" {
    why = "The version of a secret, without key and stage."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        EXTRA                               = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd:::4d3c2b1a-0000-0000-0000-000000000000"
      }
    }
  }
}

advice "no_jwt_secret" {
  warns "the web service alone has it" {
    why  = "The workers are left without, and do not start."
    base = "split-workers-managed"
    inputs = {
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      web_service = {
        secrets = {
          JWT_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
    }
  }

  warns "nobody has it" {
    why = "OpenMercato does not start without it."
    inputs = {
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
    }
  }

  silent "each service has it" {
    why  = "A secret of each service is as good as one of all."
    base = "split-workers-managed"
    inputs = {
      secrets = {
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
      web_service = {
        secrets = {
          JWT_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
      worker_services = {
        all = {
          secrets = {
            JWT_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
          }
        }
      }
    }
  }
}

advice "no_tenant_encryption_key" {
  warns "nobody has it" {
    why = "Tenants have no keys for their encrypted data."
    inputs = {
      secrets = { JWT_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
    }
  }

  silent "the web service has it" {
    why = "In one service the web tasks do everything, so it is enough there."
    inputs = {
      secrets = { JWT_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd" }
      web_service = {
        secrets = {
          TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
    }
  }
}

rule "parameters do not begin with aws or ssm" {
  refuses "aws" {
    why    = "AWS keeps that prefix for its own parameters."
    inputs = { secrets = { JWT_SECRET = "arn:aws:ssm:us-east-1:123456789012:parameter/aws/x" } }
    fails  = ["secrets[\"JWT_SECRET\"]"]
    warns  = ["no_tenant_encryption_key"]
  }

  refuses "SSM" {
    why    = "Upper or lower case makes no difference."
    inputs = { redis_url_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/SSM-redis" }
    fails  = ["redis_url_secret_arn"]
  }

  accepts "further down" {
    why    = "Only the beginning is kept."
    inputs = { redis_url_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/aws/redis" }
  }
}

rule "secrets are where the VPC endpoints reach" {
  refuses "a sidecar's, in another region" {
    why    = "The task reads it before any of its containers starts."
    base   = "existing-network-with-dns-waf"
    inputs = { web_service = { sidecars = ["{\"name\": \"a\", \"image\": \"123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1\", \"secrets\": [{\"name\": \"KEY\", \"valueFrom\": \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-Ab12Cd\"}]}"] } }
    fails  = ["web_service.sidecars[0].secrets[\"KEY\"]"]
    warns  = ["secret_in_another_region"]
  }

  refuses "another region" {
    why  = "An endpoint leads to its own region, so that no task could start."
    base = "existing-network-with-dns-waf"
    inputs = { secrets = {
      JWT_SECRET                          = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
    } }
    fails = ["secrets[\"JWT_SECRET\"]"]
    warns = ["secret_in_another_region"]
  }

  accepts "another account" {
    why  = "It is in the region, and its endpoint serves every account."
    base = "existing-network-with-dns-waf"
    inputs = { secrets = {
      JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:210987654321:secret:shop/jwt-secret-Ab12Cd"
      TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
    } }
  }
}

advice "secret_in_another_region" {
  warns "another region" {
    why    = "NAT leads there, but the other region must be up for a task to start."
    inputs = { redis_url_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/redis-url" }
  }

  silent "the same region" {
    why    = "All secrets of the preset are in its region."
    inputs = {}
  }
}

rule "the ARNs of all secrets and keys fit in the policy of the execution role" {
  refuses "120 secrets" {
    why = "IAM holds 10240 characters of policies for a role; 120 secrets of the usual length are more."
    inputs = {
      web_service = { secrets = { for n in range(120) : "SECRET_${n}" => "arn:aws:secretsmanager:us-east-1:123456789012:secret:openmercato/production/${n}-Ab1Cd2" } }
    }
    fails = ["secrets"]
  }

  accepts "120 keys of one secret" {
    why = "The policy names the secret once, however many of its values are read."
    inputs = {
      web_service = { secrets = { for n in range(120) : "SECRET_${n}" => "arn:aws:secretsmanager:us-east-1:123456789012:secret:openmercato/production-Ab1Cd2:KEY_${n}::" } }
    }
  }

  accepts "90 secrets" {
    why = "With the rest they are just below 10240 characters."
    inputs = {
      web_service = { secrets = { for n in range(90) : "SECRET_${n}" => "arn:aws:secretsmanager:us-east-1:123456789012:secret:openmercato/production/${n}-Ab1Cd2" } }
    }
  }
}
