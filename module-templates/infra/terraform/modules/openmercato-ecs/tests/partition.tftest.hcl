# Partitions with names of their own. All is planned: a deployment that is applied keeps its region.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/mercato/shop:1.4.2"
  availability_zones = ["eu-central-1a", "eu-central-1b"]

  # Provider 5 takes no certificate of a region whose name begins with more than two letters.
  acknowledged_advice = ["plain_http", "unknown_region", "uploads_on_task_disk"]
  health_check_path   = "/api/healthz"
  scheduler_sync_task = {}

  database_mode           = "external"
  database_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf:url::"
  redis_mode              = "external"
  redis_url_secret_arn    = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/redis-url"
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-AbCdEf:jwt::"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-AbCdEf:tenant::"
  }
}

run "the_sovereign_cloud_has_its_own_partition" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { id = "eusc-de-east-1" }
  }

  variables {
    aws_region              = "eusc-de-east-1"
    image                   = "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/openmercato:1.4.2"
    availability_zones      = ["eusc-de-east-1a", "eusc-de-east-1b"]
    database_url_secret_arn = "arn:aws-eusc:ssm:eusc-de-east-1:123456789012:parameter/shop/database-url"
    redis_url_secret_arn    = "arn:aws-eusc:ssm:eusc-de-east-1:123456789012:parameter/shop/redis-url"
    secrets = {
      JWT_SECRET                          = "arn:aws-eusc:ssm:eusc-de-east-1:123456789012:parameter/shop/jwt"
      TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws-eusc:ssm:eusc-de-east-1:123456789012:parameter/shop/tenant"
    }
  }

  assert {
    condition     = contains([for statement in local.execution_statements : statement.Resource[0] if statement.Sid == "PullImage"], "arn:aws-eusc:ecr:eusc-de-east-1:123456789012:repository/openmercato")
    error_message = "In the European Sovereign Cloud, ECR's suffix is amazonaws.eu and the partition aws-eusc."
  }
}

run "isolated_regions_have_theirs" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { id = "us-isob-east-1" }
  }

  variables {
    aws_region              = "us-isob-east-1"
    image                   = "123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov/openmercato:1.4.2"
    availability_zones      = ["us-isob-east-1a", "us-isob-east-1b"]
    database_url_secret_arn = "arn:aws-iso-b:ssm:us-isob-east-1:123456789012:parameter/shop/database-url"
    redis_url_secret_arn    = "arn:aws-iso-b:ssm:us-isob-east-1:123456789012:parameter/shop/redis-url"
    secrets = {
      JWT_SECRET                          = "arn:aws-iso-b:ssm:us-isob-east-1:123456789012:parameter/shop/jwt"
      TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws-iso-b:ssm:us-isob-east-1:123456789012:parameter/shop/tenant"
    }
  }

  assert {
    condition     = contains([for statement in local.execution_statements : statement.Resource[0] if statement.Sid == "PullImage"], "arn:aws-iso-b:ecr:us-isob-east-1:123456789012:repository/openmercato")
    error_message = "In the region us-isob-east-1, ECR's suffix is sc2s.sgov.gov and the partition aws-iso-b."
  }
}
