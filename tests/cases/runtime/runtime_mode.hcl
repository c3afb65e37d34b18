# Whether one service does everything, or workers run beside it.

base = "external-dependencies"

rule "runtime_mode is single_service or split_workers" {
  refuses "abbreviated" {
    why    = "The list is closed: split is short for split_workers, but not in it."
    inputs = { runtime_mode = "split" }
    fails  = ["runtime_mode"]
  }

  accepts "single service" {
    why    = "One service is one of the two, and the default."
    inputs = { runtime_mode = "single_service" }
  }
}

rule "worker_services is for split workers" {
  refuses "an empty map in a single service" {
    why    = "An empty map is not the same as leaving it alone."
    inputs = { worker_services = {} }
    fails  = ["worker_services"]
  }

  refuses "a worker in a single service" {
    why    = "In one service the web tasks do the workers' jobs."
    inputs = { worker_services = { emails = {} } }
    fails  = ["worker_services"]
  }

  accepts "split workers" {
    why    = "A worker runs beside the web service."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = {} } }
  }
}

rule "split workers have at least one of the worker_services" {
  refuses "an empty map" {
    why    = "Nobody would take jobs from the queues."
    base   = "split-workers-managed"
    inputs = { worker_services = {} }
    fails  = ["worker_services"]
  }

  refuses "left out" {
    why    = "There is no default worker: somebody has to name one."
    base   = "split-workers-managed"
    inputs = { worker_services = null }
    fails  = ["worker_services"]
  }

  accepts "one, with defaults" {
    why    = "One worker that takes all jobs is enough."
    base   = "split-workers-managed"
    inputs = { worker_services = { all = {} } }
  }
}
