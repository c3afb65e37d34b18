# The limits of a container.

base = "external-dependencies"

rule "ulimits are whole numbers of limits that ECS knows" {
  refuses "unknown name" {
    why    = "ECS has a list of names."
    inputs = { web_service = { ulimits = { files = 1024 } } }
    fails  = ["web_service.ulimits[\"files\"]"]
  }

  refuses "negative" {
    why    = "ECS has no word for unlimited."
    inputs = { web_service = { ulimits = { core = -1 } } }
    fails  = ["web_service.ulimits[\"core\"]"]
  }

  refuses "too many open files" {
    why    = "The kernel has at most 1048576 for a process."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { ulimits = { nofile = 1048577 } } } }
    fails  = ["worker_services[\"emails\"].ulimits[\"nofile\"]"]
  }

  refuses "null" {
    why    = "A limit without a number limits nothing."
    inputs = { web_service = { ulimits = { nofile = null } } }
    fails  = ["web_service.ulimits[\"nofile\"]"]
  }

  accepts "usual ones" {
    why    = "No core files, and as many open files as there can be."
    inputs = { web_service = { ulimits = { core = 0, nofile = 1048576 } } }
  }
}
