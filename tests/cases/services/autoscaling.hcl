# How a service follows its load.

base = "external-dependencies"

rule "capacities of autoscaling are whole numbers" {
  refuses "max fraction" {
    why    = "Half a task does not run."
    inputs = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 4.5, cpu_target = 60 } } }
    fails  = ["web_service.autoscaling.max_capacity"]
  }

  refuses "min negative" {
    why    = "There are not fewer than no tasks."
    inputs = { web_service = { autoscaling = { min_capacity = -1, max_capacity = 4, cpu_target = 60 } } }
    fails  = ["web_service.autoscaling.min_capacity"]
  }

  refuses "min null" {
    why    = "The smallest count has no default."
    inputs = { web_service = { autoscaling = { min_capacity = null, max_capacity = 4, cpu_target = 60 } } }
    fails  = ["web_service.autoscaling.min_capacity"]
  }

  accepts "both targets" {
    why = "Two counts and both targets, one of them with a fraction."
    inputs = {
      web_service = {
        autoscaling = { min_capacity = 2, max_capacity = 4, cpu_target = 60, memory_target = 75.5 }
      }
    }
  }
}

rule "targets of autoscaling are in range" {
  refuses "no requests" {
    why    = "A target of nothing would be scaled out for ever."
    inputs = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 4, requests_target = 0 } } }
    fails  = ["web_service.autoscaling.requests_target"]
  }

  refuses "target 101" {
    why = "A task never uses more than 100 percent."
    inputs = {
      web_service = {
        autoscaling = { min_capacity = 2, max_capacity = 4, cpu_target = 60, memory_target = 101 }
      }
    }
    fails = ["web_service.autoscaling.memory_target"]
  }

  refuses "target zero" {
    why    = "A target of nothing would be scaled out for ever."
    inputs = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 4, cpu_target = 0 } } }
    fails  = ["web_service.autoscaling.cpu_target"]
  }

  accepts "bounds" {
    why = "1 and 100 are the ends."
    inputs = {
      web_service = {
        autoscaling = { min_capacity = 2, max_capacity = 4, cpu_target = 1, memory_target = 100 }
      }
    }
  }
}

rule "autoscaling has a target" {
  refuses "no target" {
    why    = "There is nothing to scale by."
    inputs = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 4, cpu_target = null } } }
    fails  = ["web_service.autoscaling"]
  }

  accepts "requests alone" {
    why    = "The load balancer counts them."
    inputs = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 4, requests_target = 1000 } } }
  }

  accepts "memory alone" {
    why = "Memory alone is a target."
    inputs = {
      web_service = {
        autoscaling = { min_capacity = 2, max_capacity = 4, cpu_target = null, memory_target = 100 }
      }
    }
  }
}

rule "max_capacity of autoscaling is not below min_capacity" {
  refuses "max below min" {
    why    = "No count lies between."
    inputs = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 1, cpu_target = 60 } } }
    fails  = ["web_service.autoscaling.max_capacity"]
  }

  accepts "the same" {
    why    = "A fixed number may be written as a range."
    inputs = { web_service = { autoscaling = { min_capacity = 2, max_capacity = 2, cpu_target = 60 } } }
  }
}

rule "desired_count lies within autoscaling" {
  refuses "above, of a worker" {
    why  = "A worker would start with more tasks than it may have."
    base = "split-workers-managed"
    inputs = {
      worker_services = {
        emails = { desired_count = 9, autoscaling = { min_capacity = 1, max_capacity = 4, cpu_target = 60 } }
      }
    }
    fails = ["worker_services[\"emails\"].desired_count"]
  }

  refuses "below" {
    why    = "The web service would start with fewer tasks than it must have."
    inputs = { web_service = { autoscaling = { min_capacity = 3, max_capacity = 4, cpu_target = 60 } } }
    fails  = ["web_service.desired_count"]
  }

  accepts "at the ends" {
    why  = "The first count may be the smallest or the largest."
    base = "split-workers-managed"
    inputs = {
      web_service = {
        desired_count = 2
        autoscaling   = { min_capacity = 2, max_capacity = 4, cpu_target = 60 }
      }
      worker_services = {
        emails = { desired_count = 4, autoscaling = { min_capacity = 1, max_capacity = 4, cpu_target = 60 } }
      }
    }
  }
}
