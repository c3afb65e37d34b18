# The existing subnets of the load balancer.

base = "existing-network-with-dns"

rule "public_subnet_ids are IDs of subnets" {
  refuses "a VPC among them" {
    why    = "A VPC is not a subnet."
    inputs = { public_subnet_ids = ["vpc-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60009"] }
    fails  = ["public_subnet_ids[0]"]
  }

  refuses "a hole" {
    why    = "A hole in the list is not an ID."
    inputs = { public_subnet_ids = [null, "subnet-0a1b2c3d4e5f60008", "subnet-0a1b2c3d4e5f60009"] }
    fails  = ["public_subnet_ids[0]"]
  }

  refuses "a hole in both lists" {
    why = "Null is no subnet, so it is not a shared subnet either: the rule about those must not trip over it."
    inputs = {
      public_subnet_ids  = [null, "subnet-0a1b2c3d4e5f60001"]
      private_subnet_ids = [null, "subnet-0a1b2c3d4e5f60008"]
    }
    fails = ["private_subnet_ids[0]", "public_subnet_ids[0]"]
  }

  accepts "old and new" {
    why    = "Accounts still have subnets with IDs of eight digits."
    inputs = { public_subnet_ids = ["subnet-1a2b3c4d", "subnet-0a1b2c3d4e5f60009"] }
  }
}

rule "there are at least two public_subnet_ids" {
  refuses "one" {
    why    = "A load balancer needs subnets in two zones."
    inputs = { public_subnet_ids = ["subnet-0a1b2c3d4e5f60009"] }
    fails  = ["public_subnet_ids"]
  }

  accepts "three" {
    why = "There may be more than two."
    inputs = {
      public_subnet_ids = ["subnet-0a1b2c3d4e5f60007", "subnet-0a1b2c3d4e5f60008", "subnet-0a1b2c3d4e5f60009"]
    }
  }
}

rule "each of the public_subnet_ids is named once" {
  refuses "twice" {
    why    = "A load balancer takes a subnet once."
    inputs = { public_subnet_ids = ["subnet-0a1b2c3d4e5f60009", "subnet-0a1b2c3d4e5f60009"] }
    fails  = ["public_subnet_ids"]
  }

  accepts "two" {
    why    = "IDs that differ in a digit are two subnets."
    inputs = { public_subnet_ids = ["subnet-0a1b2c3d4e5f60008", "subnet-0a1b2c3d4e5f60009"] }
  }
}

rule "public_subnet_ids is for existing networks" {
  refuses "managed network" {
    why    = "The module makes its subnets, so others would be ignored."
    base   = "external-dependencies"
    inputs = { public_subnet_ids = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"] }
    fails  = ["public_subnet_ids"]
  }

  accepts "existing network" {
    why    = "An existing network names them."
    inputs = { public_subnet_ids = ["subnet-0a1b2c3d4e5f6000a", "subnet-0a1b2c3d4e5f6000b"] }
  }
}

rule "an existing network names its public_subnet_ids" {
  refuses "missing" {
    why    = "The load balancer would have no place."
    inputs = { public_subnet_ids = null }
    fails  = ["public_subnet_ids"]
  }

  accepts "managed network" {
    why    = "A managed network makes its own."
    base   = "external-dependencies"
    inputs = { networking_mode = "managed", public_subnet_ids = null }
  }
}
