# The existing subnets of the tasks.

base = "existing-network-with-dns"

rule "private_subnet_ids are IDs of subnets" {
  refuses "a VPC among them" {
    why    = "A VPC is not a subnet."
    inputs = { private_subnet_ids = ["vpc-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60009"] }
    fails  = ["private_subnet_ids[0]"]
  }

  refuses "a hole" {
    why    = "A hole in the list is not an ID."
    inputs = { private_subnet_ids = [null, "subnet-0a1b2c3d4e5f60008", "subnet-0a1b2c3d4e5f60009"] }
    fails  = ["private_subnet_ids[0]"]
  }

  accepts "old and new" {
    why    = "Accounts still have subnets with IDs of eight digits."
    inputs = { private_subnet_ids = ["subnet-1a2b3c4d", "subnet-0a1b2c3d4e5f60009"] }
  }
}

rule "there are at least two private_subnet_ids" {
  refuses "one" {
    why    = "Tasks spread over two zones, and the database needs two."
    inputs = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60009"] }
    fails  = ["private_subnet_ids"]
  }

  accepts "three" {
    why = "There may be more than two."
    inputs = {
      private_subnet_ids = ["subnet-0a1b2c3d4e5f60007", "subnet-0a1b2c3d4e5f60008", "subnet-0a1b2c3d4e5f60009"]
    }
  }
}

rule "each of the private_subnet_ids is named once" {
  refuses "twice" {
    why    = "A service takes a subnet once."
    inputs = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60009", "subnet-0a1b2c3d4e5f60009"] }
    fails  = ["private_subnet_ids"]
  }

  accepts "two" {
    why    = "IDs that differ in a digit are two subnets."
    inputs = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60008", "subnet-0a1b2c3d4e5f60009"] }
  }
}

rule "there are at most 16 private_subnet_ids" {
  refuses "17" {
    why = "An ECS service takes at most 16 subnets."
    inputs = {
      private_subnet_ids = [
        "subnet-0a1b2c3d4e5f60100",
        "subnet-0a1b2c3d4e5f60101",
        "subnet-0a1b2c3d4e5f60102",
        "subnet-0a1b2c3d4e5f60103",
        "subnet-0a1b2c3d4e5f60104",
        "subnet-0a1b2c3d4e5f60105",
        "subnet-0a1b2c3d4e5f60106",
        "subnet-0a1b2c3d4e5f60107",
        "subnet-0a1b2c3d4e5f60108",
        "subnet-0a1b2c3d4e5f60109",
        "subnet-0a1b2c3d4e5f6010a",
        "subnet-0a1b2c3d4e5f6010b",
        "subnet-0a1b2c3d4e5f6010c",
        "subnet-0a1b2c3d4e5f6010d",
        "subnet-0a1b2c3d4e5f6010e",
        "subnet-0a1b2c3d4e5f6010f",
        "subnet-0a1b2c3d4e5f60110",
      ]
    }
    fails = ["private_subnet_ids"]
  }

  accepts "16" {
    why = "16 are the most."
    inputs = {
      private_subnet_ids = [
        "subnet-0a1b2c3d4e5f60100",
        "subnet-0a1b2c3d4e5f60101",
        "subnet-0a1b2c3d4e5f60102",
        "subnet-0a1b2c3d4e5f60103",
        "subnet-0a1b2c3d4e5f60104",
        "subnet-0a1b2c3d4e5f60105",
        "subnet-0a1b2c3d4e5f60106",
        "subnet-0a1b2c3d4e5f60107",
        "subnet-0a1b2c3d4e5f60108",
        "subnet-0a1b2c3d4e5f60109",
        "subnet-0a1b2c3d4e5f6010a",
        "subnet-0a1b2c3d4e5f6010b",
        "subnet-0a1b2c3d4e5f6010c",
        "subnet-0a1b2c3d4e5f6010d",
        "subnet-0a1b2c3d4e5f6010e",
        "subnet-0a1b2c3d4e5f6010f",
      ]
    }
  }
}

rule "private_subnet_ids is for existing networks" {
  refuses "managed network" {
    why    = "The module makes its subnets, so others would be ignored."
    base   = "external-dependencies"
    inputs = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"] }
    fails  = ["private_subnet_ids"]
  }

  accepts "existing network" {
    why    = "An existing network names them."
    inputs = { private_subnet_ids = ["subnet-0a1b2c3d4e5f6000a", "subnet-0a1b2c3d4e5f6000b"] }
  }
}

rule "an existing network names its private_subnet_ids" {
  refuses "missing" {
    why    = "The tasks would have no place."
    inputs = { private_subnet_ids = null }
    fails  = ["private_subnet_ids"]
  }

  accepts "managed network" {
    why    = "A managed network makes its own."
    base   = "external-dependencies"
    inputs = { networking_mode = "managed", private_subnet_ids = null }
  }
}

rule "tasks do not run in public_subnet_ids" {
  refuses "a subnet in both lists" {
    why = "Tasks run in private subnets, so a subnet cannot be both."
    inputs = {
      public_subnet_ids  = ["subnet-0a1b2c3d4e5f60100", "subnet-0a1b2c3d4e5f60101"]
      private_subnet_ids = ["subnet-0a1b2c3d4e5f60101", "subnet-0a1b2c3d4e5f60102"]
    }
    fails = ["private_subnet_ids"]
  }

  accepts "an internal load balancer" {
    why = "A load balancer that is internal lies in private subnets, and may share them."
    inputs = {
      public_subnet_ids  = ["subnet-0a1b2c3d4e5f60100", "subnet-0a1b2c3d4e5f60101"]
      private_subnet_ids = ["subnet-0a1b2c3d4e5f60100", "subnet-0a1b2c3d4e5f60101"]
      alb_internal       = true
    }
  }
}
