//! The plan as people picture it: nodes, connections and boundaries; their layout; SVG, Mermaid and a table.
//!
//! ```text
//! plan, values ──of──▶ topology ──layout──▶ drawing ──▶ SVG
//!                              ├──▶ Mermaid
//!                              └──▶ table of connections
//! ```

mod boundary;
mod changes;
mod connection;
mod derivation;
mod drawing;
mod glyph;
mod layout;
mod mermaid;
mod node;
mod style;
mod svg;
mod table;
mod text;
mod ways;

pub use boundary::{Boundary, BoundaryKind};
pub use changes::Changes;
pub use connection::{Connection, ConnectionRow, Port};
pub use drawing::{
    Anchor, Card, Drawing, DrawingOptions, Frame, LegendEntry, Line, Orientation, Rect, Text, TextStyle,
};
pub use node::{Node, NodeKind, Ownership, Replica};
pub use style::{DARK, LIGHT, STYLE};
pub use table::NO_PORT;

use terraform_language::Address;

/// The number of workers above which they are drawn as one card, unless asked for otherwise.
pub const FOLD_ABOVE: usize = 8;

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
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// The boundary of this id.
    pub fn boundary(&self, id: &str) -> Option<&Boundary> {
        self.boundaries.iter().find(|boundary| boundary.id == id)
    }

    /// The label of the node or boundary of this id; empty when there is none.
    pub fn name_of(&self, id: &str) -> &str {
        let node = self.node(id).map(|node| node.label.as_str());
        node.or_else(|| self.boundary(id).map(|boundary| boundary.label.as_str())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
