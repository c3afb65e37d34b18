# Whether www. in front of the domain is served as well.

base = "existing-network-with-dns"

rule "create_www_record is for Route 53" {
  refuses "without Route 53" {
    why    = "Without Route 53 no record is made."
    base   = "external-dependencies"
    inputs = { create_www_record = true }
    fails  = ["create_www_record"]
  }

  accepts "Route 53" {
    why    = "The record is made beside the domain's."
    inputs = { create_www_record = true }
  }
}

rule "create_www_record is for a domain without www." {
  refuses "twice" {
    why    = "www.www.example.com is a slip."
    inputs = { domain_name = "www.example.com" }
    fails  = ["create_www_record"]
  }

  accepts "www. as the domain" {
    why    = "The domain itself may start with www. when nothing is put in front."
    inputs = { domain_name = "www.example.com", create_www_record = false }
  }
}
