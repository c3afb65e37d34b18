# The port that the web process listens on.

base = "external-dependencies"

rule "container_port is a port" {
  refuses "above" {
    why    = "Ports end at 65535."
    inputs = { container_port = 65536 }
    fails  = ["container_port"]
  }

  refuses "below" {
    why    = "Ports start at 1."
    inputs = { container_port = 0 }
    fails  = ["container_port"]
  }

  refuses "fraction" {
    why    = "Ports are whole numbers."
    inputs = { container_port = 1.5 }
    fails  = ["container_port"]
  }

  accepts "highest" {
    why    = "65535 is the last port."
    inputs = { container_port = 65535 }
  }
}
