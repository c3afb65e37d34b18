# How is it run?

change "log_retention_days" "longer" {
  base     = "production"
  from     = { log_retention_days = 30 }
  to       = { log_retention_days = 365 }
  meaning  = "in place"
  sentence = "Logs are kept longer. Made shorter, CloudWatch deletes what is older."
  actions = {
    "aws_cloudwatch_log_group.this[*]" = "update: retention_in_days"
  }
}

change "enable_execute_command" "allowed" {
  base     = "production"
  from     = { enable_execute_command = false }
  to       = { enable_execute_command = true }
  meaning  = "in place"
  sentence = "Tasks that start from then on can be entered; those that run cannot."
  actions = {
    "aws_ecs_service.web"                         = "update: enable_execute_command"
    "aws_ecs_service.worker[*]"                   = "update: enable_execute_command"
    "aws_iam_role_policy.task_execute_command[0]" = "create"
  }
}

change "task_role_policies" "one more" {
  base     = "production"
  from     = { task_role_policies = {} }
  to       = { task_role_policies = { uploads = "arn:aws:iam::123456789012:policy/shop-uploads" } }
  meaning  = "in place"
  sentence = "The application may do what the policy allows, within seconds and without a restart."
  actions = {
    "aws_iam_role_policy_attachment.task[\"uploads\"]" = "create"
  }
}

change "permissions_boundary_arn" "another boundary" {
  base     = "existing_network"
  to       = { permissions_boundary_arn = "arn:aws:iam::123456789012:policy/tighter-boundary" }
  meaning  = "in place"
  sentence = "Both roles are bounded by it within seconds."
  actions = {
    "aws_iam_role.execution"         = "update: permissions_boundary"
    "aws_iam_role.restart[0]"        = "update: permissions_boundary"
    "aws_iam_role.restart_events[0]" = "update: permissions_boundary"
    "aws_iam_role.task"              = "update: permissions_boundary"
  }
}

change "acknowledged_advice" "one more" {
  base     = "production"
  to       = { acknowledged_advice = ["mutable_image_tag"] }
  meaning  = "nothing"
  sentence = "The advice is silent from then on."
  actions  = {}
}

change "keep_log_groups" "not kept" {
  base     = "production"
  from     = { keep_log_groups = true }
  to       = { keep_log_groups = false }
  meaning  = "in place"
  sentence = "Nothing changes at once: from then on a log group goes with its worker or with the deployment."
  actions = {
    "aws_cloudwatch_log_group.this[*]" = "update: skip_destroy"
  }
}

change "apply_immediately" "at once" {
  base     = "production"
  from     = { apply_immediately = false }
  to       = { apply_immediately = true }
  meaning  = "in place"
  sentence = "Changes of database and Redis that still wait for the maintenance window are made at once, with their interruption."
  actions = {
    "aws_db_instance.this[0]"                   = "update: apply_immediately"
    "aws_elasticache_replication_group.this[0]" = "update: apply_immediately"
  }
}

change "kms_key_arn" "a key that comes later" {
  base     = "production"
  to       = { kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d" }
  meaning  = "refused"
  sentence = "Neither database nor Redis can be encrypted anew: both would be deleted, and made empty."
}

change "kms_key_arn" "a key for the logs alone" {
  base     = "external"
  to       = { kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d" }
  meaning  = "in place"
  sentence = "What is logged from then on is encrypted with the key."
  actions = {
    "aws_cloudwatch_log_group.this[*]" = "update: kms_key_id"
  }
}
