# New tasks when a secret changes.

base = "existing-network-with-dns"

advice "no_restart_on_secret_change" {
  warns "a managed database" {
    why    = "RDS changes the password by schedule, and tasks read it when they start."
    inputs = { restart_on_secret_change = false }
  }

  silent "on" {
    why    = "New tasks start by themselves."
    inputs = { restart_on_secret_change = true }
  }

  silent "an external database" {
    why    = "Its password changes when its owner says so."
    base   = "external-dependencies"
    inputs = { restart_on_secret_change = false }
  }
}
