# How long a new task is not asked whether it is healthy.

base = "external-dependencies"

rule "web_service.health_check_grace_period_seconds is whole seconds from 1" {
  refuses "fraction" {
    why    = "ECS counts whole seconds."
    inputs = { web_service = { health_check_grace_period_seconds = 90.5 } }
    fails  = ["web_service.health_check_grace_period_seconds"]
  }

  refuses "zero" {
    why    = "Healthy tasks would be killed while they start."
    inputs = { web_service = { health_check_grace_period_seconds = 0 } }
    fails  = ["web_service.health_check_grace_period_seconds"]
  }

  accepts "an hour" {
    why    = "There is no upper end that anybody would miss."
    inputs = { web_service = { health_check_grace_period_seconds = 3600 } }
  }
}

advice "short_grace_period" {
  warns "59 seconds" {
    why    = "OpenMercato may take a minute to start, and would be killed meanwhile."
    inputs = { web_service = { health_check_grace_period_seconds = 59 } }
  }

  silent "60 seconds" {
    why    = "A minute is long enough for the start."
    inputs = { web_service = { health_check_grace_period_seconds = 60 } }
  }
}
