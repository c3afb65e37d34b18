# How the certificate that the module requests is validated.

base = "existing-network-with-dns"

rule "acm_validation_method is DNS" {
  refuses "e-mail" {
    why    = "Validation by e-mail needs somebody who reads it."
    inputs = { acm_validation_method = "EMAIL" }
    fails  = ["acm_validation_method"]
  }

  accepts "DNS" {
    why    = "The one method that needs nobody."
    inputs = { acm_validation_method = "DNS" }
  }
}

rule "acm_validation_method is for Route 53" {
  refuses "without Route 53" {
    why    = "Without Route 53 no certificate is requested."
    base   = "external-dependencies"
    inputs = { acm_validation_method = "DNS" }
    fails  = ["acm_validation_method"]
  }

  accepts "Route 53" {
    why    = "The certificate is validated in the zone."
    inputs = { acm_validation_method = "DNS", create_www_record = false }
  }
}
