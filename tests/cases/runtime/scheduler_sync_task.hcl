# The task that writes the schedules into the queues.

base = "split-workers-managed"

advice "no_scheduler_sync" {
  warns "split workers without it" {
    why    = "Nothing writes the schedules, so scheduled jobs never run."
    inputs = { scheduler_sync_task = null }
  }

  silent "split workers with it" {
    why    = "The task is there; somebody has to run it after each deployment."
    inputs = { scheduler_sync_task = {} }
  }
}
