################################################################################
# Secrets that the deployments name, empty: secrets.sh gives them their values, which
# Terraform never knows.
################################################################################

locals {
  secret_names = distinct(flatten([for deployment in values(local.inputs_in_effect.deployments) : keys(deployment.secrets)]))

  # Who reads what: several deployments may read one secret, each under a name of its own.
  readers = flatten([
    for folder, deployment in local.inputs_in_effect.deployments : concat(
      flatten([for name, keys in deployment.secrets : [for key, reader in keys : { kind = "secret", name = name, key = key, reader = reader }]]),
      [for name, reader in deployment.parameters : { kind = "parameter", name = name, key = "", reader = reader }],
    )
  ])

  # What is to be filled, a line each: what kind it is, its name, its key where it is
  # JSON, and what reads it.
  value_lines = flatten([
    for kind in ["secret", "parameter"] : [
      for value, readers in { for it in local.readers : join("\t", [it.kind, it.name, it.key == "" ? "-" : it.key]) => it.reader... if it.kind == kind } : join("\t", [value, join(" ", sort(distinct(readers)))])
    ]
  ])

  # What the inputs of each deployment name, a line each: its folder, what kind it is, its
  # name and its ARN.
  reference_lines = flatten([
    for folder, deployment in local.inputs_in_effect.deployments : concat(
      [for name in keys(deployment.secrets) : join("\t", [folder, "secret", name, aws_secretsmanager_secret.this[name].arn])],
      [for name in keys(deployment.parameters) : join("\t", [folder, "parameter", name, "arn:${local.partition}:ssm:${local.inputs.aws_region}:${data.aws_caller_identity.current.account_id}:parameter${name}"])],
    )
  ])
}

resource "aws_secretsmanager_secret" "this" {
  # checkov:skip=CKV_AWS_149:The key aws/secretsmanager costs nothing and locks nobody out.
  # checkov:skip=CKV2_AWS_57:Who rotates them, and when, is the application's to say: the tenants' key must never change.
  for_each = toset(local.secret_names)

  name        = each.key
  description = "Read by OpenMercato; its value comes from secrets.sh"
}
