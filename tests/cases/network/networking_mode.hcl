# Whether the module makes the network or uses one that is there.

base = "external-dependencies"

rule "networking_mode is managed or existing" {
  refuses "unknown" {
    why    = "The list is closed: a shared network is an existing one."
    inputs = { networking_mode = "shared", availability_zones = null }
    fails  = ["networking_mode"]
  }

  accepts "managed" {
    why    = "Managed is one of the two; written out it is what it is by default."
    inputs = { networking_mode = "managed" }
  }

  accepts "existing" {
    why    = "Existing is one of the two, as the preset has it."
    base   = "existing-network-with-dns"
    inputs = { networking_mode = "existing" }
  }
}
