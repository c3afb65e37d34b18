# What does every container get?

change "env" "one more" {
  base     = "production"
  from     = { env = { EMAIL_FROM = "shop@example.com" } }
  to       = { env = { EMAIL_FROM = "shop@example.com", LOG_LEVEL = "debug" } }
  meaning  = "replaced side by side"
  sentence = "Each service starts new tasks with it and stops the old ones when the new ones are healthy."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_service.worker[*]"                 = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"         = "replace: container_definitions"
  }
}

change "secrets" "one more" {
  base = "production"
  to = {
    secrets = {
      JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
      RESEND_API_KEY                      = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/mail-Ij56Kl:api-key::"
      STRIPE_API_KEY                      = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/stripe-Uv34Wx"
    }
  }
  meaning  = "replaced side by side"
  sentence = "The execution role may read it, and each service starts new tasks with it. A new value of the same secret starts new tasks by itself."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_service.worker[*]"                 = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"         = "replace: container_definitions"
    "aws_iam_role_policy.execution"             = "update: policy"
    "aws_sfn_state_machine.restart[0]"          = "update: definition"
  }
}

change "allow_env_override_critical" "allowed" {
  base     = "production"
  from     = { allow_env_override_critical = false }
  to       = { allow_env_override_critical = true }
  meaning  = "nothing"
  sentence = "It lets other inputs say more, and changes nothing by itself."
  actions  = {}
}

change "secrets_kms_key_arns" "one more" {
  base     = "external"
  to       = { secrets_kms_key_arns = ["arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d", "arn:aws:kms:us-east-1:123456789012:key/2a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"] }
  meaning  = "in place"
  sentence = "The execution role may decrypt with it from then on."
  actions = {
    "aws_iam_role_policy.execution" = "update: policy"
  }
}

change "restart_on_secret_change" "off" {
  base     = "production"
  from     = { restart_on_secret_change = true }
  to       = { restart_on_secret_change = false }
  meaning  = "in place"
  sentence = "The rule and the state machine go: after a change of a secret, tasks keep the old value until someone restarts them."
  actions = {
    "aws_cloudwatch_event_rule.restart[0]"   = "delete"
    "aws_cloudwatch_event_target.restart[0]" = "delete"
    "aws_iam_role.restart[0]"                = "delete"
    "aws_iam_role.restart_events[0]"         = "delete"
    "aws_iam_role_policy.restart[0]"         = "delete"
    "aws_iam_role_policy.restart_events[0]"  = "delete"
    "aws_sfn_state_machine.restart[0]"       = "delete"
  }
}
