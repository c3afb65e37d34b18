# The roles name exactly what is in use.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/mercato/shop:1.4.2"
  availability_zones = ["eu-central-1a", "eu-central-1b"]

  # What the advice asks for.
  health_check_path   = "/api/healthz"
  scheduler_sync_task = {}

  domain_name             = "shop.example.com"
  certificate_arn         = "arn:aws:acm:eu-central-1:123456789012:certificate/a1b2c3d4-1234-1234-1234-123456789012"
  database_mode           = "external"
  database_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf:url::"
  redis_mode              = "external"
  redis_url_secret_arn    = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/redis-url"
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-AbCdEf:jwt::"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-AbCdEf:tenant::"
  }
}

run "execution_role_reads_what_containers_name" {
  variables {
    secrets_kms_key_arns     = ["arn:aws:kms:eu-central-1:123456789012:key/a1b2c3d4-1234-1234-1234-123456789012"]
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement.Sid => statement.Resource if statement.Sid != "WriteLogs" } == {
      DecryptSecrets   = ["arn:aws:kms:eu-central-1:123456789012:key/a1b2c3d4-1234-1234-1234-123456789012"]
      PullImage        = ["arn:aws:ecr:eu-central-1:123456789012:repository/mercato/shop"]
      ReadParameters   = ["arn:aws:ssm:eu-central-1:123456789012:parameter/shop/redis-url"]
      ReadSecrets      = ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-AbCdEf"]
      SignInToRegistry = ["*"]
    }
    error_message = "The execution role must name each secret, parameter, key and repository in use, and no other."
  }

  assert {
    condition     = aws_iam_role.execution.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary" && aws_iam_role.task.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    error_message = "Both roles must have the boundary."
  }
}

run "no_statement_without_a_resource" {
  variables {
    image                   = "ghcr.io/open-mercato/open-mercato:0.6.7"
    database_url_secret_arn = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/database-url"
    secrets = {
      JWT_SECRET                          = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/jwt"
      TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/tenant"
    }
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.execution.policy).Statement[*].Sid == ["WriteLogs", "ReadParameters"]
    error_message = "Without secrets, keys and Amazon ECR there must be no statements for them."
  }
}

run "task_role_has_nothing_unless_asked" {
  command = plan

  assert {
    condition     = length(aws_iam_role_policy.task_execute_command) + length(aws_iam_role_policy_attachment.task) == 0
    error_message = "The application's role must be empty by default."
  }
}

run "task_role_has_what_is_asked" {
  command = plan

  variables {
    enable_execute_command = true
    acknowledged_advice    = ["execute_command_in_production"]
    task_role_policies     = { uploads = "arn:aws:iam::123456789012:policy/shop-uploads" }
  }

  assert {
    condition     = length(aws_iam_role_policy.task_execute_command) == 1 && aws_iam_role_policy_attachment.task["uploads"].policy_arn == "arn:aws:iam::123456789012:policy/shop-uploads"
    error_message = "ECS Exec and the given policies must be attached."
  }
}
