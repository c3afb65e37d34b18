# The names of the worker services.

base = "split-workers-managed"

rule "names of worker_services have at most 200 lower-case letters, digits, hyphens and underscores" {
  refuses "201 characters" {
    why    = "With the suffixes of the module a name may have 255 characters, and this one would have more."
    inputs = { worker_services = { (join("", [for n in range(201) : "w"])) = {} } }
    fails  = ["worker_services[\"${join("", [for n in range(201) : "w"])}\"]"]
  }

  refuses "capital letter" {
    why    = "Names of workers are lower case."
    inputs = { worker_services = { Emails = {} } }
    fails  = ["worker_services[\"Emails\"]"]
  }

  refuses "quote and newline" {
    why    = "A hostile name stays data, and is shown on one line."
    inputs = { worker_services = { "a\"]\nb" = {} } }
    fails  = ["worker_services[\"a\\\"]\\nb\"]"]
  }

  refuses "space" {
    why    = "A name has no space."
    inputs = { worker_services = { "e mails" = {} } }
    fails  = ["worker_services[\"e mails\"]"]
  }

  accepts "200 characters" {
    why    = "200 are the most."
    inputs = { worker_services = { (join("", [for n in range(200) : "w"])) = {} } }
  }
}

rule "names of worker_services are not names of the module's own services and tasks" {
  refuses "migration" {
    why    = "The module's migration task has the name."
    inputs = { worker_services = { migration = {} } }
    fails  = ["worker_services[\"migration\"]"]
  }

  refuses "scheduler-sync" {
    why    = "The module's scheduler sync task has the name."
    inputs = { worker_services = { scheduler-sync = {} } }
    fails  = ["worker_services[\"scheduler-sync\"]"]
  }

  refuses "web" {
    why    = "The web service has the name."
    inputs = { worker_services = { web = {} } }
    fails  = ["worker_services[\"web\"]"]
  }

  accepts "starts like web" {
    why    = "A name that only starts like a taken one is free."
    inputs = { worker_services = { webhooks_2 = {} } }
  }
}

rule "none of the worker_services is null" {
  refuses "null" {
    why    = "Null is not a service: {} gives one with defaults."
    inputs = { worker_services = { emails = null, events = {} } }
    fails  = ["worker_services[\"emails\"]"]
  }

  accepts "defaults" {
    why    = "{} is a worker service with all defaults."
    inputs = { worker_services = { emails = {}, events = {} } }
  }
}
