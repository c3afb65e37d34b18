# For how long CloudWatch keeps the logs.

base = "external-dependencies"

rule "log_retention_days is one that CloudWatch offers" {
  refuses "10" {
    why    = "CloudWatch offers certain numbers of days, and 10 is none of them."
    inputs = { log_retention_days = 10 }
    fails  = ["log_retention_days"]
  }

  accepts "for ever" {
    why    = "0 keeps logs for ever."
    inputs = { log_retention_days = 0 }
  }

  accepts "longest" {
    why    = "3653 days are ten years."
    inputs = { log_retention_days = 3653 }
  }
}
