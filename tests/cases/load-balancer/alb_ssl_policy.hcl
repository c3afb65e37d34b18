# Which versions and ciphers of TLS the load balancer speaks.

base = "external-dependencies"

rule "alb_ssl_policy is one of those that refuse old TLS" {
  refuses "old" {
    why    = "This policy still speaks TLS 1.0."
    inputs = { alb_ssl_policy = "ELBSecurityPolicy-2016-08" }
    fails  = ["alb_ssl_policy"]
  }

  accepts "strict" {
    why    = "This policy speaks TLS 1.3 alone."
    inputs = { alb_ssl_policy = "ELBSecurityPolicy-TLS13-1-3-2021-06" }
  }
}
