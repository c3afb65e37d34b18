################################################################################
# Secrets that the deployments name, empty: secrets.sh gives them their values, which
# Terraform never knows.
################################################################################

locals {
  secret_names = distinct(flatten([for deployment in values(local.inputs_in_effect.deployments) : keys(deployment.secrets)]))

  # What is to be filled, a line each: what kind it is, its name, its key where it is
  # JSON, and what reads it.
  secret_lines = distinct(flatten([
    for deployment in values(local.inputs_in_effect.deployments) : [
      for name, keys in deployment.secrets : [for key, reader in keys : join("\t", ["secret", name, key == "" ? "-" : key, reader])]
    ]
  ]))
  parameter_lines = distinct(flatten([
    for deployment in values(local.inputs_in_effect.deployments) : [
      for name, reader in deployment.parameters : join("\t", ["parameter", name, "-", reader])
    ]
  ]))
}

resource "aws_secretsmanager_secret" "this" {
  # checkov:skip=CKV_AWS_149:The key aws/secretsmanager costs nothing and locks nobody out.
  # checkov:skip=CKV2_AWS_57:Who rotates them, and when, is the application's to say: the tenants' key must never change.
  for_each = toset(local.secret_names)

  name        = each.key
  description = "Read by OpenMercato; its value comes from secrets.sh"
}
