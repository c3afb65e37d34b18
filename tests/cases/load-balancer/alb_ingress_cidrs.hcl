# From where the load balancer is reached.

base = "external-dependencies"

rule "alb_ingress_cidrs are IPv4 ranges that start at their network address" {
  refuses "host bits" {
    why    = "The range starts at 203.0.113.0: .7 is one host in it."
    inputs = { alb_ingress_cidrs = ["203.0.113.7/24"] }
    fails  = ["alb_ingress_cidrs[0]"]
  }

  refuses "ipv6" {
    why    = "The load balancer has IPv4 addresses alone."
    inputs = { alb_ingress_cidrs = ["::/0"] }
    fails  = ["alb_ingress_cidrs[0]"]
  }

  refuses "not a range" {
    why    = "A single host is written with its /32."
    inputs = { alb_ingress_cidrs = ["203.0.113.7"] }
    fails  = ["alb_ingress_cidrs[0]"]
  }

  accepts "a host and a range" {
    why    = "One host, with its /32, and one range."
    inputs = { alb_ingress_cidrs = ["203.0.113.7/32", "10.0.0.0/8"] }
  }
}

rule "alb_ingress_cidrs names at least one range" {
  refuses "none" {
    why    = "Without a range nobody reaches the load balancer."
    inputs = { alb_ingress_cidrs = [] }
    fails  = ["alb_ingress_cidrs"]
  }

  accepts "one" {
    why    = "One range is enough."
    inputs = { alb_ingress_cidrs = ["10.0.0.0/8"] }
  }
}

rule "each of the alb_ingress_cidrs is named once" {
  refuses "twice" {
    why    = "AWS refuses two rules of a security group that are the same."
    inputs = { alb_ingress_cidrs = ["10.0.0.0/8", "10.0.0.0/8"] }
    fails  = ["alb_ingress_cidrs"]
  }

  accepts "one within another" {
    why    = "Ranges may overlap: they are two rules."
    inputs = { alb_ingress_cidrs = ["10.0.0.0/8", "10.1.0.0/16"] }
  }
}

rule "alb_ingress_cidrs fit in a security group" {
  refuses "31 with TLS" {
    why    = "Each makes a rule for both ports, and a security group takes 60."
    inputs = { alb_ingress_cidrs = [for n in range(31) : "203.0.${n}.0/24"] }
    fails  = ["alb_ingress_cidrs"]
  }

  accepts "30 with TLS" {
    why    = "60 rules are the most."
    inputs = { alb_ingress_cidrs = [for n in range(30) : "203.0.${n}.0/24"] }
  }

  accepts "60 without TLS" {
    why  = "Port 80 alone makes one rule each."
    base = "minimal-managed"
    inputs = {
      acknowledged_advice = ["plain_http"]
      alb_ingress_cidrs   = [for n in range(60) : "203.0.${n}.0/24"]
    }
  }
}
