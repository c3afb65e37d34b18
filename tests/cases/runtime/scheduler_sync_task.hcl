# The task that writes the schedules into the queues.

base = "split-workers-managed"

advice "no_scheduler_sync" {
  warns "split workers without it" {
    why    = "Nothing writes the schedules, so scheduled jobs never run."
    inputs = { scheduler_sync_task = null }
  }

  warns "single service without it" {
    why    = "The web process runs a scheduler with local queues alone, and the queues are in Redis."
    base   = "existing-network-with-dns"
    inputs = { scheduler_sync_task = null }
  }

  silent "single service with local queues" {
    why  = "The one web process runs the scheduler itself."
    base = "minimal-managed"
    inputs = {
      acknowledged_advice         = ["plain_http"]
      scheduler_sync_task         = null
      allow_env_override_critical = true
      env                         = { QUEUE_STRATEGY = "local" }
    }
  }

  silent "split workers with it" {
    why    = "The task is there; somebody has to run it after each deployment."
    inputs = { scheduler_sync_task = {} }
  }
}
