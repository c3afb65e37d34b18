# The command of a service or a one-shot task.

base = "external-dependencies"

rule "command has words, none of them empty" {
  refuses "empty word" {
    why    = "An empty word is a slip."
    inputs = { migration_task = { command = ["yarn", ""] } }
    fails  = ["migration_task.command"]
  }

  refuses "no word" {
    why    = "An empty list starts nothing."
    inputs = { web_service = { command = [] } }
    fails  = ["web_service.command"]
  }

  refuses "null word" {
    why    = "A hole in the list is a slip."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { command = ["yarn", null] } } }
    fails  = ["worker_services[\"emails\"].command"]
  }

  accepts "hostile words" {
    why    = "Quotes and templates in a word stay data."
    inputs = { web_service = { command = ["sh", "-c", "echo \"$${x}\" %%{ if } '</script>'"] } }
  }
}

rule "a command of one word has no space" {
  refuses "yarn start" {
    why    = "The container would look for a program of that name."
    inputs = { web_service = { command = ["yarn start"] } }
    fails  = ["web_service.command"]
  }

  accepts "two words" {
    why    = "The program and its argument."
    inputs = { web_service = { command = ["yarn", "start"] } }
  }

  accepts "a shell" {
    why    = "What a shell is given has spaces."
    inputs = { web_service = { command = ["sh", "-c", "yarn start"] } }
  }
}
