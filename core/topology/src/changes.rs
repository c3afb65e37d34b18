//! What an edit changed in the picture.

use crate::connection::Connection;
use crate::node::Node;
use crate::part::NodeId;
use crate::topology::Topology;
use std::collections::BTreeSet;

/// What one topology has and an earlier one had not, and the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Nodes that are new.
    pub added_nodes: BTreeSet<NodeId>,
    /// Nodes that are gone, as they were.
    pub removed_nodes: Vec<Node>,
    /// Nodes that stayed, but say something else now.
    pub changed_nodes: BTreeSet<NodeId>,
    /// Ids of connections that are new.
    pub added_connections: BTreeSet<String>,
    /// Connections that are gone, as they were.
    pub removed_connections: Vec<Connection>,
}

impl Changes {
    /// Whether the two topologies are the same for the eye.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Topology {
    /// What is new, gone or different since `before`.
    pub fn changes_since(&self, before: &Self) -> Changes {
        let mut changes = Changes::default();
        for node in &self.nodes {
            match before.node(&node.id) {
                None => drop(changes.added_nodes.insert(node.id.clone())),
                Some(earlier) if !earlier.looks_like(node) => {
                    changes.changed_nodes.insert(node.id.clone());
                }
                Some(_) => {}
            }
        }
        changes.removed_nodes = before.nodes.iter().filter(|node| self.node(&node.id).is_none()).cloned().collect();
        let ids = |topology: &Self| topology.connections.iter().map(Connection::id).collect::<BTreeSet<_>>();
        let (now, then) = (ids(self), ids(before));
        changes.added_connections = now.difference(&then).cloned().collect();
        changes.removed_connections =
            before.connections.iter().filter(|connection| !now.contains(&connection.id())).cloned().collect();
        changes
    }
}

impl Node {
    fn looks_like(&self, other: &Self) -> bool {
        self.label == other.label
            && self.details == other.details
            && self.spread == other.spread
            && self.ownership == other.ownership
    }
}
