# The values of environment variables.

base = "external-dependencies"

rule "values in env are not empty" {
  refuses "empty" {
    why    = "ECS drops an empty value, and Terraform finds a change at every plan."
    inputs = { web_service = { env = { FEATURE = "" } } }
    fails  = ["web_service.env[\"FEATURE\"]"]
  }

  accepts "hostile text" {
    why    = "Quotes, templates and markup in a value stay data."
    inputs = { env = { MOTTO = "\"$${x}\" %%{ if true } \n </script> ]]> 🛒" } }
  }

  accepts "null" {
    why    = "Null is not empty: it removes what the base layer sets."
    inputs = { env = { FEATURE = "on" }, web_service = { env = { FEATURE = null } } }
  }
}

rule "command, env and secrets of a task fit in a task definition" {
  refuses "62000 characters" {
    why = "A task definition has at most 64 KiB, and the module's part of it is up to 4."
    inputs = {
      web_service = {
        env = { BLOB = join("", [for m in range(62) : join("", [for n in range(1000) : "x"])]) }
      }
    }
    fails = ["web_service.env"]
  }

  refuses "a command and env" {
    why = "Together they are too long, though neither is alone."
    inputs = {
      env = { BLOB = join("", [for m in range(40) : join("", [for n in range(1000) : "x"])]) }
      migration_task = {
        command = ["sh", "-c", join("", [for m in range(22) : join("", [for n in range(1000) : "x"])])]
      }
    }
    fails = ["migration_task.env"]
  }

  accepts "61000 characters" {
    why = "A long value that fits."
    inputs = {
      web_service = {
        env = { BLOB = join("", [for m in range(61) : join("", [for n in range(1000) : "x"])]) }
      }
    }
  }
}

rule "values in env of production hold no credentials" {
  refuses "a sidecar's" {
    why    = "A sidecar's environment is as plain as app's."
    inputs = { web_service = { sidecars = ["{\"name\": \"a\", \"image\": \"a:1\", \"environment\": [{\"name\": \"UPSTREAM\", \"value\": \"https://user:hunter2@api.example.com\"}]}"] } }
    fails  = ["web_service.sidecars[0].environment[\"UPSTREAM\"]"]
  }

  refuses "AWS key" {
    why    = "It is in plain text, under a harmless name."
    inputs = { env = { UPSTREAM = "AKIAIOSFODNN7EXAMPLE" } }
    fails  = ["env[\"UPSTREAM\"]"]
  }

  refuses "private key" {
    why    = "It is in plain text, under a harmless name."
    inputs = { env = { UPSTREAM = "-----BEGIN RSA PRIVATE KEY-----\nMIIE" } }
    fails  = ["env[\"UPSTREAM\"]"]
  }

  refuses "password in a URL" {
    why    = "It is in plain text, under a harmless name."
    inputs = { env = { UPSTREAM = "https://user:hunter2@api.example.com" } }
    fails  = ["env[\"UPSTREAM\"]"]
  }

  accepts "URL without a password" {
    why    = "A user, a port and an @ in the path make no password."
    inputs = { env = { UPSTREAM = "https://user@api.example.com:8443/a:b@c" } }
  }

  accepts "staging" {
    why    = "Outside of production it is allowed."
    inputs = { environment = "staging", env = { UPSTREAM = "https://user:hunter2@api.example.com" } }
  }
}

rule "values in env have no NUL" {
  refuses "NUL" {
    why    = "A variable of the environment ends at it."
    inputs = { env = { MOTTO = "one\u0000two" } }
    fails  = ["env[\"MOTTO\"]"]
  }

  accepts "other control characters" {
    why    = "A tab and a line break are text."
    inputs = { env = { MOTTO = "one\ttwo\nthree" } }
  }
}

advice "invisible_characters" {
  warns "a space without width" {
    why    = "It came along from a page or a chat, and the application takes it as part of the address."
    inputs = { env = { SEARCH_URL = "https://search.example.com\u200b" } }
  }

  warns "a no-break space" {
    why    = "It looks like the usual space, and is another character."
    inputs = { web_service = { env = { GREETING = "Good\u00a0morning" } } }
  }

  warns "a mark of direction" {
    why    = "What follows it is shown in another order than the application reads it in."
    inputs = { tags = { Team = "shop\u202e" } }
  }

  warns "an escape" {
    why    = "Whoever prints the value to a terminal changes its colours or clears it."
    inputs = { env = { MOTTO = "\u001b[31mred" } }
  }

  warns "in a key" {
    why    = "Costs by this tag are beside those by the tag that looks the same."
    inputs = { tags = { "Te\u200bam" = "shop" } }
  }

  warns "in a command" {
    why    = "No program has this name."
    inputs = { migration_task = { command = ["yarn\ufeff", "db:migrate"] } }
  }

  silent "tabs and line ends" {
    why    = "They are usual in certificates and settings."
    inputs = { env = { MOTTO = "one\ttwo\r\nthree" } }
  }

  silent "joiners" {
    why    = "Persian and some emoji are written with them."
    inputs = { env = { MOTTO = "👩\u200d🚀 می\u200cخواهم" } }
  }
}
