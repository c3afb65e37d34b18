# How many NAT gateways the managed network has.

base = "external-dependencies"

rule "nat_gateway_mode is single or per_zone" {
  refuses "per subnet" {
    why    = "The list is closed: subnets of one zone share a gateway."
    inputs = { nat_gateway_mode = "per_subnet" }
    fails  = ["nat_gateway_mode"]
  }

  accepts "per zone" {
    why    = "One in each zone is one of the two."
    inputs = { nat_gateway_mode = "per_zone" }
  }
}

rule "nat_gateway_mode is for managed networks" {
  refuses "existing network" {
    why    = "An existing network has its own way out."
    base   = "existing-network-with-dns"
    inputs = { nat_gateway_mode = "single" }
    fails  = ["nat_gateway_mode"]
  }

  accepts "managed network" {
    why    = "The module makes the gateways of its own network."
    inputs = { nat_gateway_mode = "per_zone", environment = "staging" }
  }
}

advice "single_nat_gateway" {
  warns "production" {
    why    = "When the zone of the only gateway is down, no task reaches anything."
    inputs = { nat_gateway_mode = "single" }
  }

  silent "staging" {
    why    = "Outside of production one gateway saves money and may fail."
    inputs = { nat_gateway_mode = "single", environment = "staging" }
  }
}
