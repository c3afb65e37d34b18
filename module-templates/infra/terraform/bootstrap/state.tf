################################################################################
# Bucket of the states: this root's own, and those of the deployments
################################################################################

resource "aws_s3_bucket" "state" {
  # checkov:skip=CKV_AWS_18:CloudTrail tells who reads and writes it, where somebody asks.
  # checkov:skip=CKV_AWS_144:Another region would need a second provider; versions bring back what is overwritten.
  # checkov:skip=CKV_AWS_145:The states hold no secret values; S3's own key costs nothing and locks nobody out.
  # checkov:skip=CKV2_AWS_62:Nobody acts on what happens in the bucket.
  count = local.create_state_bucket ? 1 : 0

  # Names of buckets are taken for all accounts at once: AWS puts characters behind.
  bucket_prefix = "${local.inputs.name}-state-"
}

resource "aws_s3_bucket_public_access_block" "state" {
  count = local.create_state_bucket ? 1 : 0

  bucket                  = aws_s3_bucket.state[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  count = local.create_state_bucket ? 1 : 0

  bucket = aws_s3_bucket.state[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "state" {
  count = local.create_state_bucket ? 1 : 0

  bucket = aws_s3_bucket.state[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "state" {
  count = local.create_state_bucket ? 1 : 0

  bucket = aws_s3_bucket.state[0].id

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
  depends_on = [aws_s3_bucket_versioning.state]
}

resource "aws_s3_bucket_policy" "state" {
  count = local.create_state_bucket ? 1 : 0

  bucket = aws_s3_bucket.state[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "RefusePlainHttp"
      Effect    = "Deny"
      Action    = "s3:*"
      Principal = "*"
      Resource  = [aws_s3_bucket.state[0].arn, "${aws_s3_bucket.state[0].arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  # S3 refuses two changes of a bucket's access at once.
  depends_on = [aws_s3_bucket_public_access_block.state]
}

locals {
  state_bucket     = local.create_state_bucket ? aws_s3_bucket.state[0].id : local.inputs_in_effect.state_bucket
  state_bucket_arn = "arn:${local.partition}:s3:::${local.state_bucket}"
}
