//! What runs: cluster, services, task definitions, their scaling, and the names by which they find each other.

use super::ANY;
use super::source::{LINKED_ROLES, REFERENCE, TAGS_OF_ECS};
use crate::grant::{Grant, reads, writes};

const CLUSTER: &str = "ecs:{region}:*:cluster/{aws_ecs_cluster.name}";
/// The cluster is this deployment's alone.
const SERVICES: &str = "ecs:{region}:*:service/{aws_ecs_cluster.name}/*";
const DEFINITIONS: &str = "ecs:{region}:*:task-definition/{family}:*";
const SCALING: &str = "application-autoscaling:{region}:*:scalable-target/*";
const LOG_GROUPS: &str = "logs:{region}:*:log-group:{name/}*";
const NAMESPACE: &str = "servicediscovery:{region}:*:namespace/*";
const FOUND: &str = "servicediscovery:{region}:*:service/*";
const ZONES: &str = "route53:::hostedzone/*";

const TAGS: &[&str] = &["ecs:TagResource", "ecs:UntagResource"];
const WHY_TAGS: &str = "what is made has tags";
const TARGET: &[&str] = &["aws_appautoscaling_target"];
const POLICY: &[&str] = &["aws_appautoscaling_policy"];
const SCHEDULE: &[&str] = &["aws_appautoscaling_scheduled_action"];
const DISCOVERY: &[&str] = &["aws_service_discovery_private_dns_namespace"];
const NAME: &[&str] = &["aws_service_discovery_service"];
const NAMES_FOUND: &str = "https://docs.aws.amazon.com/cloud-map/latest/dg/security_iam_id-based-policy-examples.html";

pub(super) const GRANTS: &[Grant] = &[
    reads(&["aws_ecs_cluster"], &["ecs:DescribeClusters"], &[CLUSTER], "the cluster is looked at"),
    writes(
        &["aws_ecs_cluster"],
        &["ecs:CreateCluster", "ecs:DeleteCluster"],
        &[CLUSTER],
        "the cluster is made and taken away",
    ),
    writes(
        &["aws_ecs_cluster"],
        &["ecs:ListTagsForResource", "ecs:UpdateCluster"],
        &[CLUSTER],
        "another container_insights is set in place",
    )
    .implied(REFERENCE),
    writes(&["aws_ecs_cluster"], TAGS, &[CLUSTER], WHY_TAGS).implied(TAGS_OF_ECS),
    writes(
        &["aws_ecs_cluster_capacity_providers"],
        &["ecs:PutClusterCapacityProviders"],
        &[CLUSTER],
        "the cluster may use Fargate Spot",
    ),
    writes(
        &["aws_ecs_cluster"],
        &["iam:CreateServiceLinkedRole"],
        &["iam::*:role/aws-service-role/ecs.amazonaws.com/*"],
        "the first cluster of an account makes a role of the service",
    )
    .implied(LINKED_ROLES),
    reads(&["aws_ecs_service"], &["ecs:DescribeServices"], &[SERVICES], "services are looked at"),
    writes(
        &["aws_ecs_service"],
        &["ecs:CreateService", "ecs:DeleteService", "ecs:UpdateService"],
        &[SERVICES],
        "services are made, changed and taken away",
    ),
    writes(&["aws_ecs_service"], TAGS, &[SERVICES], WHY_TAGS).implied(TAGS_OF_ECS),
    reads(
        &["aws_ecs_task_definition"],
        &["ecs:DescribeTaskDefinition"],
        ANY,
        "task definitions are looked at, which AWS allows for all or none",
    ),
    writes(
        &["aws_ecs_task_definition"],
        &["ecs:RegisterTaskDefinition"],
        &[DEFINITIONS],
        "each image and setting makes a revision",
    ),
    writes(
        &["aws_ecs_task_definition"],
        &["ecs:DeregisterTaskDefinition"],
        ANY,
        "old revisions are taken away, which AWS allows for all or none",
    ),
    writes(&["aws_ecs_task_definition"], TAGS, &[DEFINITIONS], WHY_TAGS).implied(TAGS_OF_ECS),
    reads(TARGET, &["application-autoscaling:DescribeScalableTargets"], ANY, "what scales is looked at"),
    reads(TARGET, &["application-autoscaling:ListTagsForResource"], &[SCALING], "what scales is looked at"),
    writes(
        TARGET,
        &["application-autoscaling:DeregisterScalableTarget", "application-autoscaling:RegisterScalableTarget"],
        &[SCALING],
        "services scale",
    ),
    writes(
        TARGET,
        &["application-autoscaling:TagResource", "application-autoscaling:UntagResource"],
        &[SCALING],
        WHY_TAGS,
    )
    .implied("https://docs.aws.amazon.com/autoscaling/application/userguide/resource-tagging-support.html"),
    writes(
        TARGET,
        &["iam:CreateServiceLinkedRole"],
        &["iam::*:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/*"],
        "the first service of an account that scales makes a role of the service",
    )
    .implied(LINKED_ROLES),
    reads(POLICY, &["application-autoscaling:DescribeScalingPolicies"], ANY, "how services scale is looked at"),
    writes(
        POLICY,
        &["application-autoscaling:DeleteScalingPolicy", "application-autoscaling:PutScalingPolicy"],
        &[SCALING],
        "services scale by load",
    ),
    writes(
        POLICY,
        &["cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricAlarm"],
        &["cloudwatch:{region}:*:alarm:TargetTracking-service/{aws_ecs_cluster.name}/*"],
        "a scaling policy makes its alarms in the caller's name",
    )
    .implied(
        "https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html",
    ),
    reads(SCHEDULE, &["application-autoscaling:DescribeScheduledActions"], ANY, "working hours are looked at"),
    writes(
        SCHEDULE,
        &["application-autoscaling:DeleteScheduledAction", "application-autoscaling:PutScheduledAction"],
        &[SCALING],
        "services scale by working hours",
    ),
    reads(&["aws_cloudwatch_log_group"], &["logs:DescribeLogGroups"], ANY, "log groups are looked for"),
    reads(&["aws_cloudwatch_log_group"], &["logs:ListTagsForResource"], &[LOG_GROUPS], "log groups are looked at"),
    writes(
        &["aws_cloudwatch_log_group"],
        &["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
        &[LOG_GROUPS],
        "log groups are made, and kept for so long",
    ),
    writes(
        &["aws_cloudwatch_log_group"],
        &["logs:DeleteLogGroup"],
        &[LOG_GROUPS],
        "log groups are taken away, unless keep_log_groups is true",
    )
    .implied(REFERENCE),
    writes(
        &["aws_cloudwatch_log_group"],
        &["logs:AssociateKmsKey", "logs:DisassociateKmsKey", "logs:DeleteRetentionPolicy"],
        &[LOG_GROUPS],
        "another key or retention is set in place",
    )
    .implied(REFERENCE),
    writes(&["aws_cloudwatch_log_group"], &["logs:TagResource", "logs:UntagResource"], &[LOG_GROUPS], WHY_TAGS)
        .implied("https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"),
    reads(DISCOVERY, &["servicediscovery:GetNamespace"], &[NAMESPACE], "the namespace is looked at"),
    reads(NAME, &["servicediscovery:GetService"], &[FOUND], "the search engine's name is looked at"),
    reads(DISCOVERY, &["servicediscovery:ListTagsForResource"], ANY, "the namespace is looked at"),
    writes(
        DISCOVERY,
        &[
            "servicediscovery:CreatePrivateDnsNamespace",
            "servicediscovery:GetOperation",
            "servicediscovery:ListInstances",
        ],
        ANY,
        "the namespace is made, which takes its time; what has a name in it is looked for before it goes",
    ),
    writes(NAME, &["servicediscovery:CreateService"], &[NAMESPACE, FOUND], "the search engine has a name"),
    writes(DISCOVERY, &["servicediscovery:DeleteNamespace"], &[NAMESPACE], "the namespace is taken away"),
    writes(NAME, &["servicediscovery:DeleteService"], &[FOUND], "the search engine's name is taken away"),
    writes(DISCOVERY, &["servicediscovery:TagResource", "servicediscovery:UntagResource"], ANY, WHY_TAGS)
        .implied(REFERENCE),
    writes(
        DISCOVERY,
        &["ec2:DescribeVpcs", "route53:CreateHostedZone", "route53:ListHostedZonesByName"],
        ANY,
        "a namespace makes its zone in the caller's name",
    )
    .implied(NAMES_FOUND),
    writes(
        DISCOVERY,
        &[
            "route53:AssociateVPCWithHostedZone",
            "route53:ChangeResourceRecordSets",
            "route53:DeleteHostedZone",
            "route53:GetHostedZone",
        ],
        &[ZONES],
        "a namespace makes its zone in the caller's name",
    )
    .implied(NAMES_FOUND),
];
