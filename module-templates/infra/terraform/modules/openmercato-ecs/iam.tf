locals {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

################################################################################
# Execution role: what ECS needs to start a task
################################################################################

locals {
  # Every secret and parameter that some container names, and the registry's.
  secret_references = distinct(flatten([
    [for container in values(local.containers) : container.secrets[*].valueFrom],
    values(local.sidecar_secrets),
    [for sidecar in flatten(values(local.sidecars)) : try(sidecar.repositoryCredentials.credentialsParameter, [])],
    compact([var.repository_credentials_secret_arn, var.search_key_secret_arn]),
  ]))

  # Permission is for a whole secret: the ARN's first seven parts, without the
  # :json-key:stage:version that may follow.
  secret_arns = sort(distinct([
    for arn in local.secret_references : join(":", slice(split(":", arn), 0, 7)) if can(regex("^arn:[^:]+:secretsmanager:", arn))
  ]))
  parameter_arns = sort([for arn in local.secret_references : arn if can(regex("^arn:[^:]+:ssm:", arn))])

  # Repositories of the images that are in Amazon ECR. Each partition has a domain of its own.
  # https://docs.aws.amazon.com/general/latest/gr/ecr.html
  ecr_images = flatten([
    for image in distinct(concat([var.image], local.create_search ? [local.effective.search_image] : [], [for sidecar in flatten(values(local.sidecars)) : try(sidecar.image, "")])) : [
      for parts in regexall("^([0-9]{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.[a-z0-9.-]+/([^:@]+)", image) : "arn:${local.partition}:ecr:${parts[1]}:${parts[0]}:repository/${parts[2]}"
    ]
  ])

  execution_statements = [
    {
      Sid    = "WriteLogs"
      Effect = "Allow"
      Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
      # All groups of this deployment: named one by one, those of 120 workers would fill
      # the policy.
      Resource = ["arn:${local.partition}:logs:${var.aws_region}:*:log-group:${local.names.log_group_prefix}/*"]
    },
    {
      Sid    = "SignInToRegistry"
      Effect = "Allow"
      Action = ["ecr:GetAuthorizationToken"]
      # The action knows no resource.
      Resource = length(local.ecr_images) == 0 ? [] : ["*"]
    },
    {
      Sid      = "PullImage"
      Effect   = "Allow"
      Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Resource = distinct(local.ecr_images)
    },
    {
      Sid      = "ReadSecrets"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = local.secret_arns
    },
    {
      Sid      = "ReadParameters"
      Effect   = "Allow"
      Action   = ["ssm:GetParameters"]
      Resource = local.parameter_arns
    },
    {
      Sid    = "DecryptSecrets"
      Effect = "Allow"
      Action = ["kms:Decrypt"]
      # With a key of its own, the database's password too is encrypted with it.
      Resource = sort(distinct(concat(var.secrets_kms_key_arns, local.create_managed_rds ? var.kms_key_arn[*] : [])))
    },
  ]
}

resource "aws_iam_role" "execution" {
  name                 = local.names.execution_role
  description          = "Starts the tasks of ${var.name}: pulls the image, reads secrets, writes logs"
  assume_role_policy   = local.assume_role_policy
  permissions_boundary = var.permissions_boundary_arn

  tags = var.tags
}

resource "aws_iam_role_policy" "execution" {
  name = "execution"
  role = aws_iam_role.execution.id

  policy = jsonencode({
    Version = "2012-10-17"
    # IAM refuses a statement without a resource.
    Statement = [for statement in local.execution_statements : statement if length(statement.Resource) > 0]
  })
}

################################################################################
# Task role: what the application itself may do
################################################################################

resource "aws_iam_role" "task" {
  name                 = local.names.task_role
  description          = "The application of ${var.name}"
  assume_role_policy   = local.assume_role_policy
  permissions_boundary = var.permissions_boundary_arn

  tags = var.tags
}

resource "aws_iam_role_policy" "task_execute_command" {
  # checkov:skip=CKV_AWS_355:The actions of Session Manager's channels know no resource.
  # checkov:skip=CKV_AWS_290:The actions of Session Manager's channels know no resource.
  count = var.enable_execute_command ? 1 : 0

  name = "execute-command"
  role = aws_iam_role.task.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "OpenShell"
      Effect = "Allow"
      Action = [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ]
      Resource = ["*"]
    }]
  })
}

resource "aws_iam_role_policy_attachment" "task" {
  for_each = var.task_role_policies

  role       = aws_iam_role.task.name
  policy_arn = each.value
}
