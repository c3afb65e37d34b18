//! What may talk to what.

use crate::part::{NodeId, Part};
use std::fmt;

/// A connection that a listener and the security groups allow, or an attachment that carries no traffic of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// What opens the connection.
    pub from: Part,
    /// What it goes to.
    pub to: Part,
    /// The nodes it passes through, in order: NAT gateways or endpoints.
    pub via: Vec<NodeId>,
    /// What is spoken; `None` for an attachment, such as a certificate to its listener.
    pub port: Option<Port>,
    /// What it is for, as one sentence.
    pub why: String,
}

/// A protocol and a port, as `HTTPS 443`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Port {
    /// The protocol's name: `HTTP`, `HTTPS`, `TCP`; `any` for whatever there is.
    pub protocol: &'static str,
    /// The port, 0 to 65535; `None` while the input that says it is not usable.
    pub number: Option<u16>,
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => write!(f, "{} {number}", self.protocol),
            None if self.protocol == "any" => f.write_str("any port"),
            None => f.write_str(self.protocol),
        }
    }
}

impl Connection {
    /// Tells the connection from all others and stays the same while the inputs are edited.
    pub fn id(&self) -> String {
        let port = self.port.as_ref().map_or("", |port| port.protocol);
        format!("{}>{}:{port}", self.from, self.to)
    }
}

/// The two ends of a direct way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Where it starts.
    pub from: Part,
    /// Where it ends.
    pub to: Part,
}

impl Ends {
    pub(crate) fn of(from: impl Into<Part>, to: impl Into<Part>) -> Self {
        Self { from: from.into(), to: to.into() }
    }

    /// Whether one of them is this node.
    pub fn touch(&self, node: &NodeId) -> bool {
        [&self.from, &self.to].into_iter().any(|end| matches!(end, Part::Node(end) if end == node))
    }
}
