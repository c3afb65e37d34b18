# How the existing network reaches AWS and the rest of the world.

base = "existing-network-with-dns-waf"

rule "existing_network_egress is nat or vpc_endpoints" {
  refuses "egress unknown" {
    why    = "The list is closed: private subnets reach the internet through NAT."
    base   = "existing-network-with-dns"
    inputs = { existing_network_egress = "internet" }
    fails  = ["existing_network_egress"]
  }

  accepts "NAT" {
    why    = "NAT is one of the two, as the preset has it."
    base   = "existing-network-with-dns"
    inputs = { existing_network_egress = "nat" }
  }
}

rule "existing_network_egress is for existing networks" {
  refuses "managed network" {
    why    = "A managed network has NAT gateways, always."
    base   = "external-dependencies"
    inputs = { existing_network_egress = "nat" }
    fails  = ["existing_network_egress"]
  }

  accepts "existing network" {
    why    = "The other of the two is for existing networks as well."
    inputs = { existing_network_egress = "vpc_endpoints" }
  }
}

rule "an existing network names its existing_network_egress" {
  refuses "missing" {
    why    = "Without a way out no task pulls its image, so somebody has to say which."
    base   = "existing-network-with-dns"
    inputs = { existing_network_egress = null }
    fails  = ["existing_network_egress"]
  }

  accepts "managed network" {
    why    = "A managed network's way out is known."
    base   = "external-dependencies"
    inputs = { networking_mode = "managed", existing_network_egress = null }
  }
}

rule "egress through VPC endpoints takes its image from ECR" {
  refuses "another registry" {
    why    = "Endpoints do not reach ghcr.io."
    inputs = { image = "ghcr.io/example/openmercato:1.4.2" }
    fails  = ["existing_network_egress"]
  }

  refuses "public ECR" {
    why    = "The public ECR has no endpoint."
    inputs = { image = "public.ecr.aws/example/openmercato:1.4.2" }
    fails  = ["existing_network_egress"]
  }

  accepts "the dual-stack name" {
    why    = "A private registry of ECR has a second name, which endpoints reach too."
    inputs = { image = "123456789012.dkr-ecr.us-east-1.on.aws/openmercato:1.4.2" }
  }

  accepts "NAT" {
    why    = "NAT reaches every registry."
    base   = "existing-network-with-dns"
    inputs = { image = "ghcr.io/example/openmercato:1.4.2" }
  }
}

rule "egress through VPC endpoints takes its image from the region's own ECR" {
  refuses "another region" {
    why    = "Endpoints reach services of their own region alone."
    inputs = { image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2" }
    fails  = ["image"]
  }

  accepts "the region's own" {
    why    = "The registry is in the deployment's region."
    inputs = { image = "210987654321.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2" }
  }
}
