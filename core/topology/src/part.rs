//! The parts of the picture: every node and boundary that there can be.

use crate::kind::{BoundaryKind, NodeKind};
use std::fmt;
use std::sync::Arc;

/// A node or a boundary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A node.
    Node(NodeId),
    /// A boundary.
    Boundary(BoundaryId),
}

/// Tells a node from all others and stays the same while the inputs are edited. The order is that of the texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeId {
    /// The TLS certificate of the load balancer.
    Certificate,
    /// The database.
    Database,
    /// The domain's records.
    Dns,
    /// VPC endpoints for AWS services.
    Endpoints,
    /// The application load balancer.
    LoadBalancer,
    /// The logs.
    Logs,
    /// What an existing network has instead of NAT gateways of this module.
    ExistingNat,
    /// The NAT gateway in the public subnet of this number.
    Nat(usize),
    /// Redis.
    Redis,
    /// The image registry.
    Registry,
    /// The search engine.
    Search,
    /// Secrets Manager and SSM parameters.
    Secrets,
    /// A task that a person or a pipeline starts.
    Task(Task),
    /// The file system or the bucket of what users upload.
    Uploads,
    /// The people and programs that use the application.
    Users,
    /// The web ACL in front of the load balancer.
    Waf,
    /// The web service.
    Web,
    /// The worker service of this name.
    Worker(Arc<str>),
    /// Many workers in one card.
    Workers,
}

/// A task that a person or a pipeline starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Task {
    /// Migrates the database.
    Migration,
    /// Synchronises the scheduler.
    SchedulerSync,
}

/// Tells a boundary from all others and stays the same while the inputs are edited. The order is that of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoundaryId {
    /// The AWS account.
    Account,
    /// The ECS cluster.
    Cluster,
    /// Where external services are that this module only connects to.
    Elsewhere,
    /// Everything that is neither in the account nor named otherwise.
    Internet,
    /// The private subnet of this number.
    PrivateSubnet(usize),
    /// The public subnet of this number.
    PublicSubnet(usize),
    /// The region of the deployment.
    Region,
    /// The virtual private cloud.
    Vpc,
    /// The availability zone of this number.
    Zone(usize),
}

impl NodeId {
    /// What the node is.
    pub fn kind(&self) -> NodeKind {
        match self {
            Self::Certificate => NodeKind::Certificate,
            Self::Database => NodeKind::Database,
            Self::Dns => NodeKind::Dns,
            Self::Endpoints => NodeKind::Endpoints,
            Self::LoadBalancer => NodeKind::LoadBalancer,
            Self::Logs => NodeKind::Logs,
            Self::ExistingNat | Self::Nat(_) => NodeKind::Nat,
            Self::Redis => NodeKind::Redis,
            Self::Registry => NodeKind::Registry,
            Self::Search => NodeKind::Search,
            Self::Secrets => NodeKind::Secrets,
            Self::Task(_) => NodeKind::Task,
            Self::Uploads => NodeKind::Uploads,
            Self::Users => NodeKind::Users,
            Self::Waf => NodeKind::Waf,
            Self::Web => NodeKind::Web,
            Self::Worker(_) | Self::Workers => NodeKind::Worker,
        }
    }
}

impl BoundaryId {
    /// What the boundary is.
    pub fn kind(self) -> BoundaryKind {
        match self {
            Self::Account => BoundaryKind::Account,
            Self::Cluster => BoundaryKind::Cluster,
            Self::Elsewhere => BoundaryKind::Elsewhere,
            Self::Internet => BoundaryKind::Internet,
            Self::PrivateSubnet(_) => BoundaryKind::PrivateSubnet,
            Self::PublicSubnet(_) => BoundaryKind::PublicSubnet,
            Self::Region => BoundaryKind::Region,
            Self::Vpc => BoundaryKind::Vpc,
            Self::Zone(_) => BoundaryKind::Zone,
        }
    }

    /// The number of a zone or a subnet; `None` for what there is one of.
    pub fn number(self) -> Option<usize> {
        match self {
            Self::PrivateSubnet(number) | Self::PublicSubnet(number) | Self::Zone(number) => Some(number),
            Self::Account | Self::Cluster | Self::Elsewhere | Self::Internet | Self::Region | Self::Vpc => None,
        }
    }
}

impl From<NodeId> for Part {
    fn from(node: NodeId) -> Self {
        Self::Node(node)
    }
}

impl From<BoundaryId> for Part {
    fn from(boundary: BoundaryId) -> Self {
        Self::Boundary(boundary)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Node(node) => node.fmt(f),
            Self::Boundary(boundary) => boundary.fmt(f),
        }
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Certificate => f.write_str("certificate"),
            Self::Database => f.write_str("database"),
            Self::Dns => f.write_str("dns"),
            Self::Endpoints => f.write_str("endpoints"),
            Self::LoadBalancer => f.write_str("load-balancer"),
            Self::Logs => f.write_str("logs"),
            Self::ExistingNat => f.write_str("nat"),
            Self::Nat(number) => write!(f, "nat/{number}"),
            Self::Redis => f.write_str("redis"),
            Self::Registry => f.write_str("registry"),
            Self::Search => f.write_str("search"),
            Self::Secrets => f.write_str("secrets"),
            Self::Task(Task::Migration) => f.write_str("task/migration"),
            Self::Task(Task::SchedulerSync) => f.write_str("task/scheduler-sync"),
            Self::Uploads => f.write_str("uploads"),
            Self::Users => f.write_str("users"),
            Self::Waf => f.write_str("waf"),
            Self::Web => f.write_str("web"),
            Self::Worker(name) => write!(f, "worker/{name}"),
            Self::Workers => f.write_str("workers"),
        }
    }
}

impl fmt::Display for BoundaryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account => f.write_str("account"),
            Self::Cluster => f.write_str("cluster"),
            Self::Elsewhere => f.write_str("elsewhere"),
            Self::Internet => f.write_str("internet"),
            Self::PrivateSubnet(number) => write!(f, "private/{number}"),
            Self::PublicSubnet(number) => write!(f, "public/{number}"),
            Self::Region => f.write_str("region"),
            Self::Vpc => f.write_str("vpc"),
            Self::Zone(number) => write!(f, "zone/{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_in_the_order_of_their_texts() {
        let nodes = [
            NodeId::Certificate,
            NodeId::Database,
            NodeId::Dns,
            NodeId::Endpoints,
            NodeId::LoadBalancer,
            NodeId::Logs,
            NodeId::ExistingNat,
            NodeId::Nat(0),
            NodeId::Nat(5),
            NodeId::Redis,
            NodeId::Registry,
            NodeId::Search,
            NodeId::Secrets,
            NodeId::Task(Task::Migration),
            NodeId::Task(Task::SchedulerSync),
            NodeId::Uploads,
            NodeId::Users,
            NodeId::Waf,
            NodeId::Web,
            NodeId::Worker("emails".into()),
            NodeId::Worker("imports".into()),
            NodeId::Workers,
        ];
        assert!(nodes.is_sorted());
        assert!(nodes.map(|node| node.to_string()).is_sorted());
    }

    #[test]
    fn boundaries_are_in_the_order_of_their_texts() {
        let boundaries = [
            BoundaryId::Account,
            BoundaryId::Cluster,
            BoundaryId::Elsewhere,
            BoundaryId::Internet,
            BoundaryId::PrivateSubnet(0),
            BoundaryId::PrivateSubnet(5),
            BoundaryId::PublicSubnet(0),
            BoundaryId::Region,
            BoundaryId::Vpc,
            BoundaryId::Zone(0),
        ];
        assert!(boundaries.is_sorted());
        assert!(boundaries.map(|boundary| boundary.to_string()).is_sorted());
    }
}
