//! The nodes of a picture, each where a layout looks for it.

use crate::node::Node;
use crate::part::NodeId;
use crate::topology::Topology;

/// The nodes by what a layout does with them.
///
/// Each layout takes this apart with all its fields, so that neither compiles without a place for a new one.
#[derive(Default)]
pub(super) struct Nodes<'a> {
    pub(super) users: Option<&'a Node>,
    pub(super) dns: Option<&'a Node>,
    pub(super) certificate: Option<&'a Node>,
    pub(super) waf: Option<&'a Node>,
    pub(super) balancer: Option<&'a Node>,
    pub(super) gateways: Vec<&'a Node>,
    pub(super) endpoints: Option<&'a Node>,
    pub(super) running: Running<'a>,
    pub(super) database: Option<&'a Node>,
    pub(super) redis: Option<&'a Node>,
    pub(super) search: Option<&'a Node>,
    pub(super) registry: Option<&'a Node>,
    pub(super) secrets: Option<&'a Node>,
    pub(super) logs: Option<&'a Node>,
    pub(super) uploads: Option<&'a Node>,
}

/// The nodes in the cluster.
#[derive(Default)]
pub(super) struct Running<'a> {
    pub(super) web: Option<&'a Node>,
    pub(super) workers: Vec<&'a Node>,
    pub(super) tasks: Vec<&'a Node>,
}

impl<'a> Nodes<'a> {
    pub(super) fn of(topology: &'a Topology) -> Self {
        let mut nodes = Self::default();
        for node in &topology.nodes {
            match node.id {
                NodeId::Users => nodes.users = Some(node),
                NodeId::Dns => nodes.dns = Some(node),
                NodeId::Certificate => nodes.certificate = Some(node),
                NodeId::Waf => nodes.waf = Some(node),
                NodeId::LoadBalancer => nodes.balancer = Some(node),
                NodeId::ExistingNat | NodeId::Nat(_) => nodes.gateways.push(node),
                NodeId::Endpoints => nodes.endpoints = Some(node),
                NodeId::Web => nodes.running.web = Some(node),
                NodeId::Worker(_) | NodeId::Workers => nodes.running.workers.push(node),
                NodeId::Task(_) => nodes.running.tasks.push(node),
                NodeId::Database => nodes.database = Some(node),
                NodeId::Redis => nodes.redis = Some(node),
                NodeId::Search => nodes.search = Some(node),
                NodeId::Registry => nodes.registry = Some(node),
                NodeId::Secrets => nodes.secrets = Some(node),
                NodeId::Logs => nodes.logs = Some(node),
                NodeId::Uploads => nodes.uploads = Some(node),
            }
        }
        nodes
    }
}
