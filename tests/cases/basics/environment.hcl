# The kind of environment, which several rules ask for.

base = "external-dependencies"

rule "environment is production, staging or development" {
  refuses "capital" {
    why    = "The list is case-sensitive: Production is not production."
    inputs = { environment = "Production" }
    fails  = ["environment"]
  }

  refuses "abbreviated" {
    why    = "The list is closed: prod is short for production, but not in it."
    inputs = { environment = "prod" }
    fails  = ["environment"]
  }

  accepts "development" {
    why    = "Development is one of the three."
    inputs = { environment = "development" }
  }

  accepts "staging" {
    why    = "Staging is one of the three, and is asked for less than production."
    inputs = { environment = "staging" }
  }
}
