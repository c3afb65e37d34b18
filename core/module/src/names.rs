//! The names of the module that Rust knows.
//!
//! All else about the module is read from its HCL. What picture, estimate and brief say of single inputs needs their
//! names: each stands here once, and a test holds that the module has it. So a rename in HCL fails a test instead of
//! dropping a database from the picture.

use std::fmt;
use std::sync::Arc;
use terraform_language::{InputPath, Step, Value};

/// The name of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Input(&'static str);

impl Input {
    /// The name as the module has it.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The input as a place among the inputs.
    pub fn path(self) -> InputPath {
        InputPath::of(self.0)
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The name of an attribute of an object among the inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute(&'static str);

impl Attribute {
    /// The name as the module has it.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The attribute's value in an object; `None` when it has none or null.
    pub fn of(self, object: &Value) -> Option<&Value> {
        object.get(self.0).filter(|value| !value.is_null())
    }

    /// A whole number that is not negative, in an object.
    pub fn number(self, object: &Value) -> Option<usize> {
        self.of(object)?.as_number()?.to_usize()
    }

    /// The step to it.
    pub fn step(self) -> Step {
        Step::Attribute(self.0.into())
    }
}

/// The name of a local value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local(&'static str);

impl Local {
    /// The name as the module has it.
    pub fn name(self) -> Arc<str> {
        self.0.into()
    }
}

/// A value that a rule allows for an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The input.
    pub input: Input,
    /// The value.
    pub value: &'static str,
}

/// Constants of one kind of name, and a list of all of them.
macro_rules! names {
    ($(#[$about:meta])* $module:ident: $kind:ident { $($constant:ident = $name:literal),+ $(,)? }) => {
        $(#[$about])*
        pub mod $module {
            use super::$kind;

            $(#[doc = concat!("`", $name, "`")] pub const $constant: $kind = $kind($name);)+

            /// Every one of them.
            pub const ALL: &[$kind] = &[$($constant),+];
        }
    };
}

names! {
    /// Inputs.
    input: Input {
        NAME = "name",
        ENVIRONMENT = "environment",
        AWS_REGION = "aws_region",
        IMAGE = "image",
        CONTAINER_PORT = "container_port",
        CPU_ARCHITECTURE = "cpu_architecture",
        TAGS = "tags",
        NETWORKING_MODE = "networking_mode",
        VPC_CIDR = "vpc_cidr",
        AVAILABILITY_ZONES = "availability_zones",
        PUBLIC_SUBNET_CIDRS = "public_subnet_cidrs",
        PRIVATE_SUBNET_CIDRS = "private_subnet_cidrs",
        NAT_GATEWAY_MODE = "nat_gateway_mode",
        VPC_ID = "vpc_id",
        PUBLIC_SUBNET_IDS = "public_subnet_ids",
        PRIVATE_SUBNET_IDS = "private_subnet_ids",
        EXISTING_NETWORK_EGRESS = "existing_network_egress",
        EXISTING_VPC_ENDPOINTS = "existing_vpc_endpoints",
        ALB_INTERNAL = "alb_internal",
        ALB_INGRESS_CIDRS = "alb_ingress_cidrs",
        ALB_SSL_POLICY = "alb_ssl_policy",
        ALB_IDLE_TIMEOUT = "alb_idle_timeout",
        HEALTH_CHECK_PATH = "health_check_path",
        HEALTH_CHECK_MATCHER = "health_check_matcher",
        HEALTH_CHECK_INTERVAL = "health_check_interval",
        HEALTH_CHECK_TIMEOUT = "health_check_timeout",
        HEALTH_CHECK_HEALTHY_THRESHOLD = "health_check_healthy_threshold",
        HEALTH_CHECK_UNHEALTHY_THRESHOLD = "health_check_unhealthy_threshold",
        WEB_SERVICE = "web_service",
        RUNTIME_MODE = "runtime_mode",
        WORKER_SERVICES = "worker_services",
        MIGRATION_TASK = "migration_task",
        SCHEDULER_SYNC_TASK = "scheduler_sync_task",
        ENV = "env",
        SECRETS = "secrets",
        ALLOW_ENV_OVERRIDE_CRITICAL = "allow_env_override_critical",
        REPOSITORY_CREDENTIALS_SECRET_ARN = "repository_credentials_secret_arn",
        DATABASE_MODE = "database_mode",
        DB_TLS_MODE = "db_tls_mode",
        DB_NAME = "db_name",
        DB_USERNAME = "db_username",
        DB_ENGINE_VERSION = "db_engine_version",
        DB_INSTANCE_CLASS = "db_instance_class",
        DB_ALLOCATED_STORAGE = "db_allocated_storage",
        DB_MAX_ALLOCATED_STORAGE = "db_max_allocated_storage",
        DB_MULTI_AZ = "db_multi_az",
        DB_BACKUP_RETENTION_DAYS = "db_backup_retention_days",
        DB_DELETION_PROTECTION = "db_deletion_protection",
        DB_SKIP_FINAL_SNAPSHOT = "db_skip_final_snapshot",
        DB_PASSWORD_ROTATION_DAYS = "db_password_rotation_days",
        DATABASE_URL_SECRET_ARN = "database_url_secret_arn",
        DB_HOST = "db_host",
        DB_PORT = "db_port",
        DB_PASSWORD_SECRET_ARN = "db_password_secret_arn",
        REDIS_MODE = "redis_mode",
        REDIS_DEPLOYMENT_MODE = "redis_deployment_mode",
        REDIS_ENGINE_VERSION = "redis_engine_version",
        REDIS_NODE_TYPE = "redis_node_type",
        REDIS_NUM_CACHE_CLUSTERS = "redis_num_cache_clusters",
        REDIS_MULTI_AZ = "redis_multi_az",
        REDIS_SNAPSHOT_RETENTION_DAYS = "redis_snapshot_retention_days",
        REDIS_SERVERLESS_MIN_DATA_STORAGE_GB = "redis_serverless_min_data_storage_gb",
        REDIS_SERVERLESS_MAX_DATA_STORAGE_GB = "redis_serverless_max_data_storage_gb",
        REDIS_SERVERLESS_MIN_ECPU_PER_SECOND = "redis_serverless_min_ecpu_per_second",
        REDIS_SERVERLESS_MAX_ECPU_PER_SECOND = "redis_serverless_max_ecpu_per_second",
        REDIS_URL_SECRET_ARN = "redis_url_secret_arn",
        UPLOADS_MODE = "uploads_mode",
        UPLOADS_PATH = "uploads_path",
        UPLOADS_FILE_SYSTEM_ID = "uploads_file_system_id",
        UPLOADS_BACKUP = "uploads_backup",
        UPLOADS_BUCKET = "uploads_bucket",
        SEARCH_MODE = "search_mode",
        SEARCH_HOST = "search_host",
        SEARCH_KEY_SECRET_ARN = "search_key_secret_arn",
        SEARCH_IMAGE = "search_image",
        SEARCH_SERVICE = "search_service",
        SEARCH_STORAGE = "search_storage",
        DNS_MODE = "dns_mode",
        DOMAIN_NAME = "domain_name",
        HOSTED_ZONE_ID = "hosted_zone_id",
        CREATE_WWW_RECORD = "create_www_record",
        CERTIFICATE_ARN = "certificate_arn",
        WAF_MODE = "waf_mode",
        WAF_WEB_ACL_ARN = "waf_web_acl_arn",
        ENABLE_ALARMS = "enable_alarms",
        FLOW_LOG_RETENTION_DAYS = "flow_log_retention_days",
        ALARM_TOPIC_ARN = "alarm_topic_arn",
        CONTAINER_INSIGHTS = "container_insights",
        ALB_ACCESS_LOGS_BUCKET = "alb_access_logs_bucket",
        KMS_KEY_ARN = "kms_key_arn",
        LOG_RETENTION_DAYS = "log_retention_days",
        APPLY_IMMEDIATELY = "apply_immediately",
        ENABLE_EXECUTE_COMMAND = "enable_execute_command",
        PERMISSIONS_BOUNDARY_ARN = "permissions_boundary_arn",
        ACKNOWLEDGED_ADVICE = "acknowledged_advice",
    }
}

names! {
    /// Attributes of services and tasks.
    attribute: Attribute {
        CPU = "cpu",
        MEMORY = "memory",
        DESIRED_COUNT = "desired_count",
        COMMAND = "command",
        ENV = "env",
        SECRETS = "secrets",
        HEALTH_CHECK = "health_check",
        INTERVAL = "interval",
        TIMEOUT = "timeout",
        RETRIES = "retries",
        START_PERIOD = "start_period",
        STOP_TIMEOUT = "stop_timeout",
        ULIMITS = "ulimits",
        FIRELENS_OPTIONS = "firelens_options",
        AUTOSCALING = "autoscaling",
        CPU_TARGET = "cpu_target",
        MEMORY_TARGET = "memory_target",
        MIN_CAPACITY = "min_capacity",
        MAX_CAPACITY = "max_capacity",
        SCHEDULED_SCALING = "scheduled_scaling",
        DEPLOYMENT_MINIMUM_HEALTHY_PERCENT = "deployment_minimum_healthy_percent",
        DEPLOYMENT_MAXIMUM_PERCENT = "deployment_maximum_percent",
        HEALTH_CHECK_GRACE_PERIOD_SECONDS = "health_check_grace_period_seconds",
        SIDECARS = "sidecars",
        SPOT_PERCENT = "spot_percent",
        EPHEMERAL_STORAGE_GIB = "ephemeral_storage_gib",
    }
}

names! {
    /// Local values.
    local: Local {
        AVAILABILITY_ZONES_BY_REGION = "availability_zones_by_region",
        CONTAINERS = "containers",
        CONTAINER_LAYERS = "container_layers",
        EFFECTIVE = "effective",
        ZONE_COUNT = "zone_count",
    }
}

/// Values that rules allow.
pub mod choice {
    use super::{Choice, Input, input};

    const fn choice(input: Input, value: &'static str) -> Choice {
        Choice { input, value }
    }

    /// What people work with, held against what the module advises for it.
    pub const ENVIRONMENT_PRODUCTION: Choice = choice(input::ENVIRONMENT, "production");
    /// What comes before production.
    pub const ENVIRONMENT_STAGING: Choice = choice(input::ENVIRONMENT, "staging");
    /// The network exists already.
    pub const NETWORKING_EXISTING: Choice = choice(input::NETWORKING_MODE, "existing");
    /// The module makes the network.
    pub const NETWORKING_MANAGED: Choice = choice(input::NETWORKING_MODE, "managed");
    /// All tasks leave the network through one NAT gateway.
    pub const NAT_SINGLE: Choice = choice(input::NAT_GATEWAY_MODE, "single");
    /// Each zone has a NAT gateway.
    pub const NAT_PER_ZONE: Choice = choice(input::NAT_GATEWAY_MODE, "per_zone");
    /// Tasks in an existing network leave it through NAT.
    pub const EGRESS_NAT: Choice = choice(input::EXISTING_NETWORK_EGRESS, "nat");
    /// Tasks in an existing network reach AWS through VPC endpoints alone.
    pub const EGRESS_VPC_ENDPOINTS: Choice = choice(input::EXISTING_NETWORK_EGRESS, "vpc_endpoints");
    /// Tasks run on x86.
    pub const CPU_X86_64: Choice = choice(input::CPU_ARCHITECTURE, "X86_64");
    /// Tasks run on ARM.
    pub const CPU_ARM64: Choice = choice(input::CPU_ARCHITECTURE, "ARM64");
    /// The web service runs the workers, too.
    pub const RUNTIME_SINGLE_SERVICE: Choice = choice(input::RUNTIME_MODE, "single_service");
    /// Workers are services of their own.
    pub const RUNTIME_SPLIT_WORKERS: Choice = choice(input::RUNTIME_MODE, "split_workers");
    /// The database exists already.
    pub const DATABASE_EXTERNAL: Choice = choice(input::DATABASE_MODE, "external");
    /// The module makes the database.
    pub const DATABASE_MANAGED: Choice = choice(input::DATABASE_MODE, "managed");
    /// TLS to the database, with its certificate checked.
    pub const DB_TLS_VERIFY: Choice = choice(input::DB_TLS_MODE, "verify");
    /// No TLS to the database.
    pub const DB_TLS_DISABLE: Choice = choice(input::DB_TLS_MODE, "disable");
    /// The module makes Redis.
    pub const REDIS_MANAGED: Choice = choice(input::REDIS_MODE, "managed");
    /// ElastiCache Serverless.
    pub const REDIS_SERVERLESS: Choice = choice(input::REDIS_DEPLOYMENT_MODE, "serverless");
    /// Redis exists already.
    pub const REDIS_EXTERNAL: Choice = choice(input::REDIS_MODE, "external");
    /// Uploads are on the disk of a task.
    pub const UPLOADS_TASK_DISK: Choice = choice(input::UPLOADS_MODE, "task_disk");
    /// Uploads are on a file system.
    pub const UPLOADS_EFS: Choice = choice(input::UPLOADS_MODE, "efs");
    /// Uploads are in a bucket.
    pub const UPLOADS_S3: Choice = choice(input::UPLOADS_MODE, "s3");
    /// The search engine exists already.
    pub const SEARCH_EXTERNAL: Choice = choice(input::SEARCH_MODE, "external");
    /// The module runs the search engine.
    pub const SEARCH_MANAGED: Choice = choice(input::SEARCH_MODE, "managed");
    /// The search engine's index is on a file system.
    pub const SEARCH_ON_EFS: Choice = choice(input::SEARCH_STORAGE, "efs");
    /// No DNS record is made.
    pub const DNS_NONE: Choice = choice(input::DNS_MODE, "none");
    /// The module makes DNS records in Route 53.
    pub const DNS_ROUTE53: Choice = choice(input::DNS_MODE, "route53");
    /// No web ACL is attached.
    pub const WAF_NONE: Choice = choice(input::WAF_MODE, "none");
    /// An existing web ACL is attached.
    pub const WAF_EXISTING: Choice = choice(input::WAF_MODE, "existing");

    /// Every one of them.
    pub const ALL: &[Choice] = &[
        ENVIRONMENT_PRODUCTION,
        ENVIRONMENT_STAGING,
        NETWORKING_EXISTING,
        NETWORKING_MANAGED,
        NAT_SINGLE,
        NAT_PER_ZONE,
        EGRESS_NAT,
        EGRESS_VPC_ENDPOINTS,
        CPU_X86_64,
        CPU_ARM64,
        RUNTIME_SINGLE_SERVICE,
        RUNTIME_SPLIT_WORKERS,
        DATABASE_EXTERNAL,
        DATABASE_MANAGED,
        DB_TLS_VERIFY,
        DB_TLS_DISABLE,
        REDIS_MANAGED,
        REDIS_SERVERLESS,
        REDIS_EXTERNAL,
        UPLOADS_TASK_DISK,
        UPLOADS_EFS,
        UPLOADS_S3,
        SEARCH_EXTERNAL,
        SEARCH_MANAGED,
        SEARCH_ON_EFS,
        DNS_NONE,
        DNS_ROUTE53,
        WAF_NONE,
        WAF_EXISTING,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Module;
    use std::collections::BTreeSet;

    #[test]
    fn the_module_has_every_input() {
        let missing: Vec<_> =
            input::ALL.iter().filter(|input| Module::embedded().variable(input.name()).is_none()).collect();
        assert!(missing.is_empty(), "variables.tf does not declare {missing:?}");
    }

    #[test]
    fn the_module_has_every_attribute() {
        let known: BTreeSet<_> = Module::embedded().attributes().collect();
        let missing: Vec<_> = attribute::ALL.iter().filter(|attribute| !known.contains(attribute.name())).collect();
        assert!(missing.is_empty(), "no object of variables.tf has {missing:?}");
    }

    #[test]
    fn the_module_has_every_local() {
        let locals = &Module::embedded().configuration().locals;
        let missing: Vec<_> = local::ALL.iter().filter(|local| !locals.contains_key(&local.name())).collect();
        assert!(missing.is_empty(), "the module has no local {missing:?}");
    }

    #[test]
    fn the_module_allows_every_choice() {
        for Choice { input, value } in choice::ALL {
            let variable = Module::embedded().variable(input.name()).expect("an input");
            assert!(variable.choices.contains(&(*value).into()), "{input} cannot be {value}: {:?}", variable.choices);
        }
    }
}
