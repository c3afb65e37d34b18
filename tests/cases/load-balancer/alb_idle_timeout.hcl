# How long the load balancer keeps a silent connection.

base = "external-dependencies"

rule "alb_idle_timeout is whole seconds from 1 to 4000" {
  refuses "above" {
    why    = "AWS keeps a silent connection for at most 4000 seconds."
    inputs = { alb_idle_timeout = 4001 }
    fails  = ["alb_idle_timeout"]
  }

  refuses "below" {
    why    = "Zero seconds would be no connection at all."
    inputs = { alb_idle_timeout = 0 }
    fails  = ["alb_idle_timeout"]
  }

  refuses "fraction" {
    why    = "AWS counts whole seconds."
    inputs = { alb_idle_timeout = 1.5 }
    fails  = ["alb_idle_timeout"]
  }

  accepts "highest" {
    why    = "4000 is the most."
    inputs = { alb_idle_timeout = 4000 }
  }

  accepts "lowest" {
    why    = "1 is the least, though it is advised against."
    inputs = { alb_idle_timeout = 1 }
    warns  = ["short_idle_timeout"]
  }
}

advice "short_idle_timeout" {
  warns "as short as the heartbeat" {
    why    = "Server-sent events have a heartbeat every 30 seconds, which comes too late."
    inputs = { alb_idle_timeout = 30 }
  }

  silent "longer than the heartbeat" {
    why    = "One second more than the heartbeat keeps live updates alive."
    inputs = { alb_idle_timeout = 31 }
  }
}
