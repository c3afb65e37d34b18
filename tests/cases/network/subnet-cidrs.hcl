# How the ranges of the two kinds of subnet go together, and with the VPC.

base = "external-dependencies"

rule "the ranges of both kinds of subnet are set, or of neither" {
  refuses "private alone" {
    why    = "The defaults of the public kind could overlap these."
    inputs = { private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20"] }
    fails  = ["public_subnet_cidrs"]
  }

  refuses "public alone" {
    why    = "The defaults of the private kind could overlap these."
    inputs = { public_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20"] }
    fails  = ["private_subnet_cidrs"]
  }

  accepts "both" {
    why = "Who sets both answers for both."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.16.0/20"]
      public_subnet_cidrs  = ["10.0.32.0/20", "10.0.48.0/20"]
    }
  }
}

rule "subnets lie in the VPC" {
  refuses "wider than the VPC" {
    why = "A range that holds the whole VPC is not in it, and overlaps everything else besides."
    inputs = {
      vpc_cidr             = "10.0.0.0/20"
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24"]
      private_subnet_cidrs = ["10.0.2.0/24", "10.0.0.0/16"]
    }
    fails = ["private_subnet_cidrs[0]", "private_subnet_cidrs[1]"]
  }

  refuses "private outside" {
    why = "10.1.0.0 is not in the default VPC, 10.0.0.0/16."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.1.0.0/20"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["private_subnet_cidrs[1]"]
  }

  refuses "public outside" {
    why = "10.1.0.0 is not in the default VPC, 10.0.0.0/16."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/20", "10.1.0.0/20"]
      private_subnet_cidrs = ["10.0.128.0/20", "10.0.144.0/20"]
    }
    fails = ["public_subnet_cidrs[1]"]
  }

  accepts "the last of the VPC" {
    why = "The last range ends where the VPC ends."
    inputs = {
      private_subnet_cidrs = ["10.0.0.0/20", "10.0.240.0/20"]
      public_subnet_cidrs  = ["10.0.128.0/20", "10.0.144.0/20"]
    }
  }
}

rule "there are as many private_subnet_cidrs as public_subnet_cidrs" {
  refuses "two and three" {
    why = "Each zone has one subnet of each kind."
    inputs = {
      availability_zones   = null
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24"]
      private_subnet_cidrs = ["10.0.2.0/24", "10.0.3.0/24", "10.0.4.0/24"]
    }
    fails = ["private_subnet_cidrs"]
  }

  accepts "three and three" {
    why = "Three zones have three of each."
    inputs = {
      availability_zones   = null
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24", "10.0.5.0/24"]
      private_subnet_cidrs = ["10.0.2.0/24", "10.0.3.0/24", "10.0.4.0/24"]
    }
  }
}

rule "private and public ranges do not overlap" {
  refuses "half of a public range" {
    why = "The private range is the second half of a public one."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24"]
      private_subnet_cidrs = ["10.0.0.128/25", "10.0.3.0/24"]
    }
    fails = ["private_subnet_cidrs[0]"]
  }

  accepts "side by side" {
    why = "Ranges that touch do not overlap."
    inputs = {
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24"]
      private_subnet_cidrs = ["10.0.2.0/24", "10.0.3.0/24"]
    }
  }
}
