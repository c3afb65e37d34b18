# Ranges of tasks by the clock.

base = "external-dependencies"

rule "scheduled_scaling has names, schedules and time zones that AWS takes" {
  refuses "a crontab's five fields" {
    why    = "The sixth field, the year, is AWS's own."
    inputs = { web_service = { scheduled_scaling = { night = { schedule = "cron(0 20 * * *)", min_capacity = 1, max_capacity = 2 } } } }
    fails  = ["web_service.scheduled_scaling[\"night\"]"]
  }

  refuses "no expression" {
    why    = "The fields stand in cron( )."
    inputs = { web_service = { scheduled_scaling = { night = { schedule = "0 20 ? * MON-FRI *", min_capacity = 1, max_capacity = 2 } } } }
    fails  = ["web_service.scheduled_scaling[\"night\"]"]
  }

  refuses "time zone" {
    why    = "Time zones have IANA's names."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { scheduled_scaling = { night = { schedule = "rate(1 day)", timezone = "UTC +2", min_capacity = 1, max_capacity = 2 } } } } }
    fails  = ["worker_services[\"emails\"].scheduled_scaling[\"night\"]"]
  }

  refuses "name" {
    why    = "It becomes part of a name in AWS."
    inputs = { web_service = { scheduled_scaling = { "at night" = { schedule = "rate(1 day)", min_capacity = 1, max_capacity = 2 } } } }
    fails  = ["web_service.scheduled_scaling[\"at night\"]"]
  }

  accepts "working hours" {
    why = "The usual two, and a single night."
    inputs = {
      web_service = {
        scheduled_scaling = {
          morning   = { schedule = "cron(0 7 ? * MON-FRI *)", timezone = "Europe/Warsaw", min_capacity = 2, max_capacity = 6 }
          evening   = { schedule = "cron(30 19 ? * MON-FRI *)", timezone = "Europe/Warsaw", min_capacity = 1, max_capacity = 2 }
          inventory = { schedule = "at(2026-12-31T18:00:00)", timezone = "America/Argentina/Buenos_Aires", min_capacity = 0, max_capacity = 0 }
        }
      }
    }
  }
}

rule "a range of scheduled_scaling is one" {
  refuses "the wrong way round" {
    why    = "The most are not fewer than the fewest."
    inputs = { web_service = { scheduled_scaling = { night = { schedule = "rate(1 day)", min_capacity = 3, max_capacity = 2 } } } }
    fails  = ["web_service.scheduled_scaling[\"night\"].max_capacity"]
  }

  refuses "a fraction" {
    why    = "Half a task does not run."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { scheduled_scaling = { night = { schedule = "rate(1 day)", min_capacity = 0.5, max_capacity = 2 } } } } }
    fails  = ["worker_services[\"emails\"].scheduled_scaling[\"night\"].max_capacity"]
  }

  refuses "null" {
    why    = "A range has two ends."
    inputs = { web_service = { scheduled_scaling = { night = { schedule = "rate(1 day)", min_capacity = null, max_capacity = 2 } } } }
    fails  = ["web_service.scheduled_scaling[\"night\"].max_capacity"]
  }

  accepts "none at night" {
    why    = "A service may stop."
    inputs = { web_service = { scheduled_scaling = { night = { schedule = "rate(1 day)", min_capacity = 0, max_capacity = 0 } } } }
  }
}
