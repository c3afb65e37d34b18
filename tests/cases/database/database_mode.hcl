# Whether the module makes the database or uses one that is there.

base = "existing-network-with-dns"

rule "database_mode is managed or external" {
  refuses "unknown" {
    why    = "The list is closed: Aurora is there already or not at all."
    inputs = { database_mode = "aurora" }
    fails  = ["database_mode"]
  }

  accepts "managed" {
    why    = "Managed is one of the two, and the default."
    inputs = { database_mode = "managed" }
  }
}
