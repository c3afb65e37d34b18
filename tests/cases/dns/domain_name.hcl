# The domain under which the application is reached.

base = "external-dependencies"

rule "domain_name is a domain in lower case" {
  refuses "254" {
    why = "A domain has at most 253 characters."
    inputs = {
      domain_name = "${join("", [for n in range(62) : "a"])}.${join("", [for n in range(62) : "a"])}.${join("", [for n in range(62) : "a"])}.${join("", [for n in range(62) : "a"])}.co"
    }
    fails = ["domain_name"]
  }

  refuses "capital letter" {
    why    = "Domains are written in lower case."
    inputs = { domain_name = "Shop.example.com" }
    fails  = ["domain_name"]
  }

  refuses "closing dot" {
    why    = "The dot of the root is left out."
    inputs = { domain_name = "shop.example.com." }
    fails  = ["domain_name"]
  }

  refuses "long label" {
    why    = "A label has at most 63 characters."
    inputs = { domain_name = "${join("", [for n in range(64) : "a"])}.example.com" }
    fails  = ["domain_name"]
  }

  refuses "numeric ending" {
    why    = "An address is not a domain."
    inputs = { domain_name = "10.0.0.1" }
    fails  = ["domain_name"]
  }

  refuses "single label" {
    why    = "A domain has a dot."
    inputs = { domain_name = "localhost" }
    fails  = ["domain_name"]
  }

  refuses "underscore" {
    why    = "Names of hosts have no underscore."
    inputs = { domain_name = "my_shop.example.com" }
    fails  = ["domain_name"]
  }

  refuses "wildcard" {
    why    = "The application has one name, not many."
    inputs = { domain_name = "*.example.com" }
    fails  = ["domain_name"]
  }

  refuses "with scheme" {
    why    = "A domain is not a URL."
    inputs = { domain_name = "https://shop.example.com" }
    fails  = ["domain_name"]
  }

  accepts "punycode" {
    why    = "An international domain is written in its ASCII form."
    inputs = { domain_name = "xn--mxtr-5qa.example.com" }
  }
}

rule "Route 53 takes a domain_name" {
  refuses "without" {
    why    = "There is nothing to make a record for."
    base   = "existing-network-with-dns"
    inputs = { domain_name = null, create_www_record = null }
    fails  = ["domain_name"]
  }

  accepts "with" {
    why    = "The record is made in the zone."
    base   = "existing-network-with-dns"
    inputs = { domain_name = "shop.example.com" }
  }
}

rule "certificate_arn takes a domain_name" {
  refuses "without" {
    why    = "Nothing says which name of the certificate points here."
    inputs = { domain_name = null }
    fails  = ["domain_name"]
  }

  accepts "with" {
    why    = "The domain is one of the certificate's."
    inputs = { domain_name = "shop.example.org" }
  }
}

rule "domain_name takes a certificate" {
  refuses "without" {
    why    = "A domain alone would be plain HTTP under a name."
    inputs = { certificate_arn = null }
    fails  = ["domain_name"]
  }

  accepts "neither" {
    why    = "Without a domain there is nothing to certify, but plain HTTP is advised against."
    inputs = { domain_name = null, certificate_arn = null, environment = "staging" }
    warns  = ["plain_http"]
  }
}

rule "the domain_name of a requested certificate has at most 64 characters" {
  refuses "65" {
    why    = "The first name of a certificate has at most 64 characters."
    base   = "existing-network-with-dns"
    inputs = { domain_name = "${join("", [for n in range(53) : "a"])}.example.com" }
    fails  = ["domain_name"]
  }

  accepts "64" {
    why    = "64 are the most."
    base   = "existing-network-with-dns"
    inputs = { domain_name = "${join("", [for n in range(52) : "a"])}.example.com" }
  }

  accepts "65, a certificate of one's own" {
    why    = "A certificate that is there already may have a longer name."
    inputs = { domain_name = "${join("", [for n in range(53) : "a"])}.example.com" }
  }
}
