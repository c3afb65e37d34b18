# Files that users upload
#
# task_disk: on the disk of the task that took the upload, and gone with it. efs: on a
# file system that every task mounts where the application keeps its files. s3: in a
# bucket, which the application is told about in its own settings.

################################################################################
# File system
################################################################################

resource "aws_efs_access_point" "uploads" {
  count = local.uploads_on_efs ? 1 : 0

  file_system_id = local.create_uploads_file_system ? aws_efs_file_system.this["uploads"].id : var.uploads_file_system_id

  # The user of both images, whoever a container runs as.
  posix_user {
    uid = 1001
    gid = 1001
  }

  # A folder of its own, so that deployments can share a file system.
  root_directory {
    path = "/${var.name}"

    creation_info {
      owner_uid   = 1001
      owner_gid   = 1001
      permissions = "0750"
    }
  }

  tags = merge(var.tags, { Name = local.names.uploads })
}

resource "aws_efs_backup_policy" "uploads" {
  count = local.create_uploads_file_system ? 1 : 0

  file_system_id = aws_efs_file_system.this["uploads"].id

  backup_policy {
    status = local.effective.uploads_backup ? "ENABLED" : "DISABLED"
  }
}

################################################################################
# Bucket
################################################################################

resource "aws_s3_bucket" "uploads" {
  # checkov:skip=CKV_AWS_18:Who reads what is the application's to log; S3's own logs take a second bucket, and cost by request.
  # checkov:skip=CKV_AWS_144:Replication to another region doubles the cost and takes a second provider.
  # checkov:skip=CKV_AWS_145:S3 encrypts with its own key; kms_key_arn names another, which costs and can lock the files away.
  # checkov:skip=CKV2_AWS_62:Nobody acts on what happens in the bucket.
  count = local.create_uploads_bucket ? 1 : 0

  # Names of buckets are taken for all accounts at once: AWS puts characters behind.
  bucket_prefix = "${local.names.uploads}-"

  tags = var.tags
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  count = local.create_uploads_bucket ? 1 : 0

  bucket                  = aws_s3_bucket.uploads[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "uploads" {
  count = local.create_uploads_bucket ? 1 : 0

  bucket = aws_s3_bucket.uploads[0].id

  rule {
    # One request to KMS for many objects.
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_versioning" "uploads" {
  count = local.create_uploads_bucket ? 1 : 0

  bucket = aws_s3_bucket.uploads[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "uploads" {
  count = local.create_uploads_bucket ? 1 : 0

  bucket = aws_s3_bucket.uploads[0].id

  # What was deleted or overwritten can be had back for three months.
  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # Versions must be there before a rule speaks of them.
  depends_on = [aws_s3_bucket_versioning.uploads]
}

resource "aws_s3_bucket_policy" "uploads" {
  count = local.create_uploads_bucket ? 1 : 0

  bucket = aws_s3_bucket.uploads[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "RefusePlainHttp"
      Effect    = "Deny"
      Action    = "s3:*"
      Principal = "*"
      Resource  = [aws_s3_bucket.uploads[0].arn, "${aws_s3_bucket.uploads[0].arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  # S3 refuses two changes of a bucket's access at once.
  depends_on = [aws_s3_bucket_public_access_block.uploads]
}

################################################################################
# What the application may do
################################################################################

locals {
  uploads_bucket_arn = local.create_uploads_bucket ? one(aws_s3_bucket.uploads[*].arn) : "arn:${local.partition}:s3:::${coalesce(var.uploads_bucket, "unset")}"

  uploads_statements = concat(
    local.uploads_on_efs ? [{
      Sid       = "MountFileSystem"
      Effect    = "Allow"
      Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      Resource  = [aws_efs_access_point.uploads[0].file_system_arn]
      Condition = { StringEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.uploads[0].arn } }
    }] : [],
    local.uploads_on_s3 ? [
      {
        Sid      = "UseObjects"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"]
        Resource = ["${local.uploads_bucket_arn}/*"]
      },
      {
        Sid      = "UseBucket"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Resource = [local.uploads_bucket_arn]
      },
    ] : [],
    local.create_uploads_bucket && var.kms_key_arn != null ? [{
      Sid      = "UseKey"
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource = [var.kms_key_arn]
    }] : [],
  )
}

resource "aws_iam_role_policy" "task_uploads" {
  count = local.uploads_on_efs || local.uploads_on_s3 ? 1 : 0

  name = "uploads"
  role = aws_iam_role.task.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.uploads_statements
  })
}
