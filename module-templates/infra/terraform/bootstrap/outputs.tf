output "account_id" {
  description = "Account that all of this is in."
  value       = data.aws_caller_identity.current.account_id
}

output "state_bucket" {
  description = "Name of the bucket of the states."
  value       = local.state_bucket
}

output "repository_url" {
  description = "URL of the image's repository, without a tag; empty where none is made."
  value       = join("", aws_ecr_repository.this[*].repository_url)
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

################################################################################
# For secrets.sh, in lines that a shell reads
################################################################################

output "region" {
  description = "Region that all of this is in."
  value       = local.inputs.aws_region
}

output "deployment_lines" {
  description = "Folders of the deployments, a line each."
  value       = join("\n", keys(local.inputs_in_effect.deployments))
}

output "value_lines" {
  description = "What is to be filled, a line each: secret or parameter, its name, its key in JSON or a hyphen, and what reads it."
  value       = join("\n", local.value_lines)
}

output "reference_lines" {
  description = "What the inputs of each deployment name, a line each: its folder, secret or parameter, its name, and its ARN."
  value       = join("\n", local.reference_lines)
}
