//! The ways that connections take in the picture.

use crate::connection::{Connection, Ends};
use crate::part::{NodeId, Part};
use crate::topology::Topology;

/// `HTTPS 443, HTTP 80`; any port covers all others.
pub(crate) fn ports_in_words(connections: &[&Connection]) -> String {
    let mut ports: Vec<String> = Vec::new();
    for port in connections.iter().filter_map(|connection| connection.port.as_ref()) {
        if port.protocol == "any" {
            return port.to_string();
        }
        let port = port.to_string();
        if !ports.contains(&port) {
            ports.push(port);
        }
    }
    ports.join(", ")
}

impl Topology {
    /// The connections that run over the direct way between two ends, which may be a part of their whole way.
    pub(crate) fn legs(&self, ends: &Ends) -> Vec<&Connection> {
        let Ends { from, to } = ends;
        let runs = |connection: &&Connection| {
            let direct = connection.from == *from && connection.to == *to;
            let through = |part: &Part| matches!(part, Part::Node(node) if connection.via.contains(node));
            // Traffic to data outside is drawn straight to it: its way out is said in words.
            let data = matches!(connection.to, Part::Node(NodeId::Database | NodeId::Redis | NodeId::Search));
            if connection.via.is_empty() || data {
                direct
            } else {
                (connection.from == *from && through(to)) || (through(from) && connection.to == *to)
            }
        };
        self.connections.iter().filter(runs).collect()
    }

    /// The pairs of parts that something runs between directly, each once, in the order of the picture.
    pub(crate) fn ways(&self) -> Vec<Ends> {
        let mut ways: Vec<Ends> = Vec::new();
        for connection in &self.connections {
            let Connection { from, to, via, .. } = connection;
            let whole = Ends::of(from.clone(), to.clone());
            let straight = self.legs(&whole).iter().any(|leg| leg.id() == connection.id());
            let pairs = if straight {
                vec![whole]
            } else {
                let halves = |way: &NodeId| [Ends::of(from.clone(), way.clone()), Ends::of(way.clone(), to.clone())];
                via.iter().flat_map(halves).collect()
            };
            for pair in pairs {
                if !ways.contains(&pair) {
                    ways.push(pair);
                }
            }
        }
        ways
    }

    /// `All tasks to Redis, TCP 6379: Queues, cache and rate limits.`
    pub(crate) fn in_words(&self, connection: &Connection) -> String {
        let row = self.row(connection);
        let port = connection.port.as_ref().map_or(String::new(), |port| format!(", {port}"));
        format!("{} to {}{port}: {}", row.from, row.to, row.why)
    }
}
