//! From plan and values to nodes.

mod block;
mod compute;
mod connections;
mod data;
mod edge;
mod network;
mod placement;
mod services;

use crate::boundary::Boundary;
use crate::node::Node;
use crate::ownership::Ownership;
use crate::part::{BoundaryId, NodeId, Part};
use crate::topology::{Topology, Undrawn};
use block::Block;
use network::Subnets;
use openmercato_ecs_module::Reading;
use openmercato_ecs_module::names::input;
use openmercato_ecs_module::{Plan, Values};
use placement::Place;
use std::collections::BTreeMap;
use terraform_language::Address;

/// What the nodes are made from: the values, and the planned resources by the part of the picture they belong to.
struct Derivation<'a> {
    plan: &'a Plan,
    reading: Reading<'a>,
    subnets: Subnets,
    parts: BTreeMap<Part, Vec<Address>>,
}

impl<'a> Derivation<'a> {
    fn of(plan: &'a Plan, values: &'a Values) -> (Self, Vec<Undrawn>) {
        let reading = Reading(values);
        let subnets = Subnets::of(plan, reading);
        let mut parts: BTreeMap<Part, Vec<Address>> = BTreeMap::new();
        let mut undrawn = Vec::new();
        for resource in &plan.resources {
            let address = resource.address.clone();
            match Place::of(&address, &subnets) {
                Some(Place::Part(part)) => parts.entry(part).or_default().push(address),
                Some(Place::Undrawn(why)) => undrawn.push(Undrawn { address, why }),
                None => undrawn.push(Undrawn { address, why: placement::UNKNOWN }),
            }
        }
        (Self { plan, reading, subnets, parts }, undrawn)
    }

    /// Whether Terraform makes anything of this node.
    fn makes(&self, node: &NodeId) -> bool {
        self.made_nodes().any(|made| made == node)
    }

    /// The nodes that Terraform makes anything of, in the order of their ids.
    fn made_nodes(&self) -> impl Iterator<Item = &NodeId> {
        self.parts.keys().filter_map(|part| match part {
            Part::Node(node) => Some(node),
            Part::Boundary(_) => None,
        })
    }

    /// Whether a resource block has an instance.
    fn plans(&self, block: Block) -> bool {
        self.plan.resources.iter().any(|planned| Block::of(&planned.address) == block)
    }

    /// A node with its resources: made by Terraform when there are any.
    fn node(&self, id: NodeId, label: &str, details: Vec<String>, within: BoundaryId) -> Node {
        let resources = self.resources(id.clone());
        Node {
            id,
            label: label.to_owned(),
            details: details.into_iter().filter(|detail| !detail.is_empty()).collect(),
            ownership: if resources.is_empty() { Ownership::Existing } else { Ownership::Module },
            within,
            spread: String::new(),
            replicas: Vec::new(),
            resources,
        }
    }

    fn resources(&self, part: impl Into<Part>) -> Vec<Address> {
        self.parts.get(&part.into()).cloned().unwrap_or_default()
    }
}

impl Topology {
    /// Derives the picture from what Terraform plans and from the values.
    ///
    /// Never fails: what is unknown or makes no sense yet is left out of the details.
    pub fn of(plan: &Plan, values: &Values) -> Self {
        let (derivation, mut undrawn) = Derivation::of(plan, values);
        let mut nodes = edge::nodes(&derivation);
        nodes.extend(compute::nodes(&derivation));
        nodes.extend(data::nodes(&derivation));
        nodes.extend(services::nodes(&derivation));
        nodes.sort_by_key(Node::kind);
        let boundaries = boundaries(&derivation, &nodes);

        let drawn = |part: &Part| match part {
            Part::Node(id) => nodes.iter().any(|node| node.id == *id),
            Part::Boundary(id) => boundaries.iter().any(|boundary| boundary.id == *id),
        };
        let lost = derivation.parts.iter().filter(|(part, _)| !drawn(part)).flat_map(|(_, resources)| resources);
        undrawn.extend(lost.map(|address| Undrawn { address: address.clone(), why: placement::UNKNOWN }));

        let connections = connections::allowed(&derivation, &nodes);
        let name = derivation.reading.text(input::NAME).unwrap_or("OpenMercato").to_owned();
        Self { name, nodes, connections, boundaries, undrawn }
    }
}

fn boundaries(derivation: &Derivation, nodes: &[Node]) -> Vec<Boundary> {
    let mut boundaries = network::boundaries(&derivation.subnets, derivation.reading);
    let is_used = |id: BoundaryId| id != BoundaryId::Elsewhere || nodes.iter().any(|node| node.within == id);
    boundaries.retain(|boundary| is_used(boundary.id));
    for boundary in &mut boundaries {
        boundary.resources = derivation.resources(boundary.id);
    }
    boundaries
}
