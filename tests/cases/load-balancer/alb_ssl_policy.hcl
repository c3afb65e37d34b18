# Which versions and ciphers of TLS the load balancer speaks.

base = "external-dependencies"

rule "alb_ssl_policy is one of those that refuse old TLS" {
  refuses "old" {
    why    = "This policy still speaks TLS 1.0."
    inputs = { alb_ssl_policy = "ELBSecurityPolicy-2016-08" }
    fails  = ["alb_ssl_policy"]
  }

  refuses "TLS 1.1" {
    why    = "This policy still speaks TLS 1.1."
    inputs = { alb_ssl_policy = "ELBSecurityPolicy-TLS13-1-1-2021-06" }
    fails  = ["alb_ssl_policy"]
  }

  accepts "for older clients" {
    why    = "It has ciphers for older clients, and no old TLS."
    inputs = { alb_ssl_policy = "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06" }
  }

  accepts "forward secrecy" {
    why    = "It has been there since before TLS 1.3."
    inputs = { alb_ssl_policy = "ELBSecurityPolicy-FS-1-2-Res-2020-10" }
  }

  accepts "post-quantum" {
    why    = "It is what AWS's console proposes."
    inputs = { alb_ssl_policy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" }
  }

  accepts "strict" {
    why    = "This policy speaks TLS 1.3 alone."
    inputs = { alb_ssl_policy = "ELBSecurityPolicy-TLS13-1-3-2021-06" }
  }
}
