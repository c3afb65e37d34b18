# What a deployment keeps for as long as it runs.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "ghcr.io/open-mercato/open-mercato:0.6.7"
  availability_zones = ["eu-central-1a", "eu-central-1b"]
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }

  database_mode           = "external"
  database_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf"
  redis_mode              = "external"
  redis_url_secret_arn    = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/redis-AbCdEf"
  scheduler_sync_task     = {}
  uploads_mode            = "efs"

  # What these tests do not look at.
  acknowledged_advice = ["plain_http", "default_health_path"]
}

run "made" {
  assert {
    condition     = terraform_data.identity.output.uploads_mode == "efs"
    error_message = "That uploads are on a file system must be remembered."
  }
}

run "uploads_are_not_moved_by_mistake" {
  command = plan

  variables {
    uploads_mode = "s3"
  }

  expect_failures = [terraform_data.identity]
}

run "nor_left_behind" {
  command = plan

  variables {
    create_uploads_storage = false
    uploads_file_system_id = "fs-00000000000000001"
  }

  expect_failures = [terraform_data.identity]
}

run "nor_encrypted_anew" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"
  }

  expect_failures = [terraform_data.identity]
}

run "unchanged" {
  command = plan
}
