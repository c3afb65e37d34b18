# How long an apply waits for the certificate.

base = "existing-network-with-dns"

rule "acm_validation_timeout is hours, minutes or both" {
  refuses "minutes before hours" {
    why    = "Hours stand before minutes."
    inputs = { acm_validation_timeout = "30m1h" }
    fails  = ["acm_validation_timeout"]
  }

  refuses "empty" {
    why    = "Empty text is no duration, and not the default either."
    inputs = { acm_validation_timeout = "" }
    fails  = ["acm_validation_timeout"]
  }

  refuses "seconds" {
    why    = "Nobody validates in seconds: hours and minutes alone are read."
    inputs = { acm_validation_timeout = "90s" }
    fails  = ["acm_validation_timeout"]
  }

  refuses "word" {
    why    = "A duration has numbers."
    inputs = { acm_validation_timeout = "soon" }
    fails  = ["acm_validation_timeout"]
  }

  accepts "both" {
    why    = "Hours and minutes together."
    inputs = { acm_validation_timeout = "1h30m" }
  }
}

rule "acm_validation_timeout is for Route 53" {
  refuses "without Route 53" {
    why    = "Without Route 53 no certificate is requested."
    base   = "external-dependencies"
    inputs = { acm_validation_timeout = "2h" }
    fails  = ["acm_validation_timeout"]
  }

  accepts "Route 53" {
    why    = "The apply waits for the certificate."
    inputs = { acm_validation_timeout = "2h" }
  }
}
