# The health check that ECS runs in the container.

base = "external-dependencies"

rule "figures of health_check are those that ECS takes" {
  refuses "interval" {
    why    = "5 seconds are the shortest."
    inputs = { web_service = { health_check = { command = ["CMD", "true"], interval = 4 } } }
    fails  = ["web_service.health_check.interval"]
  }

  refuses "timeout, retries and start_period" {
    why    = "Each has limits of its own."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { health_check = { command = ["CMD", "true"], timeout = 61, retries = 0, start_period = 301 } } } }
    fails = [
      "worker_services[\"emails\"].health_check.retries",
      "worker_services[\"emails\"].health_check.start_period",
      "worker_services[\"emails\"].health_check.timeout",
    ]
  }

  accepts "bounds" {
    why    = "The ends of each."
    inputs = { web_service = { health_check = { command = ["CMD", "true"], interval = 300, timeout = 2, retries = 10, start_period = 0 } } }
  }
}

rule "the command of health_check begins with CMD or CMD-SHELL" {
  refuses "a program" {
    why    = "ECS wants to be told whether a shell runs it."
    inputs = { web_service = { health_check = { command = ["node", "health.js"] } } }
    fails  = ["web_service.health_check.command"]
  }

  refuses "nothing to run" {
    why    = "CMD-SHELL alone runs nothing."
    inputs = { web_service = { health_check = { command = ["CMD-SHELL"] } } }
    fails  = ["web_service.health_check.command"]
  }

  refuses "empty word" {
    why    = "An empty word is a slip."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { health_check = { command = ["CMD", "pgrep", ""] } } } }
    fails  = ["worker_services[\"emails\"].health_check.command"]
  }

  accepts "a shell" {
    why    = "One command line."
    inputs = { web_service = { health_check = { command = ["CMD-SHELL", "pgrep -f worker || exit 1"] } } }
  }
}
