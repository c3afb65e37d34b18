# The ranges of the private subnets that the module makes.

base = "external-dependencies"

rule "private_subnet_cidrs are IPv4 ranges that start at their network address" {
  refuses "host bits" {
    why = "The second range starts at 10.0.16.0, not at a host in it."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.1/20"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["private_subnet_cidrs[1]"]
  }

  refuses "not a range" {
    why = "An address without a length is not a range."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0", "10.0.16.0/20"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["private_subnet_cidrs[0]"]
  }

  accepts "four ranges" {
    why = "Each range starts where its length says."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
  }
}

rule "private_subnet_cidrs are /16 to /28" {
  refuses "too large" {
    why = "A subnet is a /16 at most; a /8 is not in the VPC either."
    inputs = {
      vpc_cidr             = "10.0.0.0/16"
      private_subnet_cidrs = ["10.0.0.0/20", "11.0.0.0/8"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["private_subnet_cidrs[1]", "private_subnet_cidrs[1]"]
  }

  refuses "too small" {
    why = "AWS has no subnet smaller than a /28."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/29"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["private_subnet_cidrs[1]"]
  }

  accepts "smallest" {
    why = "A /28 is the smallest subnet, and tasks need no more."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/28"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
  }
}

rule "there are at least two private_subnet_cidrs" {
  refuses "one of each kind" {
    why = "Two zones need two subnets of each kind."
    inputs = {
      availability_zones   = null
      private_subnet_cidrs = ["10.0.0.0/20"]
      public_subnet_cidrs  = ["10.0.128.0/20"]
    }
    fails = ["private_subnet_cidrs", "public_subnet_cidrs"]
  }

  refuses "one private, two public" {
    why = "The private range alone is one too few, and they are unequal too."
    inputs = {
      availability_zones   = null
      private_subnet_cidrs = ["10.0.0.0/20"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["private_subnet_cidrs"]
  }

  accepts "two of each kind" {
    why = "Two ranges of a kind are the fewest."
    inputs = {
      availability_zones   = null
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
      public_subnet_cidrs  = ["10.0.0.0/20", "10.0.16.0/20"]
    }
  }
}

rule "private_subnet_cidrs do not overlap" {
  refuses "one within the other" {
    why = "10.0.8.0/21 is half of 10.0.0.0/20."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.8.0/21"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["private_subnet_cidrs[1]"]
  }

  refuses "twice" {
    why = "The same range twice overlaps both ways, so both are named."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.0.0/20"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["private_subnet_cidrs[0]", "private_subnet_cidrs[1]"]
  }

  accepts "side by side" {
    why = "The second range starts where the first ends."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/21", "10.0.8.0/21"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
  }
}

rule "private_subnet_cidrs is for managed networks" {
  refuses "existing network" {
    why  = "Existing subnets have their ranges already, of both kinds."
    base = "existing-network-with-dns"
    inputs = {
      public_subnet_cidrs  = ["10.0.4.0/24", "10.0.5.0/24"]
      private_subnet_cidrs = ["10.0.0.0/24", "10.0.1.0/24"]
    }
    fails = ["public_subnet_cidrs", "private_subnet_cidrs"]
  }

  refuses "existing network, private alone" {
    why    = "The private ranges are refused, whether or not the public ones are there."
    base   = "existing-network-with-dns"
    inputs = { private_subnet_cidrs = ["10.0.0.0/24", "10.0.1.0/24"] }
    fails  = ["public_subnet_cidrs", "private_subnet_cidrs"]
  }

  accepts "managed network" {
    why = "Ranges of one's own go into a managed VPC."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/24", "10.0.1.0/24"]
      public_subnet_cidrs  = ["10.0.4.0/24", "10.0.5.0/24"]
    }
  }
}

advice "few_addresses" {
  warns "two of /28" {
    why  = "22 addresses do not do for 8 tasks in the middle of a deployment, with workers beside them, and database and Redis."
    base = "split-workers-managed"
    inputs = {
      availability_zones   = ["us-east-1a", "us-east-1b"]
      private_subnet_cidrs = ["10.0.0.0/28", "10.0.0.16/28"]
      public_subnet_cidrs  = ["10.0.128.0/24", "10.0.129.0/24"]
    }
  }

  silent "two of /24" {
    why  = "502 addresses are plenty."
    base = "split-workers-managed"
    inputs = {
      availability_zones   = ["us-east-1a", "us-east-1b"]
      private_subnet_cidrs = ["10.0.0.0/24", "10.0.1.0/24"]
      public_subnet_cidrs  = ["10.0.128.0/24", "10.0.129.0/24"]
    }
  }
}
