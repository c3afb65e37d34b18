# One group for each container, so that retention and access can be told apart.
resource "aws_cloudwatch_log_group" "this" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts logs with its own key; kms_key_arn names another, which costs and can lock the logs away.
  # checkov:skip=CKV_AWS_338:How long logs are kept is log_retention_days, a matter of cost and of data protection.
  for_each = local.tasks

  name              = "${local.names.log_group_prefix}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  skip_destroy      = local.effective.keep_log_groups

  tags = var.tags
}
