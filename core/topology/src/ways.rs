//! The ways that connections take in the picture.

use super::{Connection, Topology};

/// `HTTPS 443, HTTP 80`; any port covers all others.
pub(super) fn ports_in_words(connections: &[&Connection]) -> String {
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
    pub(super) fn legs(&self, from: &str, to: &str) -> Vec<&Connection> {
        let runs = |connection: &&Connection| {
            let direct = connection.from == from && connection.to == to;
            let through = |id: &str| connection.via.iter().any(|way| way == id);
            // Traffic to data outside is drawn straight to it: its way out is said in words.
            let data = matches!(connection.to.as_str(), "database" | "redis");
            if connection.via.is_empty() || data {
                direct
            } else {
                (connection.from == from && through(to)) || (through(from) && connection.to == to)
            }
        };
        self.connections.iter().filter(runs).collect()
    }

    /// The pairs of parts that something runs between directly, each once, in the order of the picture.
    pub(super) fn ways(&self) -> Vec<(&str, &str)> {
        let mut ways: Vec<(&str, &str)> = Vec::new();
        for connection in &self.connections {
            let Connection { from, to, via, .. } = connection;
            let straight = self.legs(from, to).iter().any(|leg| leg.id() == connection.id());
            let pairs: Vec<(&str, &str)> = if straight {
                vec![(from, to)]
            } else {
                via.iter().flat_map(|way| [(from.as_str(), way.as_str()), (way.as_str(), to.as_str())]).collect()
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
    pub(super) fn in_words(&self, connection: &Connection) -> String {
        let row = self.row(connection);
        let port = connection.port.as_ref().map_or(String::new(), |port| format!(", {port}"));
        format!("{} to {}{port}: {}", row.from, row.to, row.why)
    }
}
