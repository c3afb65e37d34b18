# A Meilisearch that exists.

base = "split-workers-managed"

rule "search_host is the URL of a host" {
  refuses "host alone" {
    why    = "The client needs the scheme."
    inputs = { search_mode = "external", search_host = "search.example.com", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
    fails  = ["search_host"]
  }

  refuses "key in it" {
    why    = "A key belongs in a secret."
    inputs = { search_mode = "external", search_host = "https://key@search.example.com", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
    fails  = ["search_host"]
  }

  accepts "with a port" {
    why    = "Meilisearch's own port is 7700."
    inputs = { search_mode = "external", search_host = "http://10.1.2.3:7700", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

rule "search_host is for external" {
  refuses "managed" {
    why    = "The module knows its own."
    inputs = { search_mode = "managed", search_storage = "efs", search_host = "https://search.example.com", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
    fails  = ["search_host"]
  }

  accepts "external" {
    why    = "The usual form."
    inputs = { search_mode = "external", search_host = "https://search.example.com", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

rule "search_host is there with external" {
  refuses "none" {
    why    = "Nothing tells where it is."
    inputs = { search_mode = "external", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
    fails  = ["search_host"]
  }

  accepts "one" {
    why    = "The tasks reach it through their way out."
    inputs = { search_mode = "external", search_host = "https://ms-0123456789ab.fra.meilisearch.io", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}
