# The VPC endpoints that the existing network has.

base = "existing-network-with-dns-waf"

rule "existing_vpc_endpoints are short names of services" {
  refuses "full service name" {
    why = "Names are short, without com.amazonaws and the region."
    inputs = {
      existing_vpc_endpoints = [
        "com.amazonaws.us-east-1.logs",
        "ecr.api",
        "ecr.dkr",
        "logs",
        "s3",
        "secretsmanager",
      ]
    }
    fails = ["existing_vpc_endpoints"]
  }

  accepts "others besides" {
    why    = "A VPC has endpoints that nobody here needs, which is no mistake."
    inputs = { existing_vpc_endpoints = ["ecr.api", "ecr.dkr", "kms", "logs", "s3", "secretsmanager", "execute-api"] }
  }

  accepts "all that is known" {
    why = "Each of the short names is taken."
    inputs = {
      existing_vpc_endpoints = [
        "ecr.api",
        "ecr.dkr",
        "logs",
        "s3",
        "secretsmanager",
        "ssm",
        "ssmmessages",
      ]
    }
  }
}

rule "existing_vpc_endpoints is for egress through vpc_endpoints" {
  refuses "one, with NAT" {
    why    = "Endpoints are not asked for where there is NAT, and one would not do anyway."
    base   = "existing-network-with-dns"
    inputs = { existing_vpc_endpoints = ["s3"] }
    fails  = ["existing_vpc_endpoints"]
  }

  refuses "all that are needed, with NAT" {
    why    = "Not even a full list belongs there: NAT is the way out."
    base   = "existing-network-with-dns"
    inputs = { existing_vpc_endpoints = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"] }
    fails  = ["existing_vpc_endpoints"]
  }

  accepts "none, with NAT" {
    why    = "With NAT the list is left out."
    base   = "existing-network-with-dns"
    inputs = { existing_vpc_endpoints = null }
  }
}

rule "egress through vpc_endpoints names existing_vpc_endpoints" {
  refuses "missing" {
    why    = "Whether they suffice can be told only when they are named."
    inputs = { existing_vpc_endpoints = null }
    fails  = ["existing_vpc_endpoints"]
  }

  accepts "named" {
    why    = "The list is there."
    inputs = { existing_vpc_endpoints = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "ssm"] }
  }
}

rule "existing_vpc_endpoints has every endpoint that the tasks need" {
  refuses "exec" {
    why    = "ECS Exec talks to ssmmessages."
    inputs = { environment = "staging", enable_execute_command = true }
    fails  = ["existing_vpc_endpoints"]
  }

  refuses "none" {
    why    = "Every endpoint that is missing is named, not the first alone."
    inputs = { existing_vpc_endpoints = [] }
    fails = [
      "existing_vpc_endpoints",
      "existing_vpc_endpoints",
      "existing_vpc_endpoints",
      "existing_vpc_endpoints",
      "existing_vpc_endpoints",
    ]
  }

  refuses "without logs" {
    why    = "Without a way to CloudWatch the containers do not start."
    inputs = { existing_vpc_endpoints = ["ecr.api", "ecr.dkr", "s3", "secretsmanager"] }
    fails  = ["existing_vpc_endpoints"]
  }

  refuses "without secretsmanager" {
    why = "The secret of a managed database is in Secrets Manager, even when all others are parameters."
    inputs = {
      secrets = {
        JWT_SECRET                          = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/jwt"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/jwt"
      }
      existing_vpc_endpoints = ["ecr.api", "ecr.dkr", "logs", "s3", "ssm"]
    }
    fails = ["existing_vpc_endpoints"]
  }

  refuses "without ssm" {
    why    = "A secret in the parameter store needs the endpoint of SSM."
    inputs = { web_service = { secrets = { EXTRA = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/jwt" } } }
    fails  = ["existing_vpc_endpoints"]
  }

  accepts "with ssm" {
    why = "The endpoint of SSM is there, so a parameter can be read."
    inputs = {
      web_service            = { secrets = { EXTRA = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/jwt" } }
      existing_vpc_endpoints = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "ssm"]
    }
  }
}
