# tflint --init, then: tflint --recursive --config "$PWD/.tflint.hcl"

plugin "terraform" {
  enabled = true
  preset  = "recommended"
}

plugin "aws" {
  enabled = true
  version = "0.44.0"
  source  = "github.com/terraform-linters/tflint-ruleset-aws"
}

rule "terraform_documented_variables" {
  enabled = true
}

rule "terraform_documented_outputs" {
  enabled = true
}

rule "terraform_naming_convention" {
  enabled = true
}

# The variables of contract/ are read by their own validations alone: that is
# their purpose.
rule "terraform_unused_declarations" {
  enabled = false
}
