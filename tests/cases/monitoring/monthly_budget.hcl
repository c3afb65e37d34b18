# The budget of a month.

base = "external-dependencies"

rule "amount_usd of monthly_budget is an amount" {
  refuses "nothing" {
    why    = "A budget of nothing is exceeded at once."
    inputs = { monthly_budget = { amount_usd = 0, emails = ["ops@example.com"] } }
    fails  = ["monthly_budget.amount_usd"]
  }

  refuses "null" {
    why    = "There is no usual amount."
    inputs = { monthly_budget = { amount_usd = null, emails = ["ops@example.com"] } }
    fails  = ["monthly_budget.amount_usd"]
  }

  accepts "cents" {
    why    = "An amount may have cents."
    inputs = { monthly_budget = { amount_usd = 299.5, emails = ["ops@example.com"] } }
  }
}

rule "emails of monthly_budget are addresses" {
  refuses "none" {
    why    = "A budget that tells nobody is none."
    inputs = { monthly_budget = { amount_usd = 300, emails = [] } }
    fails  = ["monthly_budget.emails"]
  }

  refuses "a name" {
    why    = "An address has an @ and a domain."
    inputs = { monthly_budget = { amount_usd = 300, emails = ["ops@example.com", "ops"] } }
    fails  = ["monthly_budget.emails"]
  }

  refuses "eleven" {
    why    = "AWS tells ten at most."
    inputs = { monthly_budget = { amount_usd = 300, emails = [for n in range(11) : "ops${n}@example.com"] } }
    fails  = ["monthly_budget.emails"]
  }

  refuses "null" {
    why    = "A hole in the list is a slip."
    inputs = { monthly_budget = { amount_usd = 300, emails = [null] } }
    fails  = ["monthly_budget.emails"]
  }

  accepts "ten" {
    why    = "Ten are the most."
    inputs = { monthly_budget = { amount_usd = 300, emails = [for n in range(10) : "ops+${n}@mail.example.com"] } }
  }
}

rule "tag of monthly_budget is a tag with its value" {
  refuses "a key alone" {
    why    = "AWS counts what has one value of the tag."
    inputs = { monthly_budget = { amount_usd = 300, emails = ["ops@example.com"], tag = "Deployment" } }
    fails  = ["monthly_budget.tag"]
  }

  refuses "AWS's own form" {
    why    = "The module writes user: and $ itself."
    inputs = { monthly_budget = { amount_usd = 300, emails = ["ops@example.com"], tag = "user:Deployment$shop" } }
    fails  = ["monthly_budget.tag"]
  }

  accepts "the root's own tag" {
    why    = "Every generated root tags what it makes."
    inputs = { monthly_budget = { amount_usd = 300, emails = ["ops@example.com"], tag = "Deployment=shop" } }
  }
}

rule "monthly_budget is for partitions with budgets" {
  refuses "GovCloud" {
    why  = "Costs of GovCloud are in an account of the commercial regions."
    base = "minimal-managed"
    inputs = {
      aws_region         = "us-gov-west-1"
      image              = "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/openmercato:1.4.2"
      availability_zones = null
      secrets = {
        JWT_SECRET                          = "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:jwt-AbCdEf"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:tenant-AbCdEf"
      }
      monthly_budget = { amount_usd = 300, emails = ["ops@example.com"] }
    }
    fails = ["monthly_budget"]
    warns = ["plain_http"]
  }

  accepts "commercial regions" {
    why    = "Budgets are of the account, whatever the region."
    inputs = { monthly_budget = { amount_usd = 300, emails = ["ops@example.com"] } }
  }
}
