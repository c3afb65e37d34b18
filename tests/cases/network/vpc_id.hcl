# The existing VPC that the deployment goes into.

base = "existing-network-with-dns"

rule "vpc_id is the ID of a VPC" {
  refuses "capital" {
    why    = "IDs are lower-case hexadecimal."
    inputs = { vpc_id = "vpc-0A1B2C3D4E5F60718" }
    fails  = ["vpc_id"]
  }

  refuses "a name" {
    why    = "A name is not an ID, not even the name of a VPC."
    inputs = { vpc_id = "main" }
    fails  = ["vpc_id"]
  }

  accepts "old" {
    why    = "Accounts still have VPCs with IDs of eight digits."
    inputs = { vpc_id = "vpc-1a2b3c4d" }
  }
}

rule "vpc_id is for existing networks" {
  refuses "managed network" {
    why    = "The module makes its VPC, so another one would be ignored."
    base   = "external-dependencies"
    inputs = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
    fails  = ["vpc_id"]
  }

  accepts "existing network" {
    why    = "An existing network is named by its VPC."
    inputs = { vpc_id = "vpc-0f1e2d3c4b5a69788" }
  }
}

rule "an existing network names its vpc_id" {
  refuses "missing" {
    why    = "Nobody could tell which VPC is meant."
    inputs = { vpc_id = null }
    fails  = ["vpc_id"]
  }

  accepts "managed network" {
    why    = "A managed network has no ID before it is made."
    base   = "external-dependencies"
    inputs = { networking_mode = "managed", vpc_id = null }
  }
}
