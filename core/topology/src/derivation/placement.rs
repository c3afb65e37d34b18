//! Which part of the picture a resource belongs to.

use super::block::{self, Block};
use super::network::Subnets;
use crate::part::{BoundaryId, NodeId, Part, Task};
use std::sync::Arc;
use terraform_language::{Address, InstanceKey};

/// The part of the picture that a resource belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// This part.
    Part(Part),
    /// None, and why.
    Undrawn(&'static str),
}

const PERMISSIONS: &str = "Roles and policies say who may do what; they carry no traffic.";
const WATCHING: &str = "It watches what is drawn and tells people; no traffic passes through it.";
const MEMORY: &str = "It is in Terraform's state alone: what a deployment keeps for as long as it runs.";

/// Why a resource is not drawn whose type the picture does not know.
pub(super) const UNKNOWN: &str = "The picture has no place for this type of resource.";

impl Place {
    /// The place of a resource by its block and key; `None` for one that nobody has thought about.
    pub(super) fn of(address: &Address, subnets: &Subnets) -> Option<Self> {
        let block = Block::of(address);
        let key = match &address.key {
            InstanceKey::Each(key) => key.clone(),
            InstanceKey::Single | InstanceKey::Count(_) => "".into(),
        };
        let boundary = boundary_of(block, &key, subnets).map(Part::Boundary);
        let part = boundary.or_else(|| node_of(block, key, subnets).map(Part::Node));
        part.map(Self::Part).or_else(|| undrawn(block).map(Self::Undrawn))
    }
}

fn boundary_of(block: Block, key: &str, subnets: &Subnets) -> Option<BoundaryId> {
    Some(match block {
        block::VPC
        | block::INTERNET_GATEWAY
        | block::DEFAULT_SECURITY_GROUP
        | block::PUBLIC_ROUTE_TABLE
        | block::PUBLIC_INTERNET_ROUTE
        | block::FLOW_LOG => BoundaryId::Vpc,
        block::PUBLIC_SUBNET | block::PUBLIC_ROUTE_TABLE_ASSOCIATION => {
            BoundaryId::PublicSubnet(subnets.public_index(key))
        }
        block::PRIVATE_SUBNET
        | block::PRIVATE_ROUTE_TABLE
        | block::PRIVATE_ROUTE_TABLE_ASSOCIATION
        | block::PRIVATE_NAT_ROUTE => BoundaryId::PrivateSubnet(subnets.private_index(key)),
        block::CLUSTER
        | block::CAPACITY_PROVIDERS
        | block::APP_SECURITY_GROUP
        | block::APP_FROM_ALB
        | block::APP_EGRESS
        | block::EFS_SECURITY_GROUP
        | block::EFS_FROM_APP
        | block::SECRET_CHANGE_RULE
        | block::SECRET_CHANGE_TARGET
        | block::RESTART_STATE_MACHINE => BoundaryId::Cluster,
        _ => return None,
    })
}

fn node_of(block: Block, key: Arc<str>, subnets: &Subnets) -> Option<NodeId> {
    Some(match block {
        block::NAT_ADDRESS | block::NAT_GATEWAY => NodeId::Nat(subnets.public_index(&key)),

        block::LOAD_BALANCER
        | block::HTTP_LISTENER
        | block::HTTPS_LISTENER
        | block::WEB_TARGET_GROUP
        | block::ALB_SECURITY_GROUP
        | block::ALB_INGRESS
        | block::ALB_TO_APP => NodeId::LoadBalancer,
        block::WEB_ACL_ASSOCIATION => NodeId::Waf,
        block::CERTIFICATE | block::CERTIFICATE_VALIDATION | block::VALIDATION_RECORD => NodeId::Certificate,
        block::ALIAS_RECORD => NodeId::Dns,

        block::WEB_SERVICE | block::WEB_TASK_DEFINITION => NodeId::Web,
        block::WORKER_SERVICE | block::WORKER_TASK_DEFINITION => NodeId::Worker(key),
        block::SCALING_TARGET
        | block::CPU_SCALING_POLICY
        | block::MEMORY_SCALING_POLICY
        | block::REQUESTS_SCALING_POLICY
        | block::SCHEDULED_SCALING => match key.split('/').next() {
            Some("web") => NodeId::Web,
            Some(worker) => NodeId::Worker(worker.into()),
            None => return None,
        },
        block::MIGRATION_TASK_DEFINITION => NodeId::Task(Task::Migration),
        block::SCHEDULER_SYNC_TASK_DEFINITION => NodeId::Task(Task::SchedulerSync),

        block::DB_INSTANCE
        | block::DB_SUBNET_GROUP
        | block::DB_PARAMETER_GROUP
        | block::DB_PASSWORD_ROTATION
        | block::DB_SECURITY_GROUP
        | block::DB_FROM_APP => NodeId::Database,
        block::REDIS_REPLICATION_GROUP
        | block::REDIS_SERVERLESS_CACHE
        | block::REDIS_SUBNET_GROUP
        | block::REDIS_PARAMETER_GROUP
        | block::REDIS_SECURITY_GROUP
        | block::REDIS_FROM_APP => NodeId::Redis,
        // Keyed by what they are for, a mount target by its subnet too.
        block::FILE_SYSTEM | block::MOUNT_TARGET => match key.split(' ').next() {
            Some("search") => NodeId::Search,
            _ => NodeId::Uploads,
        },
        block::UPLOADS_ACCESS_POINT
        | block::UPLOADS_BACKUP
        | block::UPLOADS_BUCKET
        | block::UPLOADS_BUCKET_ENCRYPTION
        | block::UPLOADS_BUCKET_LIFECYCLE
        | block::UPLOADS_BUCKET_POLICY
        | block::UPLOADS_BUCKET_PUBLIC_ACCESS
        | block::UPLOADS_BUCKET_VERSIONING => NodeId::Uploads,
        block::SEARCH_SERVICE
        | block::SEARCH_TASK_DEFINITION
        | block::SEARCH_NAMESPACE
        | block::SEARCH_NAME
        | block::SEARCH_SECURITY_GROUP
        | block::SEARCH_FROM_APP
        | block::SEARCH_ACCESS_POINT => NodeId::Search,
        block::LOG_GROUP | block::FLOW_LOG_GROUP | block::SEARCH_LOG_GROUP => NodeId::Logs,
        _ => return None,
    })
}

/// Why a resource is not in the picture.
fn undrawn(block: Block) -> Option<&'static str> {
    Some(match block {
        block::EXECUTION_ROLE
        | block::EXECUTION_ROLE_POLICY
        | block::TASK_ROLE
        | block::TASK_ROLE_EXECUTE_COMMAND_POLICY
        | block::TASK_ROLE_POLICY_ATTACHMENT
        | block::TASK_ROLE_UPLOADS_POLICY
        | block::SEARCH_ROLE
        | block::SEARCH_ROLE_POLICY
        | block::RESTART_ROLE
        | block::RESTART_ROLE_POLICY
        | block::RESTART_EVENTS_ROLE
        | block::RESTART_EVENTS_ROLE_POLICY
        | block::FLOW_LOG_ROLE
        | block::FLOW_LOG_ROLE_POLICY => PERMISSIONS,
        block::METRIC_ALARM | block::ERROR_ALARM | block::FAILURE_RULE | block::FAILURE_TARGET | block::BUDGET => {
            WATCHING
        }
        block::IDENTITY => MEMORY,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::Module;

    #[test]
    fn every_resource_block_of_the_module_has_a_place() {
        let resources = &Module::embedded().configuration().resources;
        let blocks: Vec<_> = resources.iter().filter(|block| !block.resource_type.starts_with("data.")).collect();
        assert!(blocks.len() > 40, "{} blocks", blocks.len());
        for block in blocks {
            let (kind, name) = (&*block.resource_type, &*block.name);
            let address = Address::new(kind, name, InstanceKey::Each("10.0.0.0/20".into()));
            assert!(Place::of(&address, &Subnets::default()).is_some(), "{kind}.{name} has no place in the picture");
        }
    }

    #[test]
    fn a_type_that_nobody_thought_about_has_none() {
        assert_eq!(Place::of(&Address::new("aws_sns_topic", "this", InstanceKey::Single), &Subnets::default()), None);
    }
}
