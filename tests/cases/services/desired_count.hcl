# How many tasks a service runs, and how many while it is replaced.

base = "external-dependencies"

rule "counts of tasks are whole numbers up to 5000, and percentages are such" {
  refuses "5001" {
    why    = "An ECS service has at most 5000 tasks."
    inputs = { web_service = { desired_count = 5001 } }
    fails  = ["web_service.desired_count"]
  }

  refuses "fraction" {
    why    = "Half a task does not run."
    inputs = { web_service = { desired_count = 2.5 } }
    fails  = ["web_service.desired_count"]
  }

  refuses "negative" {
    why    = "There are not fewer than no tasks."
    inputs = { web_service = { desired_count = -1 } }
    fails  = ["web_service.desired_count"]
  }

  refuses "maximum percent 201" {
    why    = "At most twice as many tasks run during a deployment."
    inputs = { web_service = { deployment_maximum_percent = 201 } }
    fails  = ["web_service.deployment_maximum_percent"]
  }

  refuses "maximum percent 99" {
    why    = "At least all tasks may run during a deployment."
    inputs = { web_service = { deployment_maximum_percent = 99 } }
    fails  = ["web_service.deployment_maximum_percent"]
  }

  refuses "minimum percent 101" {
    why    = "At most all tasks have to stay during a deployment."
    inputs = { web_service = { deployment_minimum_healthy_percent = 101 } }
    fails  = ["web_service.deployment_minimum_healthy_percent"]
  }

  refuses "minimum percent negative" {
    why    = "There is nothing below no task."
    inputs = { web_service = { deployment_minimum_healthy_percent = -1 } }
    fails  = ["web_service.deployment_minimum_healthy_percent"]
  }

  accepts "5000" {
    why    = "5000 tasks are the most."
    inputs = { web_service = { desired_count = 5000 } }
    warns  = ["few_addresses"]
  }
}

advice "single_web_task" {
  warns "one, in production" {
    why    = "Every restart of the only task is an outage."
    inputs = { web_service = { desired_count = 1 } }
  }

  warns "none, in production" {
    why    = "Nothing runs at all, which is allowed and surely not meant."
    inputs = { web_service = { desired_count = 0 } }
  }

  warns "scaled from one, in production" {
    why    = "The smallest count that autoscaling goes down to is what counts."
    inputs = { web_service = { autoscaling = { min_capacity = 1, max_capacity = 4, cpu_target = 60 } } }
  }

  silent "one, in staging" {
    why    = "Outside of production an outage may be worth the price."
    inputs = { web_service = { desired_count = 1 }, environment = "staging" }
  }
}
