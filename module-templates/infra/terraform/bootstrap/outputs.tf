output "account_id" {
  description = "Account that all of this is in."
  value       = data.aws_caller_identity.current.account_id
}

output "state_bucket" {
  description = "Name of the bucket of the states."
  value       = local.state_bucket
}

output "repository_url" {
  description = "URL of the image's repository, without a tag; empty where there is none."
  value       = join("", compact([local.repository_url]))
}

output "kms_key_arn" {
  description = "ARN of the key of what the deployments keep; empty where none is made."
  value       = join("", aws_kms_key.this[*].arn)
}

output "secret_arns" {
  description = "ARNs of the secrets, by their names."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }
}

output "plan_role_arn" {
  description = "ARN of the role that plans from GitHub Actions; empty without a repository there."
  value       = join("", aws_iam_role.plan[*].arn)
}

output "apply_role_arn" {
  description = "ARN of the role that applies from GitHub Actions; empty without a repository there."
  value       = join("", aws_iam_role.apply[*].arn)
}

output "region" {
  description = "Region that all of this is in."
  value       = local.inputs.aws_region
}

# Each output that is read costs a look at the state, so this is one.
output "facts" {
  description = "What secrets.sh reads, a line each: a word that says what it is, then the rest, with tabs between."
  value = join("\n", concat(
    [for word, value in {
      account    = data.aws_caller_identity.current.account_id
      bucket     = local.state_bucket
      key        = join("", aws_kms_key.this[*].arn)
      region     = local.inputs.aws_region
      repository = join("", compact([local.repository_url]))
    } : "${word}\t${value}"],
    [for folder in keys(local.inputs_in_effect.deployments) : "deployment\t${folder}"],
    [for line in local.value_lines : "value\t${line}"],
    [for line in local.reference_lines : "reference\t${line}"],
  ))
}
