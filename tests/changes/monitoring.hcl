# Who learns of it when something is wrong?

change "enable_alarms" "on" {
  base     = "production"
  to       = { enable_alarms = true, alarm_topic_arn = "arn:aws:sns:us-east-1:123456789012:alarms" }
  meaning  = "in place"
  sentence = "Alarms and rules are made; nothing that runs is touched."
  actions = {
    "aws_cloudwatch_event_rule.failed[*]"   = "create"
    "aws_cloudwatch_event_target.failed[*]" = "create"
    "aws_cloudwatch_metric_alarm.errors[0]" = "create"
    "aws_cloudwatch_metric_alarm.this[*]"   = "create"
  }
}

change "alarm_topic_arn" "another topic" {
  base     = "options"
  to       = { alarm_topic_arn = "arn:aws:sns:us-east-1:123456789012:urgent" }
  meaning  = "in place"
  sentence = "Alarms and rules send to the other topic from then on."
  actions = {
    "aws_cloudwatch_event_target.failed[*]" = "update: arn"
    "aws_cloudwatch_metric_alarm.errors[0]" = "update: alarm_actions, metric_query, ok_actions"
    "aws_cloudwatch_metric_alarm.this[*]"   = "update: alarm_actions, ok_actions"
  }
}

change "monthly_budget" "on" {
  base     = "staging"
  to       = { monthly_budget = { amount_usd = 300, emails = ["ops@example.com"] } }
  meaning  = "in place"
  sentence = "The budget is made; nothing that runs is touched."
  actions = {
    "aws_budgets_budget.this[0]" = "create"
  }
}

change "monthly_budget" "another amount" {
  base     = "options"
  to       = { monthly_budget = { amount_usd = 500, emails = ["ops@example.com"], tag = "Deployment=shop" } }
  meaning  = "in place"
  sentence = "The budget counts anew from the month's figures."
  actions = {
    "aws_budgets_budget.this[0]" = "update: cost_filter, limit_amount"
  }
}

change "container_insights" "on" {
  base     = "production"
  to       = { container_insights = "enhanced" }
  meaning  = "in place"
  sentence = "Figures are collected from then on."
  actions = {
    "aws_ecs_cluster.this" = "update: setting"
  }
}

change "container_insights" "left out again" {
  base     = "options"
  to       = { container_insights = null }
  meaning  = "nothing"
  sentence = "Nothing happens: Container Insights stays as it is. Write disabled to turn it off."
  actions  = {}
}

change "alb_access_logs_bucket" "on" {
  base     = "production"
  to       = { alb_access_logs_bucket = "acme-logs" }
  meaning  = "in place"
  sentence = "Requests are logged from then on."
  actions = {
    "aws_lb.this" = "update: access_logs"
  }
}

change "flow_log_retention_days" "on" {
  base     = "production"
  to       = { flow_log_retention_days = 14 }
  meaning  = "in place"
  sentence = "Flow logs are written from then on."
  actions = {
    "aws_cloudwatch_log_group.flow[0]" = "create"
    "aws_flow_log.this[0]"             = "create"
    "aws_iam_role.flow[0]"             = "create"
    "aws_iam_role_policy.flow[0]"      = "create"
  }
}

change "flow_log_retention_days" "off" {
  base     = "options"
  to       = { flow_log_retention_days = null }
  meaning  = "in place"
  sentence = "No more are written; in production those that were stay, in their log group."
  actions = {
    "aws_cloudwatch_log_group.flow[0]" = "delete"
    "aws_flow_log.this[0]"             = "delete"
    "aws_iam_role.flow[0]"             = "delete"
    "aws_iam_role_policy.flow[0]"      = "delete"
  }
}
