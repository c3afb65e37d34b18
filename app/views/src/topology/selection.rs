//! What is selected in the picture.

use leptos::prelude::*;
use openmercato_ecs_core::topology::Node;
use openmercato_ecs_form::focus::Focus;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::store::Store;

/// The selected node: what it is and the resources that make it.
#[component]
pub(super) fn Selection() -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let node = Memo::new(move |_| {
        let selected = place.node.get()?;
        store.deployment.read().topology().node(&selected).cloned()
    });
    move || node.get().map(|node| view! { <SelectedNode node/> })
}

#[component]
fn SelectedNode(node: Node) -> impl IntoView {
    let place = expect_context::<Place>();
    let focus = expect_context::<Focus>();
    let resources: Vec<_> =
        node.resources.iter().map(|address| view! { <li><code>{address.to_string()}</code></li> }).collect();
    let details = node.details.iter().filter(|detail| !detail.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
    let section = node.kind().section();
    let go = move || {
        if let Some(section) = place.section_called(section) {
            focus.open_section(section);
        }
    };
    view! {
        <section class="selection" aria-label=format!("Selected: {}", node.label)>
            <div class="dialog-head">
                <h2>{node.label.clone()}</h2>
                <button
                    type="button"
                    class="icon"
                    aria-label="Select nothing"
                    on:click=move |_| place.node.set(None)
                >
                    <Icon glyph=Glyph::Close/>
                </button>
            </div>
            <p>{details} " (" {node.ownership.words()} ")"</p>
            <p>
                <button type="button" class="small" on:click=move |_| go()>
                    "Go to " {section}
                </button>
            </p>
            {if resources.is_empty() {
                view! { <p class="help">"Terraform makes nothing for it."</p> }.into_any()
            } else {
                view! { <ul class="addresses">{resources}</ul> }.into_any()
            }}
        </section>
    }
}
