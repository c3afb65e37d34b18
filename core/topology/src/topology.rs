//! What the picture is of.

use crate::boundary::Boundary;
use crate::connection::Connection;
use crate::node::Node;
use crate::part::{BoundaryId, NodeId, Part};
use terraform_language::Address;

/// Nodes, connections and boundaries.
///
/// Every resource of the plan belongs to exactly one node, to one boundary, or to [`undrawn`](Self::undrawn).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topology {
    /// The deployment's name, or the product's while it has none. Data, like every text here.
    pub name: String,
    /// The nodes, from the internet to the data.
    pub nodes: Vec<Node>,
    /// What may talk to what.
    pub connections: Vec<Connection>,
    /// The boundaries, outer ones before those within them.
    pub boundaries: Vec<Boundary>,
    /// What is planned and not in the picture.
    pub undrawn: Vec<Undrawn>,
}

/// A planned resource that is not in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undrawn {
    /// Its address.
    pub address: Address,
    /// Why not, as one sentence.
    pub why: &'static str,
}

impl Topology {
    /// The node of this id.
    pub fn node(&self, id: &NodeId) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == *id)
    }

    /// The boundary of this id.
    pub fn boundary(&self, id: BoundaryId) -> Option<&Boundary> {
        self.boundaries.iter().find(|boundary| boundary.id == id)
    }

    /// The label of a part; empty when it is not in the picture.
    pub fn name_of(&self, part: &Part) -> &str {
        let label = match part {
            Part::Node(id) => self.node(id).map(|node| &node.label),
            Part::Boundary(id) => self.boundary(*id).map(|boundary| &boundary.label),
        };
        label.map_or("", String::as_str)
    }
}
