# Whether the module makes records and certificate in Route 53.

base = "external-dependencies"

rule "dns_mode is none or route53" {
  refuses "unknown" {
    why    = "The list is closed: records elsewhere are made by hand."
    inputs = { dns_mode = "cloudflare", domain_name = null, certificate_arn = null }
    fails  = ["dns_mode"]
  }

  accepts "none" {
    why    = "None is one of the two, and the default."
    inputs = { dns_mode = "none" }
  }
}

advice "plain_http" {
  warns "no domain" {
    why    = "Plain HTTP: nobody can sign in, since the cookies of OpenMercato are for HTTPS alone."
    inputs = { domain_name = null, certificate_arn = null }
  }

  silent "a certificate of one's own" {
    why = "With a certificate the load balancer speaks HTTPS without Route 53."
    inputs = {
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
    }
  }

  silent "acknowledged" {
    why    = "Who has read the advice and names it is not told again."
    base   = "minimal-managed"
    inputs = { acknowledged_advice = ["plain_http"] }
  }
}
