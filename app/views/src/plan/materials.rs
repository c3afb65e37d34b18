//! The bill of materials.

use crate::download;
use leptos::prelude::*;
use openmercato_ecs_core::topology::{Ownership, Replica};
use openmercato_ecs_core::{Topology, csv};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;

/// What is made, in the terms in which it is sold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Material {
    label: String,
    count: usize,
    details: String,
}

/// A table of what is made with its sizes, for a price calculator.
#[component]
pub(super) fn Materials() -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let materials = Memo::new(move |_| materials(store.deployment.read().topology()));
    let rows = move || {
        let rows = materials.get().into_iter().map(|Material { label, count, details }| {
            view! { <tr><th scope="row">{label}</th><td class="number">{count}</td><td>{details}</td></tr> }
        });
        rows.collect_view()
    };
    let save = move |_| {
        let header = ["What", "Count", "Details"].map(str::to_owned);
        let lines = materials.get_untracked().into_iter().map(|m| [m.label, m.count.to_string(), m.details]);
        let text = csv::text(std::iter::once(header).chain(lines));
        download::save_or_report("bill-of-materials.csv", "text/csv;charset=utf-8", &text, announcer);
    };
    view! {
        <h2>"Bill of materials"</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Bill of materials">
            <table>
                <thead><tr>
                    <th scope="col">"What"</th><th scope="col" class="number">"Count"</th><th scope="col">"Details"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p>
            <button type="button" class="small" on:click=save>
                <Icon glyph=Glyph::Download/>
                "Bill of materials as CSV"
            </button>
        </p>
    }
}

/// The nodes that Terraform makes; those that say the same are counted as one line.
fn materials(topology: &Topology) -> Vec<Material> {
    let mut materials: Vec<Material> = Vec::new();
    for node in topology.nodes.iter().filter(|node| node.ownership == Ownership::Module) {
        let replicas: Vec<_> = node.replicas.iter().map(Replica::label).collect();
        let facts = node.details.iter().filter(|detail| !detail.is_empty()).cloned().chain(replicas);
        let details = facts.collect::<Vec<_>>().join(", ");
        match materials.iter_mut().find(|known| known.label == node.label && known.details == details) {
            Some(known) => known.count += 1,
            None => materials.push(Material { label: node.label.clone(), count: 1, details }),
        }
    }
    materials
}
