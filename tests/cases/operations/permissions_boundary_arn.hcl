# The policy that bounds the module's roles.

base = "external-dependencies"

rule "permissions_boundary_arn is the ARN of an IAM policy" {
  refuses "a group" {
    why    = "A group is not a policy."
    inputs = { permissions_boundary_arn = "arn:aws:iam::123456789012:group/x" }
    fails  = ["permissions_boundary_arn"]
  }

  accepts "path" {
    why    = "A policy may have a path."
    inputs = { permissions_boundary_arn = "arn:aws:iam::123456789012:policy/teams/commerce/boundary" }
  }
}
