# IAM policies for the application itself.

base = "external-dependencies"

rule "task_role_policies are ARNs of IAM policies" {
  refuses "name" {
    why    = "A name is not an ARN."
    inputs = { task_role_policies = { uploads = "AmazonS3FullAccess" } }
    fails  = ["task_role_policies[\"uploads\"]"]
  }

  refuses "role" {
    why    = "A role is not a policy."
    inputs = { task_role_policies = { uploads = "arn:aws:iam::123456789012:role/shop" } }
    fails  = ["task_role_policies[\"uploads\"]"]
  }

  accepts "of aws" {
    why    = "A policy that AWS manages has no account."
    base   = "existing-network-with-dns-waf"
    inputs = { task_role_policies = { s3 = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" } }
  }
}
