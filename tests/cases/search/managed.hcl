# Meilisearch as a service beside the application.

base = "split-workers-managed"

rule "search_image is a full image reference" {
  refuses "no tag" {
    why    = "Without a tag it is whatever is newest."
    inputs = { search_mode = "managed", search_storage = "efs", search_image = "getmeili/meilisearch", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
    fails  = ["search_image"]
  }

  accepts "copy in ECR" {
    why    = "A copy is there when Docker Hub limits pulls."
    inputs = { search_mode = "managed", search_storage = "efs", search_image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/meilisearch:v1.11.3", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

rule "search_image is for managed" {
  refuses "none" {
    why    = "Nothing runs it."
    inputs = { search_image = "getmeili/meilisearch:v1.11" }
    fails  = ["search_image"]
  }

  accepts "managed" {
    why    = "The default may be written out."
    inputs = { search_mode = "managed", search_storage = "efs", search_image = "getmeili/meilisearch:v1.11", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

rule "search_image is within reach of VPC endpoints" {
  refuses "the default" {
    why    = "Docker Hub is on the internet."
    base   = "existing-network-with-dns-waf"
    inputs = { search_mode = "managed", search_storage = "efs", search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-Kl12Mn" }
    fails  = ["search_image"]
  }

  refuses "another region" {
    why    = "Endpoints reach their own region."
    base   = "existing-network-with-dns-waf"
    inputs = { search_mode = "managed", search_storage = "efs", search_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/meilisearch:v1.11.3", search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-Kl12Mn" }
    fails  = ["search_image"]
  }

  accepts "copy in the region" {
    why    = "The endpoints of ECR reach it."
    base   = "existing-network-with-dns-waf"
    inputs = { search_mode = "managed", search_storage = "efs", search_image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/meilisearch:v1.11.3", search_key_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-Kl12Mn" }
  }
}

rule "search_service is for managed" {
  refuses "none" {
    why    = "There is no task of that size."
    inputs = { search_service = {} }
    fails  = ["search_service"]
  }

  accepts "managed" {
    why    = "A larger index needs more memory."
    inputs = { search_mode = "managed", search_storage = "efs", search_service = { cpu = 2048, memory = 8192 }, search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

rule "search_storage is task_disk or efs" {
  refuses "s3" {
    why    = "Meilisearch maps files into memory."
    inputs = { search_mode = "managed", search_storage = "s3", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
    fails  = ["search_storage"]
  }

  accepts "efs" {
    why    = "The index outlives the task."
    inputs = { search_mode = "managed", search_storage = "efs", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

rule "search_storage is for managed" {
  refuses "external" {
    why    = "Where its index is, its owner decides."
    inputs = { search_mode = "external", search_host = "https://search.example.com", search_storage = "efs", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
    fails  = ["search_storage"]
  }

  accepts "managed" {
    why    = "It is the module's own."
    inputs = { search_mode = "managed", search_storage = "efs", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

rule "no worker has the name of the search engine's service" {
  refuses "managed" {
    why    = "Two services of one name."
    inputs = { search_mode = "managed", search_storage = "efs", worker_services = { search = {} }, search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
    fails  = ["worker_services[\"search\"]"]
  }

  accepts "external" {
    why    = "The name is free, as it was."
    inputs = { search_mode = "external", search_host = "https://search.example.com", worker_services = { search = {} }, search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}

advice "search_on_task_disk" {
  warns "production" {
    why    = "A new task has an empty index."
    inputs = { search_mode = "managed", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }

  silent "staging" {
    why    = "There it is filled again soon."
    base   = "minimal-managed"
    inputs = { search_mode = "managed", search_key_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search" }
  }
}
