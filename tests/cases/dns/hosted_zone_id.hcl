# The Route 53 zone that the records are made in.

base = "existing-network-with-dns"

rule "hosted_zone_id is the ID of a zone" {
  refuses "name" {
    why    = "The zone's name is not its ID."
    inputs = { hosted_zone_id = "example.com" }
    fails  = ["hosted_zone_id"]
  }

  refuses "with prefix" {
    why    = "The ID alone, without the path in front that AWS's API shows."
    inputs = { hosted_zone_id = "/hostedzone/Z0123456789" }
    fails  = ["hosted_zone_id"]
  }

  accepts "short" {
    why    = "Older zones have shorter IDs."
    inputs = { hosted_zone_id = "Z0123456789" }
  }
}

rule "hosted_zone_id is for Route 53" {
  refuses "without Route 53" {
    why    = "Without Route 53 no record is made."
    base   = "external-dependencies"
    inputs = { hosted_zone_id = "Z0123456789" }
    fails  = ["hosted_zone_id"]
  }

  accepts "Route 53" {
    why    = "The records go into the zone."
    inputs = { hosted_zone_id = "Z9876543210ZYXWVUTSRQ" }
  }
}

rule "Route 53 takes a hosted_zone_id" {
  refuses "without" {
    why    = "Nothing says where the record goes."
    inputs = { hosted_zone_id = null }
    fails  = ["hosted_zone_id"]
  }

  accepts "with" {
    why    = "The zone is named."
    inputs = { dns_mode = "route53", hosted_zone_id = "Z1" }
  }
}
