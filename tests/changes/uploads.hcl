# Where do files go that users upload?

change "uploads_mode" "task_disk to efs" {
  base     = "production"
  to       = { uploads_mode = "efs" }
  meaning  = "data lost"
  sentence = "Files on the disks of the tasks are gone with these, as in each deployment; from then on files are kept."
  actions = {
    "aws_ecs_service.web"                                 = "update: task_definition"
    "aws_ecs_service.worker[*]"                           = "update: task_definition"
    "aws_ecs_task_definition.migration"                   = "replace: container_definitions, volume"
    "aws_ecs_task_definition.web"                         = "replace: container_definitions, volume"
    "aws_ecs_task_definition.worker[*]"                   = "replace: container_definitions, volume"
    "aws_efs_access_point.uploads[0]"                     = "create"
    "aws_efs_backup_policy.uploads[0]"                    = "create"
    "aws_efs_file_system.this[\"uploads\"]"               = "create"
    "aws_efs_mount_target.this[*]"                        = "create"
    "aws_iam_role_policy.task_uploads[0]"                 = "create"
    "aws_security_group.efs[0]"                           = "create"
    "aws_vpc_security_group_ingress_rule.efs_from_app[0]" = "create"
  }
}

change "uploads_mode" "task_disk to s3" {
  base     = "staging"
  to       = { uploads_mode = "s3" }
  meaning  = "data lost"
  sentence = "Files on the disks of the tasks are gone with these, as in each deployment; from then on files are kept where each tenant's settings name the bucket."
  actions = {
    "aws_ecs_service.web"                                           = "update: task_definition"
    "aws_ecs_task_definition.migration"                             = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"                     = "replace: container_definitions"
    "aws_ecs_task_definition.web"                                   = "replace: container_definitions"
    "aws_iam_role_policy.task_uploads[0]"                           = "create"
    "aws_s3_bucket.uploads[0]"                                      = "create"
    "aws_s3_bucket_lifecycle_configuration.uploads[0]"              = "create"
    "aws_s3_bucket_policy.uploads[0]"                               = "create"
    "aws_s3_bucket_public_access_block.uploads[0]"                  = "create"
    "aws_s3_bucket_server_side_encryption_configuration.uploads[0]" = "create"
    "aws_s3_bucket_versioning.uploads[0]"                           = "create"
  }
}

change "uploads_mode" "efs to s3" {
  base     = "complete"
  to       = { uploads_mode = "s3" }
  meaning  = "refused"
  sentence = "The file system would be deleted with all files on it."
}

change "uploads_mode" "a bucket that exists, no more" {
  base     = "bucket"
  to       = { uploads_mode = "task_disk", create_uploads_storage = null, uploads_bucket = null }
  meaning  = "replaced side by side"
  sentence = "Files stay in the bucket, where the application no longer finds them."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_iam_role_policy.task_uploads[0]"       = "delete"
  }
}

change "create_uploads_storage" "one that exists instead" {
  base     = "complete"
  to       = { create_uploads_storage = false, uploads_file_system_id = "fs-0123456789abcdef0" }
  meaning  = "refused"
  sentence = "The file system of the deployment would be deleted with all files on it."
}

change "uploads_path" "the monorepo's" {
  base     = "stored_elsewhere"
  to       = { uploads_path = "/app/apps/mercato/storage" }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that have the same files at the other path."
  actions = {
    "aws_ecs_service.web"               = "update: task_definition"
    "aws_ecs_task_definition.migration" = "replace: container_definitions"
    "aws_ecs_task_definition.web"       = "replace: container_definitions"
  }
}

change "uploads_file_system_id" "another" {
  base     = "stored_elsewhere"
  to       = { uploads_file_system_id = "fs-1123456789abcdef0" }
  meaning  = "replaced with a gap"
  sentence = "Files stay on the old file system: the new tasks begin with an empty folder. Copy them first."
  actions = {
    "aws_ecs_service.web"                 = "update: task_definition"
    "aws_ecs_task_definition.migration"   = "replace: volume"
    "aws_ecs_task_definition.web"         = "replace: volume"
    "aws_efs_access_point.uploads[0]"     = "replace: file_system_id"
    "aws_iam_role_policy.task_uploads[0]" = "update: policy"
  }
}

change "uploads_backup" "off" {
  base     = "complete"
  to       = { uploads_backup = false }
  meaning  = "in place"
  sentence = "No more copies are made; those that there are go when their five weeks are over."
  actions = {
    "aws_efs_backup_policy.uploads[0]" = "update: backup_policy"
  }
}

change "uploads_bucket" "another" {
  base     = "bucket"
  to       = { uploads_bucket = "acme-files" }
  meaning  = "in place"
  sentence = "The application may use the new bucket, and the old one no more: name it in the application's settings, and copy the files."
  actions = {
    "aws_iam_role_policy.task_uploads[0]" = "update: policy"
  }
}
