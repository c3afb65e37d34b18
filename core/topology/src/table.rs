//! The connections in words.

use crate::connection::Connection;
use crate::part::{BoundaryId, NodeId, Part};
use crate::topology::Topology;

/// What stands for the port of what is no traffic.
pub const NO_PORT: &str = "–";

/// A connection in words: a row of the table beside the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionRow {
    /// The name of what opens it.
    pub from: String,
    /// The name of what it goes to.
    pub to: String,
    /// Protocol and port; a dash for an attachment.
    pub port: String,
    /// What it is for.
    pub why: String,
}

impl Topology {
    /// The connections in words, in the order of the picture.
    pub fn table(&self) -> Vec<ConnectionRow> {
        self.connections.iter().map(|connection| self.row(connection)).collect()
    }

    pub(crate) fn row(&self, connection: &Connection) -> ConnectionRow {
        let port = connection.port.as_ref().map_or_else(|| NO_PORT.to_owned(), ToString::to_string);
        let why = match connection.via.as_slice() {
            [] => connection.why.clone(),
            [first, ..] => format!("{} Through {}.", connection.why, self.way(first, connection.via.len())),
        };
        ConnectionRow { from: self.end(&connection.from), to: self.end(&connection.to), port, why }
    }

    fn way(&self, way: &NodeId, count: usize) -> String {
        let name = self.node(way).map_or("", |node| &node.label);
        if count == 1 { format!("the {name}") } else { format!("the {name} of the task's zone") }
    }

    /// The name of an end of a connection, in a sentence's terms.
    fn end(&self, part: &Part) -> String {
        match part {
            Part::Boundary(BoundaryId::Cluster) => "All tasks".to_owned(),
            _ => self.name_of(part).to_owned(),
        }
    }
}
