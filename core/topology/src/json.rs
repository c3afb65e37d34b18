//! What the picture is of, as JSON.

use crate::boundary::Boundary;
use crate::connection::Connection;
use crate::node::{Node, Replica};
use crate::topology::Topology;
use serde_json::{Value, json};
use terraform_language::Address;

impl Topology {
    /// `name`; `nodes`, `boundaries` and `connections`, which name each other by `id`; `undrawn`, the addresses that are
    /// not in the picture, with the reason. As the binary and packages give it.
    pub fn to_json(&self) -> Value {
        let undrawn = self.undrawn.iter();
        let undrawn = undrawn.map(|of| json!({ "address": of.address.to_string(), "why": of.why }));
        json!({
            "name": self.name,
            "nodes": self.nodes.iter().map(node).collect::<Vec<_>>(),
            "boundaries": self.boundaries.iter().map(boundary).collect::<Vec<_>>(),
            "connections": self.connections.iter().map(connection).collect::<Vec<_>>(),
            "undrawn": undrawn.collect::<Vec<_>>(),
        })
    }
}

fn node(node: &Node) -> Value {
    let replica = |of: &Replica| json!({ "what": of.what, "count": of.count, "within": of.within.to_string() });
    json!({
        "id": node.id.to_string(), "kind": node.kind().class(), "label": node.label, "details": node.details,
        "ownership": node.ownership.class(), "within": node.within.to_string(), "spread": node.spread,
        "replicas": node.replicas.iter().map(replica).collect::<Vec<_>>(), "resources": addresses(&node.resources),
    })
}

fn boundary(boundary: &Boundary) -> Value {
    json!({
        "id": boundary.id.to_string(), "kind": boundary.kind().class(), "label": boundary.label,
        "detail": boundary.detail, "ownership": boundary.ownership.class(),
        "within": boundary.within.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "resources": addresses(&boundary.resources),
    })
}

fn connection(connection: &Connection) -> Value {
    json!({
        "from": connection.from.to_string(), "to": connection.to.to_string(),
        "via": connection.via.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "port": connection.port.as_ref().map(|port| json!({ "protocol": port.protocol, "number": port.number })),
        "why": connection.why,
    })
}

fn addresses(resources: &[Address]) -> Vec<String> {
    resources.iter().map(ToString::to_string).collect()
}
