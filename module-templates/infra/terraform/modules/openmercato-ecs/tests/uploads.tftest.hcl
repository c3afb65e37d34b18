# uploads_mode: where files go that users upload.

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

  runtime_mode        = "split_workers"
  scheduler_sync_task = {}
  worker_services     = { rest = {} }

  # What is made and kept is encrypted with it.
  kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"

  # What these tests do not look at.
  acknowledged_advice = ["plain_http", "default_health_path"]
}

run "task_disk" {
  variables {
    acknowledged_advice = ["plain_http", "default_health_path", "uploads_on_task_disk"]
  }

  assert {
    condition = alltrue([
      length(aws_efs_file_system.this) == 0,
      length(aws_efs_access_point.uploads) == 0,
      length(aws_s3_bucket.uploads) == 0,
      length(aws_iam_role_policy.task_uploads) == 0,
      length(aws_ecs_task_definition.web.volume) == 0,
      !can(jsondecode(aws_ecs_task_definition.web.container_definitions)[0].mountPoints),
    ])
    error_message = "On the tasks' disks there must be nothing to make."
  }
}

run "efs" {
  variables {
    uploads_mode = "efs"
    uploads_path = "/app/apps/mercato/storage"
  }

  assert {
    condition     = aws_efs_file_system.this["uploads"].encrypted && aws_efs_file_system.this["uploads"].kms_key_id == var.kms_key_arn
    error_message = "The file system must be encrypted with the key that is named."
  }

  assert {
    condition     = keys(aws_efs_mount_target.this) == ["uploads 0", "uploads 1"]
    error_message = "Each private subnet must have a mount target."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.efs_from_app[0].from_port == 2049 && aws_vpc_security_group_ingress_rule.efs_from_app[0].referenced_security_group_id == aws_security_group.app.id
    error_message = "The tasks alone must reach the file system."
  }

  assert {
    condition     = one(aws_efs_access_point.uploads[0].posix_user).uid == 1001 && one(aws_efs_access_point.uploads[0].root_directory).path == "/shop"
    error_message = "Files must belong to the image's user, in a folder of the deployment's own."
  }

  assert {
    condition     = one(aws_efs_backup_policy.uploads[0].backup_policy).status == "ENABLED"
    error_message = "In production a copy must be kept each day."
  }

  assert {
    condition = alltrue([
      for definition in [aws_ecs_task_definition.web, aws_ecs_task_definition.worker["rest"], aws_ecs_task_definition.migration] :
      jsondecode(definition.container_definitions)[0].mountPoints[0] == { sourceVolume = "uploads", containerPath = "/app/apps/mercato/storage", readOnly = false } &&
      one(one(definition.volume).efs_volume_configuration).transit_encryption == "ENABLED" &&
      one(one(one(definition.volume).efs_volume_configuration).authorization_config).iam == "ENABLED"
    ])
    error_message = "Web, workers and migration must mount the file system, over TLS and with their role."
  }

  assert {
    condition     = length(aws_ecs_task_definition.scheduler_sync[0].volume) == 0
    error_message = "The scheduler sync reads and writes no files."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.task_uploads[0].policy).Statement[*].Sid == ["MountFileSystem"]
    error_message = "The application must be allowed to mount, and nothing else."
  }

  assert {
    condition     = output.uploads_file_system_id != null && length(output.uploads_storage_settings) == 0
    error_message = "The output must name the file system."
  }
}

run "efs_that_exists" {
  variables {
    uploads_mode           = "efs"
    create_uploads_storage = false
    uploads_file_system_id = "fs-00000000000000001"
  }

  assert {
    condition     = length(aws_efs_file_system.this) == 0 && length(aws_efs_mount_target.this) == 0 && length(aws_security_group.efs) == 0 && length(aws_efs_backup_policy.uploads) == 0
    error_message = "Of a file system that exists, nothing but the access point may be made."
  }

  assert {
    condition     = aws_efs_access_point.uploads[0].file_system_id == "fs-00000000000000001"
    error_message = "The access point must be on the file system that is named."
  }
}

run "s3" {
  variables {
    uploads_mode = "s3"
  }

  assert {
    condition     = aws_s3_bucket_versioning.uploads[0].versioning_configuration[0].status == "Enabled" && aws_s3_bucket_public_access_block.uploads[0].restrict_public_buckets
    error_message = "The bucket must be versioned and private."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.uploads[0].rule).apply_server_side_encryption_by_default).kms_master_key_id == var.kms_key_arn
    error_message = "The bucket must be encrypted with the key that is named."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.uploads[0].policy).Statement[0].Condition == { Bool = { "aws:SecureTransport" = "false" } }
    error_message = "Plain HTTP must be refused."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.task_uploads[0].policy).Statement[*].Sid == ["UseObjects", "UseBucket", "UseKey"]
    error_message = "The application must be allowed to use the objects, the bucket and the key."
  }

  assert {
    condition = alltrue([
      for definition in [aws_ecs_task_definition.web, aws_ecs_task_definition.worker["rest"]] :
      [for item in jsondecode(definition.container_definitions)[0].environment : item.value if startswith(item.name, "OM_ENABLE_STORAGE_S3") || startswith(item.name, "OM_INTEGRATION_STORAGE_S3")] == ["true"]
    ])
    error_message = "The driver must be on, and its preset must not be set."
  }

  assert {
    condition     = output.uploads_storage_settings == tomap({ auth_mode = "ambient", bucket = "shop-uploads-20260101000000000000000001", region = "eu-central-1" })
    error_message = "The output must say what to enter in the application."
  }
}

run "s3_that_exists" {
  variables {
    uploads_mode           = "s3"
    create_uploads_storage = false
    uploads_bucket         = "acme-uploads"
  }

  assert {
    condition     = length(aws_s3_bucket.uploads) == 0 && jsondecode(aws_iam_role_policy.task_uploads[0].policy).Statement[0].Resource == ["arn:aws:s3:::acme-uploads/*"]
    error_message = "The application must be allowed to use the bucket that is named."
  }
}

run "without_copies" {
  command = plan

  variables {
    uploads_mode   = "efs"
    uploads_backup = false
  }

  expect_failures = [check.no_uploads_backup]
}

run "advice" {
  command = plan

  expect_failures = [check.uploads_on_task_disk]
}
