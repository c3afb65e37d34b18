# New tasks when a secret changes
#
# A task reads its secrets once, when it starts. After a change, RDS's of its password
# for example, open connections go on and new ones are refused until the task is
# replaced. Secrets Manager and Parameter Store tell EventBridge of every change, without
# a trail in CloudTrail; EventBridge cannot call ECS, so a state machine does.
#
# One rule takes the changes of all secrets of the account and region, and the state
# machine knows who reads which: a rule that named them would hold about twenty ARNs
# (2,048 characters), and each further twenty would take another.

locals {
  # What each service reads, as the inputs name it.
  restart_readers = concat([
    for name in concat(["web"], keys(local.effective.worker_services)) : {
      service = "${var.name}-${name}"
      reads   = concat(local.containers[name].secrets[*].valueFrom, local.sidecar_secrets[name])
    }
  ], local.create_search ? [{ service = local.names.search, reads = [var.search_key_secret_arn] }] : [])

  # Who reads what, by service. A secret's ARN goes without the :json-key:stage:version
  # that may follow: the event has none.
  restart_services = [
    for reader in local.restart_readers : {
      service = reader.service
      secrets = distinct([
        for arn in reader.reads : join(":", slice(split(":", arn), 0, min(7, length(split(":", arn)))))
      ])
    }
  ]

  # New tasks start beside the old ones. The services do so all at once where the
  # database has connections enough, and else five minutes apart.
  restart_side_by_side = local.db_max_connections == null ? false : local.db_connections_restarting <= local.db_max_connections
}

resource "aws_cloudwatch_event_rule" "restart" {
  count = var.restart_on_secret_change ? 1 : 0

  name        = local.names.restart
  description = "A secret or parameter has another value, which the services of ${var.name} may read"

  # https://docs.aws.amazon.com/secretsmanager/latest/userguide/event-detail-secret-label-updated-secretsmanager.html
  # https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html#SSM-Parameter-Store-event-types
  event_pattern = jsonencode({
    source        = ["aws.secretsmanager", "aws.ssm"]
    "detail-type" = ["Secret Label Updated", "Parameter Store Change"]
    detail = {
      "$or" = [{ labelUpdated = ["AWSCURRENT"] }, { operation = ["Update"] }]
    }
  })

  tags = var.tags
}

resource "aws_cloudwatch_event_target" "restart" {
  count = var.restart_on_secret_change ? 1 : 0

  rule     = aws_cloudwatch_event_rule.restart[0].name
  arn      = aws_sfn_state_machine.restart[0].arn
  role_arn = aws_iam_role.restart_events[0].arn
}

resource "aws_sfn_state_machine" "restart" {
  # checkov:skip=CKV_AWS_284:Its four steps need no traces.
  # checkov:skip=CKV_AWS_285:Step Functions keeps the history of each execution for 90 days by itself.
  # checkov:skip=CKV2_AWS_9:The definition holds ARNs alone, and so does the event.
  count = var.restart_on_secret_change ? 1 : 0

  name     = local.names.restart
  role_arn = aws_iam_role.restart[0].arn

  definition = jsonencode({
    Comment = "Starts new tasks of each service that reads the secret or parameter whose change started this"
    StartAt = "Services"
    States = {
      Services = {
        Type       = "Pass"
        Result     = local.restart_services
        ResultPath = "$.services"
        Next       = "EachService"
      }
      EachService = {
        Type           = "Map"
        ItemsPath      = "$.services"
        MaxConcurrency = local.restart_side_by_side ? 0 : 1
        ItemSelector = {
          "service.$" = "$$.Map.Item.Value.service"
          "reads.$"   = "States.ArrayContains($$.Map.Item.Value.secrets, $.resources[0])"
        }
        ItemProcessor = {
          StartAt = "Reads"
          States = {
            Reads = {
              Type    = "Choice"
              Choices = [{ Variable = "$.reads", BooleanEquals = true, Next = "StartNewTasks" }]
              Default = "ReadsOthers"
            }
            ReadsOthers = {
              Type = "Succeed"
            }
            StartNewTasks = {
              Type     = "Task"
              Resource = "arn:${local.partition}:states:::aws-sdk:ecs:updateService"
              Parameters = {
                Cluster            = aws_ecs_cluster.this.arn
                "Service.$"        = "$.service"
                ForceNewDeployment = true
              }
              # What ECS answers is long, and nobody reads it.
              ResultPath = null
              Retry      = [{ ErrorEquals = ["States.ALL"], IntervalSeconds = 30, MaxAttempts = 4, BackoffRate = 2 }]
              Next       = "Settle"
            }
            Settle = {
              Type    = "Wait"
              Seconds = local.restart_side_by_side ? 0 : 300
              End     = true
            }
          }
        }
        End = true
      }
    }
  })

  tags = var.tags
}

################################################################################
# Roles: EventBridge may start the state machine, which may start new tasks
################################################################################

resource "aws_iam_role" "restart_events" {
  count = var.restart_on_secret_change ? 1 : 0

  name                 = local.names.restart_events_role
  description          = "Lets EventBridge start the state machine ${local.names.restart}"
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "events.amazonaws.com" } }]
  })

  tags = var.tags
}

resource "aws_iam_role_policy" "restart_events" {
  count = var.restart_on_secret_change ? 1 : 0

  name = "start"
  role = aws_iam_role.restart_events[0].id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "StartStateMachine", Effect = "Allow", Action = ["states:StartExecution"], Resource = [aws_sfn_state_machine.restart[0].arn] }]
  })
}

resource "aws_iam_role" "restart" {
  count = var.restart_on_secret_change ? 1 : 0

  name                 = local.names.restart_role
  description          = "Starts new tasks of the services of ${var.name}"
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "states.amazonaws.com" } }]
  })

  tags = var.tags
}

resource "aws_iam_role_policy" "restart" {
  count = var.restart_on_secret_change ? 1 : 0

  name = "restart"
  role = aws_iam_role.restart[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "StartNewTasks"
      Effect = "Allow"
      Action = ["ecs:UpdateService"]
      # Every service of the cluster, which are this deployment's alone: named one by one,
      # a hundred would fill the policy.
      Resource = ["${local.service_arn_prefix}*"]
    }]
  })
}
