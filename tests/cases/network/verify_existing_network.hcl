# Whether the plan looks the existing network up.

base = "existing-network-with-dns"

rule "verify_existing_network is for existing networks" {
  refuses "managed network" {
    why    = "There is nothing to look up before it is made."
    base   = "external-dependencies"
    inputs = { verify_existing_network = true }
    fails  = ["verify_existing_network"]
  }

  refuses "false, managed network" {
    why    = "Setting the default in the wrong mode is not the same as leaving it alone."
    base   = "external-dependencies"
    inputs = { verify_existing_network = false }
    fails  = ["verify_existing_network"]
  }

  accepts "existing network" {
    why    = "An existing network can be looked up."
    inputs = { verify_existing_network = true }
  }
}

advice "network_not_verified" {
  warns "nobody checked" {
    why    = "Nobody has checked that the subnets are where they should be."
    inputs = { acknowledged_advice = null }
  }

  silent "looked up at plan" {
    why    = "The plan looks the network up, so nothing is left to advise."
    inputs = { acknowledged_advice = null, verify_existing_network = true }
  }
}
