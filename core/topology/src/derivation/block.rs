//! The resource blocks of the module that Rust knows.

use terraform_language::Address;

/// A resource block by its type and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Block<'a> {
    resource_type: &'a str,
    name: &'a str,
}

impl<'a> Block<'a> {
    /// The block that a resource is an instance of.
    pub(super) fn of(address: &'a Address) -> Self {
        Self { resource_type: &address.resource_type, name: &address.name }
    }
}

/// A constant for each block, and a list of all of them.
macro_rules! blocks {
    ($($constant:ident = $resource_type:literal $name:literal),+ $(,)?) => {
        $(pub(super) const $constant: Block<'static> = Block { resource_type: $resource_type, name: $name };)+

        /// Every one of them.
        #[cfg(test)]
        const ALL: &[Block<'static>] = &[$($constant),+];
    };
}

blocks! {
    VPC = "aws_vpc" "this",
    INTERNET_GATEWAY = "aws_internet_gateway" "this",
    DEFAULT_SECURITY_GROUP = "aws_default_security_group" "this",
    PUBLIC_SUBNET = "aws_subnet" "public",
    PUBLIC_ROUTE_TABLE = "aws_route_table" "public",
    PUBLIC_ROUTE_TABLE_ASSOCIATION = "aws_route_table_association" "public",
    PUBLIC_INTERNET_ROUTE = "aws_route" "public_internet",
    PRIVATE_SUBNET = "aws_subnet" "private",
    PRIVATE_ROUTE_TABLE = "aws_route_table" "private",
    PRIVATE_ROUTE_TABLE_ASSOCIATION = "aws_route_table_association" "private",
    PRIVATE_NAT_ROUTE = "aws_route" "private_nat",
    NAT_ADDRESS = "aws_eip" "nat",
    NAT_GATEWAY = "aws_nat_gateway" "this",

    ALB_SECURITY_GROUP = "aws_security_group" "alb",
    ALB_INGRESS = "aws_vpc_security_group_ingress_rule" "alb",
    ALB_TO_APP = "aws_vpc_security_group_egress_rule" "alb_to_app",
    APP_SECURITY_GROUP = "aws_security_group" "app",
    APP_FROM_ALB = "aws_vpc_security_group_ingress_rule" "app_from_alb",
    APP_EGRESS = "aws_vpc_security_group_egress_rule" "app",
    DB_SECURITY_GROUP = "aws_security_group" "db",
    DB_FROM_APP = "aws_vpc_security_group_ingress_rule" "db_from_app",
    REDIS_SECURITY_GROUP = "aws_security_group" "redis",
    REDIS_FROM_APP = "aws_vpc_security_group_ingress_rule" "redis_from_app",

    LOAD_BALANCER = "aws_lb" "this",
    HTTP_LISTENER = "aws_lb_listener" "http",
    HTTPS_LISTENER = "aws_lb_listener" "https",
    WEB_TARGET_GROUP = "aws_lb_target_group" "web",
    WEB_ACL_ASSOCIATION = "aws_wafv2_web_acl_association" "alb",
    CERTIFICATE = "aws_acm_certificate" "this",
    CERTIFICATE_VALIDATION = "aws_acm_certificate_validation" "this",
    VALIDATION_RECORD = "aws_route53_record" "validation",
    ALIAS_RECORD = "aws_route53_record" "alias",

    CLUSTER = "aws_ecs_cluster" "this",
    WEB_SERVICE = "aws_ecs_service" "web",
    WEB_TASK_DEFINITION = "aws_ecs_task_definition" "web",
    WORKER_SERVICE = "aws_ecs_service" "worker",
    WORKER_TASK_DEFINITION = "aws_ecs_task_definition" "worker",
    MIGRATION_TASK_DEFINITION = "aws_ecs_task_definition" "migration",
    SCHEDULER_SYNC_TASK_DEFINITION = "aws_ecs_task_definition" "scheduler_sync",
    SCALING_TARGET = "aws_appautoscaling_target" "this",
    CPU_SCALING_POLICY = "aws_appautoscaling_policy" "cpu",
    MEMORY_SCALING_POLICY = "aws_appautoscaling_policy" "memory",
    REQUESTS_SCALING_POLICY = "aws_appautoscaling_policy" "requests",
    SCHEDULED_SCALING = "aws_appautoscaling_scheduled_action" "this",
    CAPACITY_PROVIDERS = "aws_ecs_cluster_capacity_providers" "this",

    DB_INSTANCE = "aws_db_instance" "this",
    DB_SUBNET_GROUP = "aws_db_subnet_group" "this",
    DB_PARAMETER_GROUP = "aws_db_parameter_group" "this",
    REDIS_REPLICATION_GROUP = "aws_elasticache_replication_group" "this",
    REDIS_SERVERLESS_CACHE = "aws_elasticache_serverless_cache" "this",
    REDIS_SUBNET_GROUP = "aws_elasticache_subnet_group" "this",
    REDIS_PARAMETER_GROUP = "aws_elasticache_parameter_group" "this",
    FILE_SYSTEM = "aws_efs_file_system" "this",
    MOUNT_TARGET = "aws_efs_mount_target" "this",
    EFS_SECURITY_GROUP = "aws_security_group" "efs",
    EFS_FROM_APP = "aws_vpc_security_group_ingress_rule" "efs_from_app",
    UPLOADS_ACCESS_POINT = "aws_efs_access_point" "uploads",
    UPLOADS_BACKUP = "aws_efs_backup_policy" "uploads",
    UPLOADS_BUCKET = "aws_s3_bucket" "uploads",
    UPLOADS_BUCKET_ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration" "uploads",
    UPLOADS_BUCKET_LIFECYCLE = "aws_s3_bucket_lifecycle_configuration" "uploads",
    UPLOADS_BUCKET_POLICY = "aws_s3_bucket_policy" "uploads",
    UPLOADS_BUCKET_PUBLIC_ACCESS = "aws_s3_bucket_public_access_block" "uploads",
    UPLOADS_BUCKET_VERSIONING = "aws_s3_bucket_versioning" "uploads",
    SEARCH_SERVICE = "aws_ecs_service" "search",
    SEARCH_TASK_DEFINITION = "aws_ecs_task_definition" "search",
    SEARCH_NAMESPACE = "aws_service_discovery_private_dns_namespace" "this",
    SEARCH_NAME = "aws_service_discovery_service" "search",
    SEARCH_SECURITY_GROUP = "aws_security_group" "search",
    SEARCH_FROM_APP = "aws_vpc_security_group_ingress_rule" "search_from_app",
    SEARCH_ACCESS_POINT = "aws_efs_access_point" "search",
    SEARCH_LOG_GROUP = "aws_cloudwatch_log_group" "search",
    DB_PASSWORD_ROTATION = "aws_secretsmanager_secret_rotation" "db",
    LOG_GROUP = "aws_cloudwatch_log_group" "this",
    SECRET_CHANGE_RULE = "aws_cloudwatch_event_rule" "restart",
    SECRET_CHANGE_TARGET = "aws_cloudwatch_event_target" "restart",
    RESTART_STATE_MACHINE = "aws_sfn_state_machine" "restart",
    METRIC_ALARM = "aws_cloudwatch_metric_alarm" "this",
    ERROR_ALARM = "aws_cloudwatch_metric_alarm" "errors",
    FAILURE_RULE = "aws_cloudwatch_event_rule" "failed",
    FAILURE_TARGET = "aws_cloudwatch_event_target" "failed",
    BUDGET = "aws_budgets_budget" "this",
    FLOW_LOG = "aws_flow_log" "this",
    FLOW_LOG_GROUP = "aws_cloudwatch_log_group" "flow",
    FLOW_LOG_ROLE = "aws_iam_role" "flow",
    FLOW_LOG_ROLE_POLICY = "aws_iam_role_policy" "flow",
    IDENTITY = "terraform_data" "identity",

    EXECUTION_ROLE = "aws_iam_role" "execution",
    EXECUTION_ROLE_POLICY = "aws_iam_role_policy" "execution",
    TASK_ROLE = "aws_iam_role" "task",
    TASK_ROLE_EXECUTE_COMMAND_POLICY = "aws_iam_role_policy" "task_execute_command",
    TASK_ROLE_UPLOADS_POLICY = "aws_iam_role_policy" "task_uploads",
    SEARCH_ROLE = "aws_iam_role" "search",
    SEARCH_ROLE_POLICY = "aws_iam_role_policy" "search",
    TASK_ROLE_POLICY_ATTACHMENT = "aws_iam_role_policy_attachment" "task",
    RESTART_ROLE = "aws_iam_role" "restart",
    RESTART_ROLE_POLICY = "aws_iam_role_policy" "restart",
    RESTART_EVENTS_ROLE = "aws_iam_role" "restart_events",
    RESTART_EVENTS_ROLE_POLICY = "aws_iam_role_policy" "restart_events",
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::Module;
    use std::collections::BTreeSet;

    #[test]
    fn the_blocks_are_those_of_the_module() {
        let resources = &Module::embedded().configuration().resources;
        let declared = resources.iter().filter(|resource| !resource.resource_type.starts_with("data."));
        let declared: BTreeSet<_> =
            declared.map(|block| Block { resource_type: &block.resource_type, name: &block.name }).collect();
        let known: BTreeSet<_> = ALL.iter().copied().collect();
        let gone: Vec<_> = known.difference(&declared).collect();
        assert!(gone.is_empty(), "the module does not declare {gone:?}");
        let new: Vec<_> = declared.difference(&known).collect();
        assert!(new.is_empty(), "Rust does not know {new:?}");
    }
}
