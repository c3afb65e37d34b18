# The path that the load balancer asks whether a task is healthy.

base = "external-dependencies"

rule "health_check_path starts with a slash and has at most 1024 characters without spaces" {
  refuses "with space" {
    why    = "A path has no spaces."
    inputs = { health_check_path = "/api health" }
    fails  = ["health_check_path"]
  }

  refuses "relative" {
    why    = "A path starts with a slash."
    inputs = { health_check_path = "api/healthz" }
    fails  = ["health_check_path"]
  }

  refuses "1025" {
    why    = "A path has at most 1024 characters."
    inputs = { health_check_path = "/${join("", [for n in range(1024) : "a"])}" }
    fails  = ["health_check_path"]
  }

  accepts "version" {
    why    = "The monorepo application serves this path."
    inputs = { health_check_path = "/api/version" }
  }

  accepts "1024" {
    why    = "1024 characters are the most."
    inputs = { health_check_path = "/${join("", [for n in range(1023) : "a"])}" }
  }
}

advice "default_health_path" {
  warns "the default" {
    why    = "The specification's default is served by neither application, so that no deployment gets healthy."
    inputs = { health_check_path = "/health" }
  }

  silent "what an application serves" {
    why    = "An application made with create-app serves it."
    inputs = { health_check_path = "/api/healthz" }
  }
}
