//! From plan and values to nodes.

mod compute;
mod connections;
mod data;
mod edge;
mod network;
mod placement;
mod services;

use super::{Boundary, Node, NodeKind, Ownership, Topology, Undrawn};
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
    parts: BTreeMap<String, Vec<Address>>,
}

impl<'a> Derivation<'a> {
    fn of(plan: &'a Plan, values: &'a Values) -> (Self, Vec<Undrawn>) {
        let reading = Reading(values);
        let subnets = Subnets::of(plan, reading);
        let mut parts: BTreeMap<String, Vec<Address>> = BTreeMap::new();
        let mut undrawn = Vec::new();
        for resource in &plan.resources {
            let address = resource.address.clone();
            match Place::of(&address, &subnets) {
                Some(Place::Part(id)) => parts.entry(id).or_default().push(address),
                Some(Place::Undrawn(why)) => undrawn.push(Undrawn { address, why }),
                None => undrawn.push(Undrawn { address, why: placement::UNKNOWN }),
            }
        }
        (Self { plan, reading, subnets, parts }, undrawn)
    }

    /// Whether Terraform makes anything of this part.
    fn makes(&self, part: &str) -> bool {
        self.parts.contains_key(part)
    }

    /// Whether a resource block has an instance.
    fn plans(&self, kind: &str, name: &str) -> bool {
        self.plan
            .resources
            .iter()
            .any(|planned| &*planned.address.resource_type == kind && &*planned.address.name == name)
    }

    /// What follows `prefix` in the ids of parts, in order.
    fn parts_of<'s>(&'s self, prefix: &'s str) -> impl Iterator<Item = &'s str> {
        self.parts.keys().filter_map(move |id| id.strip_prefix(prefix))
    }

    /// A node with its resources: made by Terraform when there are any.
    fn node(&self, id: &str, kind: NodeKind, label: &str, details: Vec<String>, within: &[&str]) -> Node {
        let resources = self.parts.get(id).cloned().unwrap_or_default();
        Node {
            id: id.to_owned(),
            kind,
            label: label.to_owned(),
            details: details.into_iter().filter(|detail| !detail.is_empty()).collect(),
            ownership: if resources.is_empty() { Ownership::Existing } else { Ownership::Module },
            within: within.iter().map(|id| (*id).to_owned()).collect(),
            replicas: Vec::new(),
            resources,
        }
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
        nodes.sort_by_key(|node| node.kind);
        let boundaries = boundaries(&derivation, &nodes);

        let drawn = |id: &String| {
            nodes.iter().any(|node| node.id == *id) || boundaries.iter().any(|boundary| boundary.id == *id)
        };
        let lost = derivation.parts.iter().filter(|(id, _)| !drawn(id)).flat_map(|(_, resources)| resources);
        undrawn.extend(lost.map(|address| Undrawn { address: address.clone(), why: placement::UNKNOWN }));

        let connections = connections::allowed(&derivation, &nodes);
        let name = derivation.reading.text(input::NAME).unwrap_or("OpenMercato").to_owned();
        Self { name, nodes, connections, boundaries, undrawn }
    }
}

fn boundaries(derivation: &Derivation, nodes: &[Node]) -> Vec<Boundary> {
    let mut boundaries = network::boundaries(&derivation.subnets, derivation.reading);
    boundaries
        .retain(|boundary| boundary.id != "elsewhere" || nodes.iter().any(|node| node.within.contains(&boundary.id)));
    for boundary in &mut boundaries {
        boundary.resources = derivation.parts.get(&boundary.id).cloned().unwrap_or_default();
    }
    boundaries
}
