//! The connections in words.

use super::{Connection, ConnectionRow, Topology};

/// What stands for the port of what is no traffic.
pub const NO_PORT: &str = "–";

impl Topology {
    /// The connections in words, in the order of the picture.
    pub fn table(&self) -> Vec<ConnectionRow> {
        self.connections.iter().map(|connection| self.row(connection)).collect()
    }

    pub(super) fn row(&self, connection: &Connection) -> ConnectionRow {
        let port = connection.port.as_ref().map_or_else(|| NO_PORT.to_owned(), ToString::to_string);
        let why = match connection.via.as_slice() {
            [] => connection.why.clone(),
            [first, ..] => format!("{} Through {}.", connection.why, self.way(first, connection.via.len())),
        };
        ConnectionRow { from: self.end(&connection.from), to: self.end(&connection.to), port, why }
    }

    fn way(&self, id: &str, count: usize) -> String {
        let name = self.name_of(id);
        if count == 1 { format!("the {name}") } else { format!("the {name} of the task's zone") }
    }

    /// The name of an end of a connection, in a sentence's terms.
    fn end(&self, id: &str) -> String {
        match id {
            "cluster" => "All tasks".to_owned(),
            _ => self.name_of(id).to_owned(),
        }
    }
}
