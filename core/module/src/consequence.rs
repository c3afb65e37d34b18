//! What a change means for those who use a deployment that runs, and for those who run it.

use crate::{Action, Change};
use std::fmt;
use terraform_language::InstanceKey;

/// What a change of one resource means, where that is more than work for AWS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Consequence {
    /// Of which kind it is.
    pub kind: ConsequenceKind,
    /// What happens, in a sentence.
    pub text: &'static str,
}

/// The kinds of consequences, from the least to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConsequenceKind {
    /// Logs that were kept are deleted.
    LogsLost,
    /// It waits for a maintenance window, or interrupts at once with `apply_immediately`.
    MaintenanceWindow,
    /// People reach the deployment, or it reaches others, by another name or address.
    NewAddress,
    /// Something does not answer for a while.
    Outage,
    /// What was kept is gone.
    DataLost,
}

impl ConsequenceKind {
    /// For people, as `outage`.
    pub fn words(self) -> &'static str {
        match self {
            Self::LogsLost => "logs lost",
            Self::MaintenanceWindow => "in the maintenance window",
            Self::NewAddress => "new address",
            Self::Outage => "outage",
            Self::DataLost => "data lost",
        }
    }

    /// For programs, as `outage`.
    pub fn name(self) -> &'static str {
        match self {
            Self::LogsLost => "logs_lost",
            Self::MaintenanceWindow => "maintenance_window",
            Self::NewAddress => "new_address",
            Self::Outage => "outage",
            Self::DataLost => "data_lost",
        }
    }
}

impl fmt::Display for ConsequenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// What happens to a resource, as the table of consequences has it.
enum Fate {
    /// It is made in a deployment that did without.
    Made,
    /// Another one takes its place.
    Replaced,
    /// Nothing takes its place.
    Gone,
    /// It stays, and these arguments change.
    Changed(Vec<String>),
}

impl Change {
    /// What it means, the worst first; nothing where nobody notices.
    pub fn consequences(&self) -> Vec<Consequence> {
        let fate = match &self.action {
            Action::Create => Fate::Made,
            Action::Delete => Fate::Gone,
            Action::Replace { create_first: true, .. } => return Vec::new(),
            Action::Replace { .. } => Fate::Replaced,
            Action::Update(changed) => {
                Fate::Changed(changed.iter().filter_map(|path| path.first()).map(str::to_owned).collect())
            }
        };
        // Instances of one block that serve different purposes have the purpose for their key.
        let purpose = match &self.address.key {
            InstanceKey::Each(key) if *self.address.name == *"this" => key,
            _ => &self.address.name,
        };
        let found = of(&self.address.resource_type, purpose, &fate);
        let mut found: Vec<_> = found.iter().map(|(kind, text)| Consequence { kind: *kind, text }).collect();
        found.sort_by_key(|consequence| std::cmp::Reverse(consequence.kind));
        found
    }
}

type Table = &'static [(ConsequenceKind, &'static str)];

/// The table: by type, by purpose where the module has several, and by what happens.
fn of(resource_type: &str, purpose: &str, fate: &Fate) -> Table {
    use ConsequenceKind::{DataLost, LogsLost, MaintenanceWindow, NewAddress, Outage};
    use Fate::{Changed, Gone, Made, Replaced};
    let changes =
        |wanted: &[&str]| matches!(fate, Changed(names) if names.iter().any(|name| wanted.contains(&name.as_str())));
    match (resource_type, purpose, fate) {
        ("aws_db_instance", _, Replaced | Gone) => &[(
            DataLost,
            "The database is destroyed with all that is in it. A final snapshot is left unless that was turned off.",
        )],
        ("aws_db_instance", ..) if changes(DATABASE_INTERRUPTIONS) => &[(
            MaintenanceWindow,
            "The database changes in its maintenance window, or at once with apply_immediately; where it restarts, it does not answer for some minutes.",
        )],
        ("aws_elasticache_replication_group" | "aws_elasticache_serverless_cache", _, Replaced | Gone) => {
            &[(DataLost, "Redis is destroyed: jobs that wait in its queues are lost.")]
        }
        ("aws_elasticache_replication_group", ..) if changes(REDIS_INTERRUPTIONS) => &[(
            MaintenanceWindow,
            "Redis changes in its maintenance window, or at once with apply_immediately; it fails over, and connections break once.",
        )],
        ("aws_efs_file_system", "uploads", Replaced | Gone) => {
            &[(DataLost, "The file system is destroyed with all files on it.")]
        }
        ("aws_efs_file_system", "uploads", Made) | ("aws_s3_bucket", _, Made) => &[(
            DataLost,
            "Nothing copies the files that people have uploaded so far to where new ones are kept. Copy them first.",
        )],
        ("aws_efs_access_point", "uploads", Replaced) => {
            &[(Outage, "Running tasks lose their files until new tasks have started, which see other files.")]
        }
        ("aws_s3_bucket", _, Replaced | Gone) => {
            &[(DataLost, "The bucket of the uploads goes. AWS deletes it only when it is empty.")]
        }
        ("aws_cloudwatch_log_group", _, Replaced | Gone) => {
            &[(LogsLost, "The logs that were kept are deleted, unless keep_log_groups says otherwise.")]
        }
        ("aws_lb", _, Replaced) => &[
            (NewAddress, "The load balancer gets another DNS name. Records outside of this deployment must follow it."),
            (Outage, "Nobody reaches the deployment until the new load balancer is there, for some minutes."),
        ],
        ("aws_lb_listener", _, Replaced) => {
            &[(Outage, "The load balancer does not answer on this port for some seconds.")]
        }
        ("aws_lb_listener", _, Gone) => &[(Outage, "The load balancer answers no more on this port.")],
        ("aws_route53_record", "alias", Replaced | Gone) => {
            &[(NewAddress, "The domain's record goes. Whoever uses this name does not reach the deployment by it.")]
        }
        ("aws_ecs_service", "web", Replaced) => &[(
            Outage,
            "The web service goes before the new one has started: nobody reaches the application for some minutes.",
        )],
        ("aws_ecs_service", "web", Gone) => &[(Outage, "The web service goes.")],
        ("aws_ecs_service", "search", Replaced | Gone) => {
            &[(Outage, "Search does not answer until something else does its work.")]
        }
        ("aws_ecs_service", "search", Changed(_)) if changes(&["task_definition"]) => {
            &[(Outage, "Search has one task: it does not answer while the new one takes over, for about a minute.")]
        }
        ("aws_ecs_service", _, Replaced) => {
            &[(Outage, "The worker stops before the new one has started: its jobs wait.")]
        }
        ("aws_ecs_cluster", _, Replaced | Gone) => &[(Outage, "The cluster goes with all services in it.")],
        ("aws_vpc" | "aws_subnet", _, Replaced | Gone) => {
            &[(Outage, "AWS refuses this while something is in it: the apply stops halfway.")]
        }
        ("aws_nat_gateway" | "aws_eip", _, Replaced | Gone) => &[(
            NewAddress,
            "The tasks reach the internet from another address. Whoever admits them by the old one must be told.",
        )],
        ("aws_vpc_security_group_ingress_rule" | "aws_vpc_security_group_egress_rule", _, Replaced) => {
            &[(Outage, "Connections by this rule are refused between the old rule and the new one, for some seconds.")]
        }
        ("aws_vpc_security_group_ingress_rule", "app_from_alb", Changed(_)) if changes(&["from_port", "to_port"]) => {
            &[(
                Outage,
                "The load balancer reaches only tasks on the new port: there is a gap until those have started.",
            )]
        }
        ("aws_wafv2_web_acl_association", _, Replaced) => {
            &[(Outage, "No web ACL protects the load balancer between the old one and the new one, for some seconds.")]
        }
        ("aws_service_discovery_private_dns_namespace", _, Replaced | Gone) => {
            &[(Outage, "The name by which the tasks find search goes.")]
        }
        _ => &[],
    }
}

/// What RDS changes in the maintenance window:
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html>.
const DATABASE_INTERRUPTIONS: &[&str] = &[
    "allocated_storage",
    "engine_version",
    "instance_class",
    "iops",
    "multi_az",
    "parameter_group_name",
    "storage_throughput",
    "storage_type",
];

/// What ElastiCache changes in the maintenance window:
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html>.
const REDIS_INTERRUPTIONS: &[&str] =
    &["automatic_failover_enabled", "engine_version", "multi_az_enabled", "node_type", "parameter_group_name"];
