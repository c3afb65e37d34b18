################################################################################
# GitHub Actions, without keys that could leak
#
# https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
################################################################################

locals {
  issuer              = "token.actions.githubusercontent.com"
  create_provider     = local.create_roles && local.inputs_in_effect.github_oidc_provider_arn == null
  oidc_provider_arn   = local.create_provider ? one(aws_iam_openid_connect_provider.github[*].arn) : local.inputs_in_effect.github_oidc_provider_arn
  subject_prefix      = "repo:${coalesce(local.inputs_in_effect.github_repository, "unset")}:"
  subjects_that_plan  = ["${local.subject_prefix}pull_request", "${local.subject_prefix}ref:refs/heads/main"]
  subjects_that_apply = concat(["${local.subject_prefix}ref:refs/heads/main"], [for environment in local.inputs_in_effect.github_environments : "${local.subject_prefix}environment:${environment}"])

  trust = {
    for role, subjects in { plan = local.subjects_that_plan, apply = local.subjects_that_apply } : role => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Action    = "sts:AssumeRoleWithWebIdentity"
        Principal = { Federated = local.oidc_provider_arn }
        Condition = {
          StringEquals = {
            "${local.issuer}:aud" = "sts.amazonaws.com"
            "${local.issuer}:sub" = subjects
          }
        }
      }]
    })
  }

  # A deployment that an older version wrote has no policies in its folder: what applying
  # takes, its inputs here list.
  listed = {
    for folder, deployment in local.inputs_in_effect.deployments : folder => deployment if length(deployment.actions) > 0 && !fileexists("${local.deployments_folder}/${folder}/deployer-policy/plan.json")
  }
  actions_that_apply = sort(distinct(flatten([for deployment in values(local.listed) : deployment.actions])))

  # Planning reads what applying writes: settings, never what is kept. Of these services
  # a pattern would read more: passwords of machines, logs, histories, objects, values.
  kept_from_planning = ["cloudwatch", "ec2", "kms", "logs", "s3", "secretsmanager", "ssm", "states"]
  services_planned   = sort(distinct([for action in local.actions_that_apply : split(":", action)[0]]))
  actions_that_plan = concat(
    flatten([for service in local.services_planned : ["${service}:Describe*", "${service}:Get*", "${service}:List*"] if !contains(local.kept_from_planning, service)]),
    [
      # Who may see a budget is asked by one action for all of Budgets' calls.
      "budgets:ViewBudget",
      "cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource",
      "ec2:Describe*",
      "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListAliases", "kms:ListResourceTags",
      "logs:DescribeLogGroups", "logs:ListTagsForResource",
      "s3:GetAccelerateConfiguration", "s3:GetBucket*", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration", "s3:ListBucket",
      "secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy", "secretsmanager:ListSecretVersionIds",
      # The provider has Step Functions look at a definition that changes while it plans.
      "states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource", "states:ValidateStateMachineDefinition",
    ],
  )
}

locals {
  # What lies in the bucket besides, bootstrap's own state first, is none of theirs.
  state_arns = [for folder in keys(local.listed) : "${local.state_bucket_arn}/${folder}/terraform.tfstate"]
  lock_arns  = [for arn in local.state_arns : "${arn}.tflock"]

  statements_that_plan = [
    { Sid = "ReadSettings", Effect = "Allow", Action = local.actions_that_plan, Resource = ["*"] },
    { Sid = "ReadState", Effect = "Allow", Action = ["s3:GetObject"], Resource = local.state_arns },
  ]

  statements_that_apply = [
    { Sid = "MakeDeployments", Effect = "Allow", Action = local.actions_that_apply, Resource = ["*"] },
    { Sid = "ReadSettings", Effect = "Allow", Action = local.actions_that_plan, Resource = ["*"] },
    { Sid = "KeepState", Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = concat(local.state_arns, local.lock_arns) },
    { Sid = "UnlockState", Effect = "Allow", Action = ["s3:DeleteObject"], Resource = local.lock_arns },
    { Sid = "ReadTaskLogs", Effect = "Allow", Action = ["logs:FilterLogEvents"], Resource = ["*"] },
  ]

  # IAM refuses a statement without a resource.
  policies = {
    for role, statements in { plan = local.statements_that_plan, apply = local.statements_that_apply } : role => jsonencode({
      Version   = "2012-10-17"
      Statement = [for statement in statements : statement if length(statement.Resource) > 0]
    })
  }
}

################################################################################
# What the roles may do: what each deployment's folder says, in deployer-policy/
################################################################################

locals {
  deployments_folder = "${path.module}/../deployments"

  # Who applies has what planning takes, too.
  documents = {
    for role, pattern in { plan = "plan.json", apply = "{plan,apply,apply-*}.json" } : role => toset(flatten([
      for folder in keys(local.inputs_in_effect.deployments) : [for file in fileset("${local.deployments_folder}/${folder}/deployer-policy", pattern) : "${folder}/${file}"]
    ]))
  }
}

resource "aws_iam_policy" "deployer" {
  # checkov:skip=CKV_AWS_286:Terraform makes the roles of the deployment, and so must be allowed to; permissions_boundary_arn limits them.
  # checkov:skip=CKV_AWS_287:As above.
  # checkov:skip=CKV_AWS_288:It reads settings, no values of secrets and no objects but the state.
  # checkov:skip=CKV_AWS_289:As above.
  # checkov:skip=CKV_AWS_290:Where AWS makes up an id, no name narrows the ARN.
  # checkov:skip=CKV_AWS_355:Some actions know no resource.
  for_each = local.create_roles ? local.documents["apply"] : toset([])

  name        = "${local.inputs.name}-${local.inputs.aws_region}-${replace(trimsuffix(each.key, ".json"), "/", "-")}"
  description = "What ${dirname(each.key)} asks of who deploys it"

  # The files leave the bucket open, for it is made here or named here.
  policy = replace(
    file("${local.deployments_folder}/${dirname(each.key)}/deployer-policy/${basename(each.key)}"),
    "arn:${local.partition}:s3:::*",
    local.state_bucket_arn,
  )
}

resource "aws_iam_role_policy_attachment" "plan" {
  for_each = local.create_roles ? local.documents["plan"] : toset([])

  role       = aws_iam_role.plan[0].name
  policy_arn = aws_iam_policy.deployer[each.key].arn
}

resource "aws_iam_role_policy_attachment" "apply" {
  for_each = local.create_roles ? local.documents["apply"] : toset([])

  role       = aws_iam_role.apply[0].name
  policy_arn = aws_iam_policy.deployer[each.key].arn
}

# The repository is known here: a deployment's image may still be another one.
resource "aws_iam_role_policy" "push_image" {
  # checkov:skip=CKV_AWS_355:Signing in to the registry knows no resource.
  count = local.create_roles && (local.create_repository || local.inputs_in_effect.repository_url != null) ? 1 : 0

  name = "push-image"
  role = aws_iam_role.apply[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "SignInToRegistry", Effect = "Allow", Action = ["ecr:GetAuthorizationToken"], Resource = ["*"] },
      {
        Sid      = "PushImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]
        Resource = local.repository_arns
      },
    ]
  })
}

# There is one of it in an account.
resource "aws_iam_openid_connect_provider" "github" {
  count = local.create_provider ? 1 : 0

  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "plan" {
  count = local.create_roles ? 1 : 0

  name               = "${local.inputs.name}-${local.inputs.aws_region}-github-plan"
  description        = "Plans the deployments of ${local.inputs.name} from GitHub Actions"
  assume_role_policy = local.trust["plan"]
}

resource "aws_iam_role_policy" "plan" {
  # checkov:skip=CKV_AWS_355:What a plan reads is named by the plan alone. It reads settings, no values of secrets and no objects but the state.
  # checkov:skip=CKV_AWS_288:It reads settings, no values of secrets and no objects but the state.
  count = local.create_roles && length(local.listed) > 0 ? 1 : 0

  name   = "plan"
  role   = aws_iam_role.plan[0].id
  policy = local.policies["plan"]
}

resource "aws_iam_role" "apply" {
  count = local.create_roles ? 1 : 0

  name               = "${local.inputs.name}-${local.inputs.aws_region}-github-apply"
  description        = "Applies the deployments of ${local.inputs.name} from GitHub Actions"
  assume_role_policy = local.trust["apply"]

  # AWS gives at most an hour unless the role says otherwise; a database takes long.
  max_session_duration = 7200
}

resource "aws_iam_role_policy" "apply" {
  # checkov:skip=CKV_AWS_286:Terraform makes the roles of the deployments, and so must be allowed to.
  # checkov:skip=CKV_AWS_287:As above.
  # checkov:skip=CKV_AWS_288:As above.
  # checkov:skip=CKV_AWS_289:As above.
  # checkov:skip=CKV_AWS_290:As above.
  # checkov:skip=CKV_AWS_355:As above.
  # checkov:skip=CKV2_AWS_40:As above.
  count = local.create_roles && length(local.listed) > 0 ? 1 : 0

  name   = "apply"
  role   = aws_iam_role.apply[0].id
  policy = local.policies["apply"]

  lifecycle {
    precondition {
      # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
      condition     = length(local.policies["apply"]) <= 10240
      error_message = "deployments: the role that applies them needs a policy of ${length(local.policies["apply"])} characters, of which IAM takes 10,240. Write fewer actions with wider patterns, as in ecs:*; or give some deployments a bootstrap of their own."
    }
  }
}
