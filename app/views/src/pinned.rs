//! What the page around this one has settled.

use leptos::prelude::*;
use openmercato_ecs_core::labels::text_of;
use openmercato_ecs_core::{Section, labels};
use openmercato_ecs_form::store::Store;

/// The inputs of a section that stay as they are, with their values.
#[component]
pub(crate) fn Pinned(section: &'static Section) -> impl IntoView {
    let store = expect_context::<Store>();
    let settled = move || {
        let pins = store.pins.read();
        let of_section = pins.iter().filter(|(name, _)| section.variables.iter().any(|variable| variable == name));
        let settled = of_section.map(|(name, value)| {
            view! { <li>{labels::label(name)} ": " <code>{text_of(value)}</code></li> }.into_any()
        });
        let settled: Vec<_> = settled.collect();
        (!settled.is_empty())
            .then(|| view! { <p class="help">"Settled by the page around this one:"</p><ul>{settled}</ul> })
    };
    view! { <div class="pinned">{settled}</div> }
}
