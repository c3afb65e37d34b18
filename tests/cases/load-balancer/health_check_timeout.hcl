# How long a task has to answer.

base = "external-dependencies"

rule "health_check_timeout is whole seconds from 2 to 120" {
  refuses "above" {
    why    = "AWS waits for an answer for at most 120 seconds."
    inputs = { health_check_timeout = 121, health_check_interval = 300 }
    fails  = ["health_check_timeout"]
  }

  refuses "below" {
    why    = "AWS waits for at least 2 seconds."
    inputs = { health_check_timeout = 1 }
    fails  = ["health_check_timeout"]
  }

  accepts "highest" {
    why    = "120 is the most, with an interval that is longer."
    inputs = { health_check_timeout = 120, health_check_interval = 121 }
  }
}

rule "health_check_timeout is less than health_check_interval" {
  refuses "as long as interval" {
    why    = "One check has to end before the next begins, and the interval is 30 by default."
    inputs = { health_check_timeout = 30 }
    fails  = ["health_check_timeout"]
  }

  accepts "a second shorter" {
    why    = "29 seconds end before the 30 of the interval."
    inputs = { health_check_timeout = 29 }
  }
}
