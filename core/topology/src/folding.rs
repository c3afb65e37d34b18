//! The topology with less in it, for a picture with large letters.

use crate::boundary::Boundary;
use crate::kind::{BoundaryKind, NodeKind};
use crate::node::{Node, Replica};
use crate::part::{BoundaryId, NodeId, Part};
use crate::topology::Topology;

/// The number of the zone, or of the pair of subnets, that stands for all after the first.
const OTHERS: usize = 1;
/// The most facts about a node.
const DETAILS: usize = 1;

impl Topology {
    /// The same with less to read: one fact a node, one zone for all after the first, and certificate and web ACL as
    /// a fact about the load balancer.
    pub(crate) fn folded(&self) -> Self {
        let mut folded = self.clone();
        fold_gateways(&mut folded.nodes);
        fold_edge(&mut folded.nodes);
        for node in &mut folded.nodes {
            node.within = folded_id(node.within);
            node.replicas = folded_replicas(&node.replicas);
        }
        folded.boundaries = self.boundaries.iter().filter_map(|boundary| self.folded_boundary(boundary)).collect();
        let is_there = |part: &Part| match part {
            Part::Node(id) => folded.nodes.iter().any(|node| node.id == *id),
            Part::Boundary(_) => true,
        };
        folded.connections.retain(|connection| is_there(&connection.from) && is_there(&connection.to));
        for connection in &mut folded.connections {
            connection.via.retain(|id| folded.nodes.iter().any(|node| node.id == *id));
        }
        folded
    }

    /// The boundary, renamed where it stands for others; `None` where another one stands for it.
    fn folded_boundary(&self, boundary: &Boundary) -> Option<Boundary> {
        let mut folded = boundary.clone();
        folded.within = boundary.within.iter().copied().filter(|id| folded_id(*id) == *id).collect();
        let number = boundary.id.number().unwrap_or_default();
        if number > OTHERS {
            return None;
        }
        let others = self.boundaries.iter().filter(|other| other.kind() == boundary.kind());
        let others: Vec<_> = others.filter(|other| other.id.number().unwrap_or_default() >= OTHERS).collect();
        if number == OTHERS && others.len() > 1 {
            folded.label = match boundary.kind() {
                BoundaryKind::Zone => format!("{} more zones", others.len()),
                _ => format!("{} × {}", boundary.label.trim_end_matches(" subnet"), others.len()),
            };
            let names = others.iter().map(|other| if other.detail.is_empty() { &*other.label } else { &*other.detail });
            folded.detail = if boundary.kind() == BoundaryKind::Zone {
                names.collect::<Vec<_>>().join(", ")
            } else {
                String::new()
            };
        }
        Some(folded)
    }
}

fn folded_id(id: BoundaryId) -> BoundaryId {
    match id {
        BoundaryId::Zone(number) => BoundaryId::Zone(number.min(OTHERS)),
        BoundaryId::PublicSubnet(number) => BoundaryId::PublicSubnet(number.min(OTHERS)),
        BoundaryId::PrivateSubnet(number) => BoundaryId::PrivateSubnet(number.min(OTHERS)),
        other => other,
    }
}

/// The gateways of the other zones become one.
fn fold_gateways(nodes: &mut Vec<Node>) {
    let is_other = |node: &Node| matches!(node.id, NodeId::Nat(number) if number >= OTHERS);
    let count = nodes.iter().filter(|node| is_other(node)).count();
    let mut kept = 0;
    nodes.retain(|node| {
        kept += usize::from(is_other(node));
        !is_other(node) || kept == 1
    });
    if let Some(gateway) = nodes.iter_mut().find(|node| count > 1 && is_other(node)) {
        gateway.label = format!("NAT × {count}");
        gateway.details.clear();
    }
}

/// Certificate and web ACL become a fact about the load balancer; of all other facts the first stays.
fn fold_edge(nodes: &mut Vec<Node>) {
    let has = |kind: NodeKind| nodes.iter().any(|node| node.kind() == kind);
    let marks = [(has(NodeKind::Certificate), "TLS"), (has(NodeKind::Waf), "WAF")];
    let marks: Vec<_> = marks.into_iter().filter_map(|(is_there, mark)| is_there.then_some(mark)).collect();
    nodes.retain(|node| !matches!(node.kind(), NodeKind::Certificate | NodeKind::Waf));
    for node in nodes {
        node.details.truncate(DETAILS);
        if node.id == NodeId::LoadBalancer && !marks.is_empty() {
            node.details.push(marks.join(", "));
        }
    }
}

fn folded_replicas(replicas: &[Replica]) -> Vec<Replica> {
    let mut folded: Vec<Replica> = Vec::new();
    for replica in replicas {
        let within = folded_id(replica.within);
        match folded.iter_mut().find(|other| other.within == within) {
            Some(other) => other.count += replica.count,
            None => folded.push(Replica { within, ..replica.clone() }),
        }
    }
    folded
}
