# Whether there is a search engine.

base = "split-workers-managed"

rule "search_mode is none, external or managed" {
  refuses "product" {
    why    = "The mode is not the product."
    inputs = { search_mode = "meilisearch" }
    fails  = ["search_mode"]
  }

  accepts "none" {
    why    = "PostgreSQL searches too."
    inputs = { search_mode = "none" }
  }
}

rule "search_key_secret_arn is there where there is a search engine" {
  refuses "managed" {
    why    = "In production Meilisearch does not start without a key."
    inputs = { search_mode = "managed", search_storage = "efs" }
    fails  = ["search_key_secret_arn"]
  }

  refuses "external" {
    why    = "A Meilisearch without a key is open to whoever reaches it."
    inputs = { search_mode = "external", search_host = "https://search.example.com" }
    fails  = ["search_key_secret_arn"]
  }

  accepts "parameter" {
    why    = "A parameter serves as well."
    inputs = { search_mode = "external", search_host = "https://search.example.com", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

rule "search_key_secret_arn is for a search engine" {
  refuses "none" {
    why    = "Nothing would read it."
    inputs = { search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-Kl12Mn" }
    fails  = ["search_key_secret_arn"]
  }

  accepts "managed" {
    why    = "The usual form."
    inputs = { search_mode = "managed", search_storage = "efs", search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-Kl12Mn" }
  }
}

rule "search_key_secret_arn is the ARN of a secret or a parameter" {
  refuses "key" {
    why    = "A key in inputs is a key in the state."
    inputs = { search_mode = "managed", search_storage = "efs", search_key_secret_arn = "masterKey" }
    fails  = ["search_key_secret_arn"]
  }

  accepts "JSON key" {
    why    = "Several values may share a secret."
    inputs = { search_mode = "managed", search_storage = "efs", search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/keys-Kl12Mn:search::" }
  }
}
