# The ranges of the public subnets that the module makes.

base = "external-dependencies"

rule "public_subnet_cidrs are IPv4 ranges that start at their network address" {
  refuses "host bits" {
    why = "The second range starts at 10.0.16.0, not at a host in it."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/20", "10.0.16.1/20"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["public_subnet_cidrs[1]"]
  }

  refuses "not a range" {
    why = "An address without a length is not a range."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0", "10.0.16.0/20"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["public_subnet_cidrs[0]"]
  }

  accepts "four ranges" {
    why = "Each range starts where its length says."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/20", "10.0.16.0/20"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
  }
}

rule "public_subnet_cidrs are /16 to /27" {
  refuses "too large" {
    why = "A subnet is a /16 at most; a /8 is not in the VPC either."
    inputs = {
      vpc_cidr             = "10.0.0.0/16"
      public_subnet_cidrs  = ["10.0.0.0/20", "11.0.0.0/8"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["public_subnet_cidrs[1]", "public_subnet_cidrs[1]"]
  }

  refuses "too small" {
    why = "A load balancer needs more addresses than a /28 has."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/20", "10.0.16.0/28"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["public_subnet_cidrs[1]"]
  }

  accepts "smallest" {
    why = "A /27 is the smallest subnet that a load balancer takes."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/20", "10.0.16.0/27"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
  }
}

rule "there are at least two public_subnet_cidrs" {
  refuses "one of each kind" {
    why = "Two zones need two subnets of each kind."
    inputs = {
      availability_zones   = null
      public_subnet_cidrs  = ["10.0.0.0/20"]
      private_subnet_cidrs = ["10.0.128.0/20"]
    }
    fails = ["public_subnet_cidrs", "private_subnet_cidrs"]
  }

  refuses "one public, two private" {
    why = "The public range alone is one too few, and they are unequal too."
    inputs = {
      availability_zones   = null
      public_subnet_cidrs  = ["10.0.128.0/20"]
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20"]
    }
    fails = ["public_subnet_cidrs", "private_subnet_cidrs"]
  }

  accepts "two of each kind" {
    why = "Two ranges of a kind are the fewest."
    inputs = {
      availability_zones   = null
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20"]
    }
  }
}

rule "public_subnet_cidrs do not overlap" {
  refuses "one within the other" {
    why = "10.0.8.0/21 is half of 10.0.0.0/20."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/20", "10.0.8.0/21"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["public_subnet_cidrs[1]"]
  }

  refuses "twice" {
    why = "The same range twice overlaps both ways, so both are named."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/20", "10.0.0.0/20"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["public_subnet_cidrs[0]", "public_subnet_cidrs[1]"]
  }

  accepts "side by side" {
    why = "The second range starts where the first ends."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/21", "10.0.8.0/21"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
  }
}

rule "public_subnet_cidrs is for managed networks" {
  refuses "existing network" {
    why  = "Existing subnets have their ranges already, of both kinds."
    base = "existing-network-with-dns"
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24"]
      private_subnet_cidrs = ["10.0.2.0/24", "10.0.3.0/24"]
    }
    fails = ["public_subnet_cidrs", "private_subnet_cidrs"]
  }

  refuses "existing network, public alone" {
    why    = "The public ranges are refused, whether or not the private ones are there."
    base   = "existing-network-with-dns"
    inputs = { public_subnet_cidrs = ["10.0.0.0/24", "10.0.1.0/24"] }
    fails  = ["public_subnet_cidrs", "private_subnet_cidrs"]
  }

  accepts "managed network" {
    why = "Ranges of one's own go into a managed VPC."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24"]
      private_subnet_cidrs = ["10.0.4.0/24", "10.0.5.0/24"]
    }
  }
}
