# Whether ECS Exec gives a shell in a running container.

base = "external-dependencies"

advice "execute_command_in_production" {
  warns "production" {
    why    = "A shell stands beside the secrets for whoever IAM lets."
    inputs = { enable_execute_command = true }
  }

  silent "staging" {
    why    = "Outside of production a shell helps."
    inputs = { enable_execute_command = true, environment = "staging" }
  }
}
