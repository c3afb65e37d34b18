# The processors that the tasks run on.

base = "external-dependencies"

rule "cpu_architecture is X86_64 or ARM64" {
  refuses "lower case" {
    why    = "The list is case-sensitive, as ECS is."
    inputs = { cpu_architecture = "arm64" }
    fails  = ["cpu_architecture"]
  }

  accepts "ARM64" {
    why    = "The other of the two, in capitals."
    inputs = { cpu_architecture = "ARM64" }
  }
}
