# Inputs that the module does not have.

base = "external-dependencies"

rule "inputs have names that the module knows" {
  refuses "misspelled" {
    why    = "Terraform drops what an object type does not know, so that a misspelled input would change nothing."
    inputs = { vpc_cdir = "10.0.0.0/16" }
    fails  = ["vpc_cdir"]
  }

  accepts "spelled right" {
    why    = "The same value under the right name."
    inputs = { vpc_cidr = "10.0.0.0/16" }
  }
}
