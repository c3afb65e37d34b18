# Whether a deployment has room to replace a task.

base = "external-dependencies"

rule "a deployment may start or stop at least one task" {
  refuses "of the smallest count" {
    why = "A quarter of the two tasks that autoscaling may leave is less than one."
    inputs = {
      web_service = {
        desired_count              = 4
        deployment_maximum_percent = 125
        autoscaling                = { min_capacity = 2, max_capacity = 8, cpu_target = 60 }
      }
    }
    fails = ["web_service.deployment_maximum_percent"]
  }

  refuses "rounded away" {
    why    = "Half of one task more is rounded to none."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { deployment_maximum_percent = 150 } } }
    fails  = ["worker_services[\"emails\"].deployment_maximum_percent"]
  }

  refuses "without room" {
    why    = "All tasks have to stay and none may be added."
    inputs = { web_service = { deployment_maximum_percent = 100 } }
    fails  = ["web_service.deployment_maximum_percent"]
  }

  accepts "room for one" {
    why    = "Half of two tasks more is one more."
    inputs = { web_service = { deployment_maximum_percent = 150 } }
  }

  accepts "stop first" {
    why    = "One task stops before another starts."
    inputs = { web_service = { deployment_minimum_healthy_percent = 50, deployment_maximum_percent = 100 } }
  }
}
