# How often a task is asked whether it is healthy.

base = "external-dependencies"

rule "health_check_interval is whole seconds from 5 to 300" {
  refuses "above" {
    why    = "AWS waits for at most 300 seconds."
    inputs = { health_check_interval = 301 }
    fails  = ["health_check_interval"]
  }

  refuses "below" {
    why    = "AWS asks every 5 seconds at most."
    inputs = { health_check_interval = 4, health_check_timeout = 2 }
    fails  = ["health_check_interval"]
  }

  refuses "fraction" {
    why    = "AWS counts whole seconds."
    inputs = { health_check_interval = 30.5 }
    fails  = ["health_check_interval"]
  }

  accepts "highest" {
    why    = "300 is the most."
    inputs = { health_check_interval = 300 }
  }

  accepts "lowest" {
    why    = "5 is the least, with a timeout that fits in."
    inputs = { health_check_interval = 5, health_check_timeout = 2 }
  }
}
