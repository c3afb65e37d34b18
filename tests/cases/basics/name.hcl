# The prefix of every resource's name, which the strictest of AWS's services has to accept.

base = "external-dependencies"

rule "name is made of lower-case words with single hyphens between" {
  refuses "double hyphen" {
    why    = "RDS refuses two hyphens in a row, and the database is named after this."
    inputs = { name = "shop--eu" }
    fails  = ["name"]
  }

  refuses "markup" {
    why    = "A hostile name is refused and stays data: it runs nowhere."
    inputs = { name = "</script>" }
    fails  = ["name"]
  }

  refuses "newline" {
    why    = "A name ends where its text ends; a newline after it is not overlooked."
    inputs = { name = "shop\n" }
    fails  = ["name"]
  }

  refuses "trailing hyphen" {
    why    = "The module puts a hyphen after the name; with this one there would be two."
    inputs = { name = "shop-" }
    fails  = ["name"]
  }

  refuses "capital letter" {
    why    = "RDS and ElastiCache names are lower case."
    inputs = { name = "Shop" }
    fails  = ["name"]
  }

  refuses "leading digit" {
    why    = "RDS identifiers start with a letter."
    inputs = { name = "1shop" }
    fails  = ["name"]
  }

  refuses "empty" {
    why    = "An empty name prefixes nothing."
    inputs = { name = "" }
    fails  = ["name"]
  }

  refuses "underscore" {
    why    = "Load balancer names have no underscore."
    inputs = { name = "shop_eu" }
    fails  = ["name"]
  }

  accepts "one letter" {
    why    = "One letter is the shortest name."
    inputs = { name = "s" }
  }
}

rule "name has at most 23 characters" {
  refuses "24 characters" {
    why    = "The serverless cache's name would have 41 characters, and AWS takes 40."
    inputs = { name = "openmercato-production-1" }
    fails  = ["name"]
  }

  accepts "23 characters" {
    why    = "The longest name from which every resource's name can be made."
    inputs = { name = "openmercato-production1" }
  }
}

rule "name does not start with a word that AWS reserves" {
  refuses "internal alone" {
    why    = "Only internal: the load balancer would be named internal-alb, which AWS refuses."
    inputs = { name = "internal" }
    fails  = ["name"]
  }

  refuses "internal- in front" {
    why    = "Load balancers may not be named internal-…."
    inputs = { name = "internal-shop" }
    fails  = ["name"]
  }

  refuses "sg" {
    why    = "Security groups may not be named sg-…."
    inputs = { name = "sg" }
    fails  = ["name"]
  }

  accepts "starts like a reserved word" {
    why    = "Only the whole first word is reserved, so sgx- is free."
    inputs = { name = "sgx-internal" }
  }
}
