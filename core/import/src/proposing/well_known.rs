//! The well-known modules, and which of their arguments correspond to which inputs.
//!
//! Names are those of the newest major version and of the one before it, as the modules' own `variables.tf` has them. An
//! argument that corresponds only nearly is not here: few and right is better than many.

use openmercato_ecs_module::names::{Choice, Input, choice, input};
use terraform_language::{Number, Value};

/// An argument, and the input that it corresponds to.
pub(super) struct Row {
    /// The names that lead to it, with dots between them; `*` stands for each.
    pub(super) argument: &'static str,
    pub(super) input: Input,
    /// Whether it is an entry of the input, under its own name.
    pub(super) is_entry: bool,
    /// What the input is for a value; `None` where nothing of the input is.
    pub(super) convert: fn(&Value) -> Option<Value>,
    /// An argument that has to be given, with its value.
    pub(super) given: Option<(&'static str, bool)>,
    /// Why it corresponds, after its name.
    pub(super) why: &'static str,
}

/// What a module is told to make, by one of its arguments.
pub(super) struct MadeKind {
    pub(super) argument: &'static str,
    /// The values that correspond; the empty one where the argument may be missing.
    pub(super) values: &'static [&'static str],
}

/// How a call describes a service.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As the modules of terraform-aws-modules do.
    AwsModules,
    /// As cloudposse's ecs-alb-service-task does.
    ServiceTask,
    /// As cloudposse's ecs-container-definition does, one container of it.
    Container,
}

/// Where a call says what services run.
#[derive(Clone, Copy)]
pub(super) enum Runs {
    /// Nowhere.
    Nothing,
    /// It is one service.
    One(Form),
    /// In each entry of `services`.
    Several(Form),
}

/// A well-known module.
pub(crate) struct WellKnown {
    /// Whose it is, in the registry.
    owner: &'static str,
    /// Its name there.
    name: &'static str,
    /// The module within it, of `//modules/…`; empty for its root.
    inner: &'static str,
    pub(super) rows: &'static [&'static [Row]],
    pub(super) runs: Runs,
    /// Arguments that turn off what it makes.
    pub(super) switches: &'static [&'static str],
    /// With this choice, what it makes is not the deployment's.
    pub(super) unless: Option<Choice>,
    pub(super) kind: Option<MadeKind>,
}

impl WellKnown {
    /// The module that a source names: in a registry, on GitHub, or in a copy whose folders are named alike.
    pub(crate) fn of(source: &str) -> Option<&'static Self> {
        let source = source.split('?').next()?;
        let names: Vec<_> = source.split(['/', ':', '@']).filter(|name| !name.is_empty()).collect();
        let inner = match names.as_slice() {
            [.., "modules", inner] => inner,
            _ => "",
        };
        let is_named = |known: &&Self| {
            names.windows(2).any(|pair| {
                let name = pair[1].trim_end_matches(".git");
                pair[0] == known.owner && name.strip_prefix("terraform-aws-").unwrap_or(name) == known.name
            })
        };
        ALL.iter().find(|known| known.inner == inner && is_named(known))
    }
}

const fn row(argument: &'static str, input: Input, why: &'static str) -> Row {
    Row { argument, input, is_entry: false, convert: as_it_is, given: None, why }
}

impl Row {
    const fn converted(self, convert: fn(&Value) -> Option<Value>) -> Self {
        Self { convert, ..self }
    }

    const fn entry(self) -> Self {
        Self { is_entry: true, ..self }
    }

    const fn where_given(self, argument: &'static str, value: bool) -> Self {
        Self { given: Some((argument, value)), ..self }
    }
}

const fn module(owner: &'static str, name: &'static str, inner: &'static str) -> WellKnown {
    WellKnown { owner, name, inner, rows: &[], runs: Runs::Nothing, switches: &[], unless: None, kind: None }
}

const AWS_MODULES: &str = "terraform-aws-modules";
const CLOUD_POSSE: &str = "cloudposse";

/// Every one of them.
const ALL: &[WellKnown] = &[
    // https://github.com/terraform-aws-modules/terraform-aws-vpc, versions 5 and 6
    WellKnown {
        rows: &[NETWORK, EVERYWHERE],
        switches: &["create_vpc"],
        unless: Some(choice::NETWORKING_EXISTING),
        ..module(AWS_MODULES, "vpc", "")
    },
    // https://github.com/terraform-aws-modules/terraform-aws-rds, versions 6 and 7
    WellKnown {
        rows: &[DATABASE, EVERYWHERE],
        switches: &["create_db_instance"],
        unless: Some(choice::DATABASE_EXTERNAL),
        kind: Some(MadeKind { argument: "engine", values: &["postgres"] }),
        ..module(AWS_MODULES, "rds", "")
    },
    // https://github.com/terraform-aws-modules/terraform-aws-rds-aurora, versions 9 and 10
    WellKnown {
        rows: &[AURORA, EVERYWHERE],
        switches: &["create"],
        unless: Some(choice::DATABASE_EXTERNAL),
        kind: Some(MadeKind { argument: "engine", values: &["aurora-postgresql", "postgres"] }),
        ..module(AWS_MODULES, "rds-aurora", "")
    },
    // https://github.com/terraform-aws-modules/terraform-aws-elasticache, version 1
    WellKnown {
        rows: &[REDIS, EVERYWHERE],
        switches: &["create"],
        unless: Some(choice::REDIS_EXTERNAL),
        kind: Some(MadeKind { argument: "engine", values: &["", "redis"] }),
        ..module(AWS_MODULES, "elasticache", "")
    },
    // https://github.com/terraform-aws-modules/terraform-aws-alb, versions 9 and 10
    WellKnown {
        rows: &[LOAD_BALANCER, EVERYWHERE],
        switches: &["create"],
        kind: Some(MadeKind { argument: "load_balancer_type", values: &["", "application"] }),
        ..module(AWS_MODULES, "alb", "")
    },
    // https://github.com/terraform-aws-modules/terraform-aws-ecs, versions 5 to 7
    WellKnown {
        rows: &[CLUSTER, EVERYWHERE],
        runs: Runs::Several(Form::AwsModules),
        switches: &["create"],
        ..module(AWS_MODULES, "ecs", "")
    },
    WellKnown { rows: &[CLUSTER, EVERYWHERE], switches: &["create"], ..module(AWS_MODULES, "ecs", "cluster") },
    WellKnown {
        rows: &[EVERYWHERE],
        runs: Runs::One(Form::AwsModules),
        switches: &["create", "create_service"],
        ..module(AWS_MODULES, "ecs", "service")
    },
    // https://github.com/cloudposse/terraform-aws-ecs-alb-service-task, version 0.78
    WellKnown {
        rows: &[SERVICE_TASK, EVERYWHERE],
        runs: Runs::One(Form::ServiceTask),
        switches: &["enabled", "ecs_service_enabled"],
        ..module(CLOUD_POSSE, "ecs-alb-service-task", "")
    },
    // https://github.com/cloudposse/terraform-aws-ecs-container-definition, version 0.61
    WellKnown { runs: Runs::One(Form::Container), ..module(CLOUD_POSSE, "ecs-container-definition", "") },
];

const EVERYWHERE: &[Row] = &[
    row("region", input::AWS_REGION, "is the region in which it is made"),
    row("tags.*", input::TAGS, "is a tag of what it makes").entry(),
];

const NETWORK: &[Row] = &[
    row("cidr", input::VPC_CIDR, "is the range of the VPC"),
    row("azs", input::AVAILABILITY_ZONES, "says in which zones the subnets are"),
    row("public_subnets", input::PUBLIC_SUBNET_CIDRS, "holds the ranges of the public subnets"),
    row("private_subnets", input::PRIVATE_SUBNET_CIDRS, "holds the ranges of the private subnets"),
    row("single_nat_gateway", input::NAT_GATEWAY_MODE, "says whether one NAT gateway is there for all zones")
        .converted(nat)
        .where_given("enable_nat_gateway", true),
    row("one_nat_gateway_per_az", input::NAT_GATEWAY_MODE, "says that each zone has a NAT gateway")
        .converted(nat_per_zone)
        .where_given("enable_nat_gateway", true),
    row(
        "flow_log_cloudwatch_log_group_retention_in_days",
        input::FLOW_LOG_RETENTION_DAYS,
        "is for how many days flow logs are kept",
    )
    .where_given("enable_flow_log", true),
];

const DATABASE: &[Row] = &[
    row("engine_version", input::DB_ENGINE_VERSION, "is the version of PostgreSQL"),
    row("instance_class", input::DB_INSTANCE_CLASS, "is the class of the instance"),
    row("allocated_storage", input::DB_ALLOCATED_STORAGE, "is the storage in GiB"),
    row("max_allocated_storage", input::DB_MAX_ALLOCATED_STORAGE, "is up to where the storage grows"),
    row("multi_az", input::DB_MULTI_AZ, "says whether a standby is kept in another zone"),
    row("db_name", input::DB_NAME, "is the name of the database"),
    row("username", input::DB_USERNAME, "is the name of its user"),
    row("backup_retention_period", input::DB_BACKUP_RETENTION_DAYS, "is for how many days backups are kept"),
    row("deletion_protection", input::DB_DELETION_PROTECTION, "says whether it refuses to be deleted"),
    row("skip_final_snapshot", input::DB_SKIP_FINAL_SNAPSHOT, "says whether it is deleted without a last snapshot"),
    row("apply_immediately", input::APPLY_IMMEDIATELY, "says whether changes wait for the maintenance window"),
    row(
        "master_user_password_rotation_automatically_after_days",
        input::DB_PASSWORD_ROTATION_DAYS,
        "is after how many days the password changes",
    )
    .where_given("manage_master_user_password_rotation", true),
];

const AURORA: &[Row] = &[
    row(
        "engine_version",
        input::DB_ENGINE_VERSION,
        "is the version of PostgreSQL; Aurora's minor versions are its own",
    )
    .converted(major),
    row("instance_class", input::DB_INSTANCE_CLASS, "is the class of its instances"),
    row("cluster_instance_class", input::DB_INSTANCE_CLASS, "is the class of its instances"),
    row("instances.*.instance_class", input::DB_INSTANCE_CLASS, "is the class of one of its instances"),
    row("database_name", input::DB_NAME, "is the name of the database"),
    row("master_username", input::DB_USERNAME, "is the name of its user"),
    row("backup_retention_period", input::DB_BACKUP_RETENTION_DAYS, "is for how many days backups are kept"),
    row("deletion_protection", input::DB_DELETION_PROTECTION, "says whether it refuses to be deleted"),
    row("skip_final_snapshot", input::DB_SKIP_FINAL_SNAPSHOT, "says whether it is deleted without a last snapshot"),
    row("apply_immediately", input::APPLY_IMMEDIATELY, "says whether changes wait for the maintenance window"),
];

const REDIS: &[Row] = &[
    row("engine_version", input::REDIS_ENGINE_VERSION, "is the version of Redis"),
    row("node_type", input::REDIS_NODE_TYPE, "is the type of its nodes"),
    row("num_cache_clusters", input::REDIS_NUM_CACHE_CLUSTERS, "is how many nodes it has"),
    row("multi_az_enabled", input::REDIS_MULTI_AZ, "says whether its nodes are in several zones"),
    row("snapshot_retention_limit", input::REDIS_SNAPSHOT_RETENTION_DAYS, "is for how many days snapshots are kept"),
    row("apply_immediately", input::APPLY_IMMEDIATELY, "says whether changes wait for the maintenance window"),
];

const LOAD_BALANCER: &[Row] = &[
    row("internal", input::ALB_INTERNAL, "says whether it has private addresses only"),
    row("idle_timeout", input::ALB_IDLE_TIMEOUT, "is after how many seconds an idle connection is closed"),
    row("access_logs.bucket", input::ALB_ACCESS_LOGS_BUCKET, "is the bucket of access logs"),
    row("listeners.*.ssl_policy", input::ALB_SSL_POLICY, "is the policy of HTTPS"),
    row("listeners.*.certificate_arn", input::CERTIFICATE_ARN, "is the certificate of HTTPS"),
    row("target_groups.*.health_check.path", input::HEALTH_CHECK_PATH, "is the path that is asked for health"),
    row("target_groups.*.health_check.matcher", input::HEALTH_CHECK_MATCHER, "says which codes count as healthy"),
    row(
        "target_groups.*.health_check.interval",
        input::HEALTH_CHECK_INTERVAL,
        "is how many seconds are between two checks",
    ),
    row(
        "target_groups.*.health_check.timeout",
        input::HEALTH_CHECK_TIMEOUT,
        "is after how many seconds a check failed",
    ),
    row(
        "target_groups.*.health_check.healthy_threshold",
        input::HEALTH_CHECK_HEALTHY_THRESHOLD,
        "is how many checks make a target healthy",
    ),
    row(
        "target_groups.*.health_check.unhealthy_threshold",
        input::HEALTH_CHECK_UNHEALTHY_THRESHOLD,
        "is how many failed checks make a target unhealthy",
    ),
];

const CLUSTER: &[Row] = &[
    row("cluster_setting", input::CONTAINER_INSIGHTS, "says how much Container Insights show").converted(insights),
    row("cluster_settings", input::CONTAINER_INSIGHTS, "says how much Container Insights show").converted(insights),
    row("setting", input::CONTAINER_INSIGHTS, "says how much Container Insights show").converted(insights),
];

const SERVICE_TASK: &[Row] =
    &[row("permissions_boundary", input::PERMISSIONS_BOUNDARY_ARN, "is the policy that bounds its roles")
        .converted(not_empty)];

fn as_it_is(value: &Value) -> Option<Value> {
    Some(value.clone())
}

fn not_empty(value: &Value) -> Option<Value> {
    Some(value.clone()).filter(|value| value.as_str() != Some(""))
}

fn nat(value: &Value) -> Option<Value> {
    let choice = if value.as_bool()? { choice::NAT_SINGLE } else { choice::NAT_PER_ZONE };
    Some(choice.value.into())
}

fn nat_per_zone(value: &Value) -> Option<Value> {
    value.as_bool()?.then(|| choice::NAT_PER_ZONE.value.into())
}

/// The major version, as `15` of `15.4`.
fn major(value: &Value) -> Option<Value> {
    let major = match value {
        Value::Number(number) => number.to_string(),
        value => value.as_str()?.to_owned(),
    };
    let major = major.split('.').next().unwrap_or_default();
    Number::parse(major).map(|_| Value::string(major))
}

/// The setting of this name, of one or of a list.
fn insights(value: &Value) -> Option<Value> {
    let one = [value.clone()];
    let settings = value.elements().unwrap_or(&one);
    let is_it = |setting: &&Value| setting.get("name").and_then(Value::as_str) == Some("containerInsights");
    settings.iter().find(is_it)?.get("value").cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(source: &str) -> Option<(&'static str, &'static str)> {
        WellKnown::of(source).map(|known| (known.name, known.inner))
    }

    #[test]
    fn a_module_is_known_wherever_it_comes_from() {
        for source in [
            "terraform-aws-modules/ecs/aws//modules/service",
            "registry.terraform.io/terraform-aws-modules/ecs/aws//modules/service",
            "github.com/terraform-aws-modules/terraform-aws-ecs//modules/service?ref=v5.12.0",
            "git::https://github.com/terraform-aws-modules/terraform-aws-ecs.git//modules/service?ref=v7.5.0",
            "git@github.com:terraform-aws-modules/terraform-aws-ecs.git//modules/service",
        ] {
            assert_eq!(known(source), Some(("ecs", "service")), "{source}");
        }
        assert_eq!(known("terraform-aws-modules/vpc/aws"), Some(("vpc", "")));
        assert_eq!(known("cloudposse/ecs-alb-service-task/aws"), Some(("ecs-alb-service-task", "")));
    }

    #[test]
    fn another_module_is_not() {
        for source in [
            "",
            "./modules/vpc",
            "cloudposse/vpc/aws",
            "terraform-aws-modules/eks/aws",
            "terraform-aws-modules/vpc/aws//modules/vpc-endpoints",
            "terraform-aws-modules/ecs/aws//modules/container-definition",
        ] {
            assert_eq!(known(source), None, "{source}");
        }
    }
}
