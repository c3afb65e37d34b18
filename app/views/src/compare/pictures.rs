//! The pictures of two deployments beside each other.

use crate::topology::{Piece, Sign, still};
use leptos::prelude::*;
use openmercato_ecs_core::topology::{Card, Changes, DrawingOptions, NodeId, Orientation, Topology};
use openmercato_ecs_form::store::{Evaluated, Store};

const ONLY_HERE: Sign = Sign { sign: "+", words: "only here", class: "only" };
const ONLY_THERE: Sign = Sign { sign: "−", words: "only there", class: "only" };
const DIFFERENT: Sign = Sign { sign: "≠", words: "different", class: "different" };

/// Both pictures, what differs marked by a sign and by its edge.
#[component]
pub(super) fn Pictures(other: Memo<Evaluated>) -> impl IntoView {
    let store = expect_context::<Store>();
    let pictures = move || {
        let (here, there) = (store.deployment.read(), other.read());
        let (here, there) = (here.topology(), there.topology());
        let (since, before) = (here.changes_since(there), there.changes_since(here));
        view! {
            <p class="help">{in_words(&since)}</p>
            <div class="beside-each-other">
                <figure>
                    <figcaption>"Here"</figcaption>
                    {picture(here, &since, ONLY_HERE)}
                </figure>
                <figure>
                    <figcaption>"There"</figcaption>
                    {picture(there, &before, ONLY_THERE)}
                </figure>
            </div>
        }
    };
    view! {
        <details class="pictures" open>
            <summary>"Pictures"</summary>
            {pictures}
        </details>
    }
}

fn picture(topology: &Topology, changes: &Changes, only: Sign) -> AnyView {
    // Tall ones stand beside each other where two broad ones would be too small to read.
    let drawing = topology.layout(DrawingOptions { orientation: Orientation::Portrait, expanded: false });
    let sign = |card: &Card| sign_of(&card.node, topology, changes, only);
    let signed = drawing.cards.iter().filter(|card| !card.replica).filter_map(|card| Some((card, sign(card)?)));
    let signed: Vec<_> = signed.map(|(card, sign)| format!("{} ({})", card.title, sign.words)).collect();
    let name = match &*signed {
        [] => drawing.title.clone(),
        signed => format!("{}. {}.", drawing.title, signed.join("; ")),
    };
    let class_of = |piece: Piece| match piece {
        Piece::Card(card) => sign(card).map_or("", |sign| sign.class),
        Piece::Line(line) if line.connections.iter().any(|id| changes.added_connections.contains(id)) => "only",
        Piece::Line(_) | Piece::Frame(_) => "",
    };
    still(&drawing, name, class_of, |card| sign(card).filter(|_| !card.replica))
}

/// What differs about a node; of many workers in one card, about any of them.
fn sign_of(node: &NodeId, topology: &Topology, changes: &Changes, only: Sign) -> Option<Sign> {
    let is_worker = |id: &NodeId| matches!(id, NodeId::Worker(_));
    if *node == NodeId::Workers {
        let workers = topology.nodes.iter().map(|node| &node.id).filter(|id| is_worker(id));
        let is_same = workers.clone().all(|id| sign_of(id, topology, changes, only).is_none());
        let is_whole = !changes.removed_nodes.iter().any(|node| is_worker(&node.id));
        return (!is_same || !is_whole).then_some(DIFFERENT);
    }
    if changes.added_nodes.contains(node) {
        Some(only)
    } else {
        changes.changed_nodes.contains(node).then_some(DIFFERENT)
    }
}

/// How much differs, and how it is marked.
fn in_words(changes: &Changes) -> String {
    let Changes { added_nodes, removed_nodes, changed_nodes, .. } = changes;
    let (only_here, only_there, different) = (added_nodes.len(), removed_nodes.len(), changed_nodes.len());
    if only_here + only_there + different == 0 {
        return "Both pictures show the same.".to_owned();
    }
    format!("Only here (+): {only_here}. Only there (−): {only_there}. Different (≠): {different}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_core::{Deployment, Module, preset};
    use std::sync::Arc;

    fn topology(name: &str) -> Arc<Topology> {
        let preset = preset::find(name).expect("a preset");
        Deployment::of(Module::embedded(), &preset.inputs).topology().clone()
    }

    #[test]
    fn what_one_has_alone_and_what_differs_is_marked() {
        let (here, there) = (topology("split-workers-managed"), topology("minimal-managed"));
        let changes = here.changes_since(&there);
        let sign = |id: NodeId| sign_of(&id, &here, &changes, ONLY_HERE).map(|sign| sign.sign);
        assert_eq!(sign(NodeId::Certificate), Some("+"));
        assert_eq!(sign(NodeId::Logs), Some("≠"));
        assert_eq!(sign(NodeId::Users), None);
        let back = there.changes_since(&here);
        assert_eq!(back.added_nodes.len(), changes.removed_nodes.len());
    }

    #[test]
    fn the_same_twice_has_no_marks() {
        let here = topology("complete");
        let changes = here.changes_since(&here);
        assert!(here.nodes.iter().all(|node| sign_of(&node.id, &here, &changes, ONLY_HERE).is_none()));
        assert_eq!(in_words(&changes), "Both pictures show the same.");
    }
}
