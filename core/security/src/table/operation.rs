//! Operation: the state, the scripts, the pipeline; alarms, rules, the budget, and what starts new tasks.

use super::ANY;
use super::source::REFERENCE;
use crate::grant::{Grant, Need, reads, writes};

const ALARM: &str = "cloudwatch:{region}:*:alarm:{alarm_name}";
const RULE: &str = "events:{region}:*:rule/{name}";
const MACHINE: &str = "states:{region}:*:stateMachine:{aws_sfn_state_machine.name}";
const BUDGET: &str = "budgets::*:budget/{aws_budgets_budget.name}";
const LOGS: &[&str] = &["logs:{region}:*:log-group:{name/}*"];
/// The bucket is known where the root is used: bootstrap puts it in.
const STATE: &str = "s3:::*/{input.name}/terraform.tfstate";
const LOCK: &str = "s3:::*/{input.name}/terraform.tfstate.tflock";
const MARK: &[&str] = &["ssm:{region}:*:parameter/openmercato-ecs/{aws_ecs_cluster.name}/seeded"];

const ALARMS: &[&str] = &["aws_cloudwatch_metric_alarm"];
const RULES: &[&str] = &["aws_cloudwatch_event_rule"];
const RESTART: &[&str] = &["aws_sfn_state_machine"];
const MONEY: &[&str] = &["aws_budgets_budget"];
const WHY_TAGS: &str = "what is made has tags";
const S3_BACKEND: &str = "https://developer.hashicorp.com/terraform/language/backend/s3#s3-bucket-permissions";
const TASKS: &[&str] = &["aws_ecs_task_definition.migration", "aws_ecs_task_definition.scheduler_sync"];
const FIRST_RUN: &str = "first-run.sh and deploy.sh run tasks and wait for them";

pub(super) const GRANTS: &[Grant] = &[
    reads(
        ALARMS,
        &["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
        &["cloudwatch:{region}:*:alarm:*"],
        "alarms are looked at, of which a deployment has so many that their names would fill the policy",
    ),
    writes(
        ALARMS,
        &["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"],
        &[ALARM],
        "alarms are made and taken away",
    ),
    writes(ALARMS, &["cloudwatch:TagResource", "cloudwatch:UntagResource"], &[ALARM], WHY_TAGS)
        .implied("https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"),
    reads(
        RULES,
        &["events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"],
        &[RULE],
        "rules of EventBridge are looked at",
    ),
    writes(RULES, &["events:DeleteRule", "events:PutRule"], &[RULE], "rules of EventBridge are made and taken away"),
    writes(
        &["aws_cloudwatch_event_target"],
        &["events:PutTargets", "events:RemoveTargets"],
        &["events:{region}:*:rule/{rule}"],
        "rules have targets",
    ),
    writes(RULES, &["events:TagResource", "events:UntagResource"], &[RULE], WHY_TAGS).implied(REFERENCE),
    reads(
        RESTART,
        &["states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource"],
        &[MACHINE],
        "the state machine is looked at that starts new tasks",
    ),
    reads(RESTART, &["states:ValidateStateMachineDefinition"], ANY, "its definition is checked while planning"),
    writes(
        RESTART,
        &["states:CreateStateMachine", "states:DeleteStateMachine"],
        &[MACHINE],
        "the state machine is made and taken away",
    ),
    writes(RESTART, &["states:UpdateStateMachine"], &[MACHINE], "another secret or service changes its definition")
        .implied(REFERENCE),
    writes(RESTART, &["states:TagResource", "states:UntagResource"], &[MACHINE], WHY_TAGS)
        .implied("https://docs.aws.amazon.com/step-functions/latest/dg/tag-based-policies.html"),
    reads(MONEY, &["budgets:ListTagsForResource", "budgets:ViewBudget"], &[BUDGET], "the budget is looked at"),
    writes(MONEY, &["budgets:ModifyBudget"], &[BUDGET], "the budget is made and taken away"),
    writes(MONEY, &["budgets:TagResource", "budgets:UntagResource"], &[BUDGET], WHY_TAGS)
        .implied("https://docs.aws.amazon.com/cost-management/latest/userguide/billing-permissions-ref.html"),
    reads(&[], &["s3:GetObject"], &[STATE], "the state of this deployment is read").implied(S3_BACKEND),
    reads(&[], &["s3:ListBucket"], &["s3:::*"], "the state is looked for in its bucket").implied(S3_BACKEND),
    writes(&[], &["s3:PutObject"], &[STATE, LOCK], "the state is written, under a lock").implied(S3_BACKEND),
    writes(&[], &["s3:DeleteObject", "s3:GetObject"], &[LOCK], "the lock is taken off").implied(S3_BACKEND),
    writes(TASKS, &["ecs:RunTask"], &["ecs:{region}:*:task-definition/{family}:*"], FIRST_RUN),
    writes(TASKS, &["ecs:DescribeTasks"], &["ecs:{region}:*:task/{aws_ecs_cluster.name}/*"], FIRST_RUN),
    writes(TASKS, &["ecs:ListTasks"], ANY, "deploy.sh says why new tasks failed").only(
        "ArnLike",
        "ecs:cluster",
        &["ecs:{region}:*:cluster/{aws_ecs_cluster.name}"],
    ),
    writes(&["aws_cloudwatch_log_group"], &["logs:FilterLogEvents"], LOGS, "the scripts show what tasks have said"),
    writes(
        TASKS,
        &["ssm:DeleteParameter", "ssm:GetParameters", "ssm:PutParameter"],
        MARK,
        "first-run.sh --seed notes that it has run",
    ),
    writes(&[], &["ecr:GetAuthorizationToken"], ANY, "the pipeline signs in to the registry")
        .when(Need::EcrImage)
        .implied("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html"),
    writes(
        &[],
        &[
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:CompleteLayerUpload",
            "ecr:DescribeImages",
            "ecr:GetDownloadUrlForLayer",
            "ecr:InitiateLayerUpload",
            "ecr:PutImage",
            "ecr:UploadLayerPart",
        ],
        &["ecr:{image}"],
        "the pipeline pushes the image",
    )
    .when(Need::EcrImage)
    .implied("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html"),
];
