# Whether the module makes Redis or uses one that is there.

base = "existing-network-with-dns"

rule "redis_mode is managed or external" {
  refuses "unknown" {
    why    = "The list is closed: queues and cache need a Redis."
    inputs = { redis_mode = "none" }
    fails  = ["redis_mode"]
  }

  accepts "managed" {
    why    = "Managed is one of the two, and the default."
    inputs = { redis_mode = "managed" }
  }
}
