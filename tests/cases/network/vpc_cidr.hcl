# The range of the VPC that the module makes.

base = "external-dependencies"

rule "vpc_cidr is an IPv4 range that starts at its network address" {
  refuses "empty" {
    why    = "Empty text is not a range, and not the default either."
    inputs = { vpc_cidr = "" }
    fails  = ["vpc_cidr"]
  }

  refuses "host bits" {
    why    = "The range begins at 10.0.0.0: 10.0.0.1 is one host in it."
    inputs = { vpc_cidr = "10.0.0.1/16" }
    fails  = ["vpc_cidr"]
  }

  refuses "ipv6" {
    why    = "The module's VPC has IPv4 addresses alone."
    inputs = { vpc_cidr = "fd00::/56" }
    fails  = ["vpc_cidr"]
  }

  refuses "leading zero" {
    why    = "Terraform reads a leading zero, AWS does not."
    inputs = { vpc_cidr = "10.00.0.0/16" }
    fails  = ["vpc_cidr"]
  }

  refuses "not a range" {
    why    = "An address without a length is not a range."
    inputs = { vpc_cidr = "10.0.0.0" }
    fails  = ["vpc_cidr"]
  }

  refuses "octet" {
    why    = "Each of the four numbers ends at 255."
    inputs = { vpc_cidr = "10.256.0.0/16" }
    fails  = ["vpc_cidr"]
  }

  accepts "a private range" {
    why    = "Ten-dot networks are the usual choice."
    inputs = { vpc_cidr = "10.20.0.0/16" }
  }
}

rule "vpc_cidr is a /16 to a /28" {
  refuses "29" {
    why    = "AWS has no VPC smaller than a /28."
    inputs = { vpc_cidr = "10.0.0.0/29" }
    fails  = ["vpc_cidr"]
  }

  refuses "15" {
    why    = "AWS has no VPC larger than a /16."
    inputs = { vpc_cidr = "10.0.0.0/15" }
    fails  = ["vpc_cidr"]
  }

  accepts "16" {
    why    = "A /16 is the largest VPC."
    inputs = { vpc_cidr = "172.16.0.0/16" }
  }
}

rule "vpc_cidr is not in a reserved range" {
  refuses "link local" {
    why    = "Link-local addresses hold the metadata service of AWS."
    inputs = { vpc_cidr = "169.254.0.0/16" }
    fails  = ["vpc_cidr"]
  }

  refuses "loopback" {
    why    = "Loopback addresses never leave a machine."
    inputs = { vpc_cidr = "127.0.0.0/16" }
    fails  = ["vpc_cidr"]
  }

  refuses "multicast" {
    why    = "Multicast addresses name groups of machines, not a network."
    inputs = { vpc_cidr = "224.0.0.0/16" }
    fails  = ["vpc_cidr"]
  }

  accepts "shared space" {
    why    = "Carrier-grade addresses (100.64.0.0/10) are unusual, but AWS takes them."
    inputs = { vpc_cidr = "100.64.0.0/16" }
  }
}

rule "vpc_cidr is for managed networks" {
  refuses "existing network" {
    why    = "The existing VPC has its range already."
    base   = "existing-network-with-dns"
    inputs = { vpc_cidr = "10.1.0.0/16" }
    fails  = ["vpc_cidr"]
  }

  accepts "managed network" {
    why    = "A managed VPC may have any private range."
    inputs = { vpc_cidr = "192.168.0.0/16" }
  }
}

rule "vpc_cidr is large enough to cut subnets from" {
  refuses "24 uncut" {
    why    = "A sixteenth of a /24 is a /28, and the load balancer needs a /27."
    inputs = { vpc_cidr = "10.0.0.0/24" }
    fails  = ["vpc_cidr"]
  }

  accepts "23 uncut" {
    why    = "A sixteenth of a /23 is a /27, which is just enough."
    inputs = { vpc_cidr = "10.0.0.0/23" }
  }

  accepts "24 cut" {
    why = "With subnets of one's own nothing is cut, so a /24 will do."
    inputs = {
      vpc_cidr             = "10.0.0.0/24"
      public_subnet_cidrs  = ["10.0.0.0/27", "10.0.0.32/27"]
      private_subnet_cidrs = ["10.0.0.128/26", "10.0.0.192/26"]
    }
  }
}
