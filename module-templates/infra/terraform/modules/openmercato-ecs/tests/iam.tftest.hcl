# The roles name exactly what is in use.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/mercato/shop:1.4.2"
  availability_zones = ["eu-central-1a", "eu-central-1b"]

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

  # What these tests do not look at.
  acknowledged_advice = ["default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
}

run "execution_role_reads_what_containers_name" {
  variables {
    secrets_kms_key_arns     = ["arn:aws:kms:eu-central-1:123456789012:key/a1b2c3d4-1234-1234-1234-123456789012"]
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement.Sid => statement.Resource } == {
      DecryptSecrets   = ["arn:aws:kms:eu-central-1:123456789012:key/a1b2c3d4-1234-1234-1234-123456789012"]
      PullImage        = ["arn:aws:ecr:eu-central-1:123456789012:repository/mercato/shop"]
      ReadParameters   = ["arn:aws:ssm:eu-central-1:123456789012:parameter/shop/redis-url"]
      ReadSecrets      = ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-AbCdEf"]
      SignInToRegistry = ["*"]
      WriteLogs        = ["arn:aws:logs:eu-central-1:*:log-group:/ecs/shop/*"]
    }
    error_message = "The execution role must name each secret, parameter, key and repository in use, and no other."
  }

  assert {
    condition     = aws_iam_role.execution.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary" && aws_iam_role.task.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    error_message = "Both roles must have the boundary."
  }
}

# The longest that the contract lets through: IAM holds 10,240 characters for a role.
run "policy_fits" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  variables {
    secrets_kms_key_arns = ["arn:aws:kms:eu-central-1:123456789012:key/a1b2c3d4-1234-1234-1234-123456789012"]
    secrets = merge(
      { for n in range(100, 189) : "SECRET_${n}" => "arn:aws:secretsmanager:eu-central-1:123456789012:secret:openmercato/production/${n}-AbCdEf" },
      { for name in ["JWT_SECRET", "TENANT_DATA_ENCRYPTION_FALLBACK_KEY"] : name => "arn:aws:ssm:eu-central-1:123456789012:parameter/${name}" },
    )
  }

  assert {
    condition     = length(aws_iam_role_policy.execution.policy) > 9000 && length(aws_iam_role_policy.execution.policy) <= 10240
    error_message = "The policy must fit, and has ${length(aws_iam_role_policy.execution.policy)} characters."
  }
}

run "no_statement_without_a_resource" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

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

run "partition_follows_the_region" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  override_data {
    target = data.aws_region.current
    values = { id = "us-gov-west-1" }
  }

  variables {
    aws_region              = "us-gov-west-1"
    image                   = "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/shop:1.4.2"
    availability_zones      = ["us-gov-west-1a", "us-gov-west-1b"]
    certificate_arn         = "arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/a1b2c3d4-1234-1234-1234-123456789012"
    database_url_secret_arn = "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/shop/database-url"
    redis_url_secret_arn    = "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/shop/redis-url"
    secrets = {
      JWT_SECRET                          = "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/shop/jwt"
      TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/shop/tenant"
    }
  }

  assert {
    condition     = contains(flatten(jsondecode(aws_iam_role_policy.execution.policy).Statement[*].Resource), "arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/shop")
    error_message = "ARNs that the module composes must be of the region's partition."
  }
}

run "every_host_of_ecr_is_ecr" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  variables {
    image = "123456789012.dkr-ecr.eu-central-1.on.aws/openmercato:1.4.2"
  }

  assert {
    condition     = contains(flatten(jsondecode(aws_iam_role_policy.execution.policy).Statement[*].Resource), "arn:aws:ecr:eu-central-1:123456789012:repository/openmercato")
    error_message = "An image at ECR's dual-stack host must be pulled with the execution role."
  }
}

run "task_role_has_nothing_unless_asked" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  command = plan

  assert {
    condition     = length(aws_iam_role_policy.task_execute_command) + length(aws_iam_role_policy_attachment.task) == 0
    error_message = "The application's role must be empty by default."
  }
}

run "task_role_has_what_is_asked" {
  # Another deployment than that of the run before.
  plan_options {
    replace = [terraform_data.identity]
  }

  command = plan

  variables {
    enable_execute_command = true
    acknowledged_advice    = ["execute_command_in_production", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
    task_role_policies     = { uploads = "arn:aws:iam::123456789012:policy/shop-uploads" }
  }

  assert {
    condition     = length(aws_iam_role_policy.task_execute_command) == 1 && aws_iam_role_policy_attachment.task["uploads"].policy_arn == "arn:aws:iam::123456789012:policy/shop-uploads"
    error_message = "ECS Exec and the given policies must be attached."
  }
}
