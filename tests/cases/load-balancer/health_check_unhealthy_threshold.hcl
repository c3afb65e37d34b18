# How many failed answers make a task unhealthy.

base = "external-dependencies"

rule "health_check_unhealthy_threshold is a whole number from 2 to 10" {
  refuses "above" {
    why    = "AWS counts up to 10."
    inputs = { health_check_unhealthy_threshold = 11 }
    fails  = ["health_check_unhealthy_threshold"]
  }

  refuses "below" {
    why    = "One failed answer is not enough for AWS."
    inputs = { health_check_unhealthy_threshold = 1 }
    fails  = ["health_check_unhealthy_threshold"]
  }

  refuses "fraction" {
    why    = "Answers are counted in whole numbers."
    inputs = { health_check_unhealthy_threshold = 2.5 }
    fails  = ["health_check_unhealthy_threshold"]
  }

  accepts "highest" {
    why    = "10 is the most."
    inputs = { health_check_unhealthy_threshold = 10 }
  }
}
