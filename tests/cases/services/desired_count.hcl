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

  refuses "more than all on Fargate Spot" {
    why    = "A share has 100 percent at most."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { spot_percent = 101 } } }
    fails  = ["worker_services[\"emails\"].spot_percent"]
  }

  refuses "stop_timeout above" {
    why    = "Fargate gives a container two minutes to stop."
    inputs = { web_service = { stop_timeout = 121 } }
    fails  = ["web_service.stop_timeout"]
  }

  accepts "ends of spot_percent and stop_timeout" {
    why    = "None and nearly all on Fargate Spot, 2 and 120 seconds to stop."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { spot_percent = 0, stop_timeout = 2 }, others = { spot_percent = 99, stop_timeout = 120 } } }
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

advice "workers_on_spot_alone" {
  warns "all of a worker's tasks, in production" {
    why    = "AWS may take all of them back at once."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { spot_percent = 100 }, others = { spot_percent = 50 } } }
  }

  silent "most of them" {
    why    = "Those on Fargate go on."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { spot_percent = 80 } } }
  }

  silent "all, in staging" {
    why    = "Outside of production jobs may wait."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { spot_percent = 100 } }, environment = "staging" }
  }
}
