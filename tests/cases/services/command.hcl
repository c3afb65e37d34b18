# The command of a service or a one-shot task.

base = "external-dependencies"

rule "command has words, none of them empty or with a NUL" {
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

  refuses "NUL" {
    why    = "A word of a command ends at it."
    inputs = { web_service = { command = ["yarn", "sta\u0000rt"] } }
    fails  = ["web_service.command"]
  }

  accepts "hostile words" {
    why    = "Quotes and templates in a word stay data."
    inputs = { web_service = { command = ["sh", "-c", "echo \"$${x}\" %%{ if } '</script>'"] } }
  }
}

rule "the first word of a command has no space" {
  refuses "yarn start" {
    why    = "The container would look for a program of that name."
    inputs = { web_service = { command = ["yarn start"] } }
    fails  = ["web_service.command[0]"]
  }

  refuses "yarn start with an argument" {
    why    = "More words behind it change nothing."
    inputs = { web_service = { command = ["yarn start", "--verbose"] } }
    fails  = ["web_service.command[0]"]
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
