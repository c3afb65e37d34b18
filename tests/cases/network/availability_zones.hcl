# The zones that the subnets lie in.

base = "external-dependencies"

rule "availability_zones holds names of zones" {
  refuses "a region among them" {
    why    = "A zone ends in a letter; without it this is a region."
    inputs = { availability_zones = ["us-east-1", "us-east-1b"] }
    fails  = ["availability_zones[0]"]
  }

  refuses "local zone" {
    why    = "A Local Zone has neither NAT gateways nor Fargate."
    inputs = { availability_zones = ["us-east-1a", "us-east-1-bos-1a"] }
    fails  = ["availability_zones[1]"]
  }

  accepts "left out" {
    why    = "Left out, the module asks AWS which zones there are."
    inputs = { availability_zones = null }
  }
}

rule "there are at least two availability_zones" {
  refuses "none" {
    why    = "An empty list names no zone; it is not the default."
    inputs = { availability_zones = [] }
    fails  = ["availability_zones"]
  }

  refuses "one" {
    why    = "The load balancer and the database need two zones."
    inputs = { availability_zones = ["us-east-1a"] }
    fails  = ["availability_zones"]
  }

  accepts "two" {
    why    = "Two zones are the fewest."
    inputs = { availability_zones = ["us-east-1c", "us-east-1d"] }
  }
}

rule "each of the availability_zones is named once" {
  refuses "twice" {
    why    = "Two subnets of a kind would lie in one zone."
    inputs = { availability_zones = ["us-east-1a", "us-east-1a"] }
    fails  = ["availability_zones"]
  }

  accepts "two of one region" {
    why    = "Zones of one region differ in their letter alone."
    inputs = { availability_zones = ["us-east-1a", "us-east-1f"] }
  }
}

rule "availability_zones is for managed networks" {
  refuses "existing network" {
    why    = "The existing subnets lie in their zones already."
    base   = "existing-network-with-dns"
    inputs = { availability_zones = ["us-east-1a", "us-east-1b"] }
    fails  = ["availability_zones"]
  }

  accepts "managed network" {
    why    = "The module makes subnets in the zones that it is told."
    inputs = { availability_zones = ["us-east-1b", "us-east-1c"] }
  }
}

rule "there are at most eight availability_zones by default" {
  refuses "nine" {
    why = "By default a VPC is cut into eight subnets of each kind."
    inputs = {
      availability_zones = [
        "us-east-1a",
        "us-east-1b",
        "us-east-1c",
        "us-east-1d",
        "us-east-1e",
        "us-east-1f",
        "us-east-1g",
        "us-east-1h",
        "us-east-1i",
      ]
    }
    fails = ["availability_zones"]
  }

  accepts "eight" {
    why = "Eight zones use up the default cut."
    inputs = {
      availability_zones = [
        "us-east-1a",
        "us-east-1b",
        "us-east-1c",
        "us-east-1d",
        "us-east-1e",
        "us-east-1f",
        "us-east-1g",
        "us-east-1h",
      ]
    }
    warns = ["unlisted_availability_zone"]
  }
}

rule "availability_zones are of aws_region" {
  refuses "other region" {
    why    = "eu-central-1b is not in us-east-1."
    inputs = { availability_zones = ["us-east-1a", "eu-central-1b"] }
    fails  = ["availability_zones[1]"]
  }

  accepts "all of the region" {
    why = "The zones follow the region."
    inputs = {
      aws_region         = "eu-central-1"
      availability_zones = ["eu-central-1a", "eu-central-1b"]
      certificate_arn    = null
      domain_name        = null
    }
    warns = ["plain_http", "secret_in_another_region"]
  }
}

rule "there are as many public_subnet_cidrs as availability_zones" {
  refuses "three zones, two ranges" {
    why = "The third zone would have no subnet."
    inputs = {
      availability_zones   = ["us-east-1a", "us-east-1b", "us-east-1c"]
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24"]
      private_subnet_cidrs = ["10.0.2.0/24", "10.0.3.0/24"]
    }
    fails = ["availability_zones"]
  }

  accepts "three of each" {
    why = "Each zone has a public and a private range."
    inputs = {
      availability_zones   = ["us-east-1a", "us-east-1b", "us-east-1c"]
      public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]
      private_subnet_cidrs = ["10.0.10.0/24", "10.0.11.0/24", "10.0.12.0/24"]
    }
  }
}

advice "unlisted_availability_zone" {
  warns "us-east-1e" {
    why    = "Some accounts see it, most do not."
    base   = "minimal-managed"
    inputs = { availability_zones = ["us-east-1a", "us-east-1e"], acknowledged_advice = ["plain_http"] }
  }

  silent "listed" {
    why    = "Every account sees these."
    base   = "minimal-managed"
    inputs = { availability_zones = ["us-east-1a", "us-east-1b"], acknowledged_advice = ["plain_http"] }
  }

  silent "a region without a table" {
    why  = "Nobody here knows its zones."
    base = "minimal-managed"
    inputs = {
      aws_region          = "xx-north-1"
      availability_zones  = ["xx-north-1a", "xx-north-1z"]
      acknowledged_advice = ["plain_http", "secret_in_another_region", "unknown_region"]
    }
  }
}
