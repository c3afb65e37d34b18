//! What each type of resource costs: an answer for every type that the module has.

/// Whether a type of resource is charged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Lines of the estimate rest on each of its instances.
    Priced,
    /// AWS charges nothing for it: why.
    Free(&'static str),
    /// It is charged for, but no price was sourced: what.
    NotIncluded(&'static str),
}

use Answer::{Free, NotIncluded, Priced};

/// The answer for each type, sorted by type. A test refuses a type of the module that is not here.
pub(super) const ANSWERS: &[(&str, Answer)] = &[
    ("aws_acm_certificate", Free("Public certificates of ACM cost nothing.")),
    ("aws_acm_certificate_validation", Free("It only waits for the certificate.")),
    ("aws_appautoscaling_policy", NotIncluded("CloudWatch alarms that autoscaling makes for its targets")),
    ("aws_appautoscaling_scheduled_action", Free("Application Auto Scaling costs nothing.")),
    ("aws_appautoscaling_target", Free("Application Auto Scaling costs nothing.")),
    ("aws_budgets_budget", Free("A budget that only tells people costs nothing.")),
    ("aws_cloudwatch_event_rule", Free("Events of AWS's own services cost nothing.")),
    ("aws_cloudwatch_event_target", Free("Events of AWS's own services cost nothing.")),
    ("aws_cloudwatch_log_group", Priced),
    ("aws_cloudwatch_metric_alarm", NotIncluded("CloudWatch alarms")),
    ("aws_db_instance", Priced),
    ("aws_db_parameter_group", Free("A setting of the database.")),
    ("aws_db_subnet_group", Free("A setting of the database.")),
    ("aws_default_security_group", Free("Security groups cost nothing.")),
    ("aws_ecs_cluster", Free("A cluster on Fargate costs nothing; its tasks do.")),
    ("aws_ecs_cluster_capacity_providers", Free("A cluster on Fargate costs nothing; its tasks do.")),
    ("aws_ecs_service", Priced),
    ("aws_ecs_task_definition", Free("A definition costs nothing; the tasks made from it do.")),
    ("aws_efs_access_point", Free("A way into a file system, which is charged for by what is on it.")),
    ("aws_efs_backup_policy", NotIncluded("Copies of the file system, which AWS Backup charges for by GB")),
    ("aws_efs_file_system", NotIncluded("Files on EFS, which it charges for by GB kept and GB moved")),
    ("aws_efs_mount_target", Free("A mount target costs nothing.")),
    ("aws_eip", Priced),
    ("aws_elasticache_parameter_group", Free("A setting of Redis.")),
    ("aws_elasticache_replication_group", Priced),
    ("aws_elasticache_serverless_cache", Priced),
    ("aws_elasticache_subnet_group", Free("A setting of Redis.")),
    ("aws_flow_log", NotIncluded("Flow logs, which CloudWatch charges for by volume")),
    ("aws_iam_role", Free("IAM costs nothing.")),
    ("aws_iam_role_policy", Free("IAM costs nothing.")),
    ("aws_iam_role_policy_attachment", Free("IAM costs nothing.")),
    ("aws_internet_gateway", Free("An internet gateway costs nothing; traffic through it does.")),
    ("aws_lb", Priced),
    ("aws_lb_listener", Free("In the load balancer's price.")),
    ("aws_lb_target_group", Free("In the load balancer's price.")),
    ("aws_nat_gateway", Priced),
    ("aws_route", Free("Routing costs nothing.")),
    ("aws_route53_record", Free("Records cost nothing; queries for an alias of a load balancer neither.")),
    ("aws_route_table", Free("Routing costs nothing.")),
    ("aws_route_table_association", Free("Routing costs nothing.")),
    ("aws_s3_bucket", NotIncluded("Files in S3, which it charges for by GB kept and by request")),
    ("aws_s3_bucket_lifecycle_configuration", Free("A setting of the bucket.")),
    ("aws_s3_bucket_policy", Free("A setting of the bucket.")),
    ("aws_s3_bucket_public_access_block", Free("A setting of the bucket.")),
    ("aws_s3_bucket_server_side_encryption_configuration", Free("A setting of the bucket.")),
    ("aws_s3_bucket_versioning", Free("A setting of the bucket; versions are charged for as files.")),
    (
        "aws_secretsmanager_secret_rotation",
        Free("The secret of a managed database costs what a secret does; its schedule nothing."),
    ),
    ("aws_security_group", Free("Security groups cost nothing.")),
    ("aws_service_discovery_private_dns_namespace", Priced),
    ("aws_service_discovery_service", Free("ECS registers its tasks without charge.")),
    (
        "aws_sfn_state_machine",
        Free("It is free up to 4,000 transitions a month, and a change of a secret takes about four for each service."),
    ),
    ("aws_subnet", Free("Subnets cost nothing.")),
    ("aws_vpc", Free("A VPC costs nothing.")),
    ("aws_vpc_security_group_egress_rule", Free("Security groups cost nothing.")),
    ("aws_vpc_security_group_ingress_rule", Free("Security groups cost nothing.")),
    ("aws_wafv2_web_acl_association", Free("The web ACL is charged for where it is; attaching it costs nothing.")),
    ("terraform_data", Free("It is in Terraform's state alone.")),
];

/// The answer for a type of resource.
#[cfg(test)]
pub(super) fn answer(resource_type: &str) -> Option<Answer> {
    ANSWERS.iter().find(|(known, _)| *known == resource_type).map(|(_, answer)| *answer)
}
