//! What an input decides in the plan, at its field.

use super::decisions::Decisions;
use super::rows::PlanRows;
use crate::settled::Settled;
use leptos::prelude::*;
use openmercato_ecs_core::labels;
use openmercato_ecs_form::store::{Evaluated, Store};

/// The arguments that an input decides among those that are planned, each with the way to its block. Nothing is worked out
/// before someone unfolds it.
#[component]
pub(crate) fn Reaches(name: String) -> impl IntoView {
    let store = expect_context::<Store>();
    let Settled(settled) = expect_context();
    let is_open = RwSignal::new(false);
    let label = labels::label(&name);
    let list = move || is_open.get().then(|| list(store, &settled.read(), &name));
    let toggled = move |event: web_sys::Event| {
        is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    view! {
        <details class="reaches" on:toggle=toggled>
            <summary title="What it decides in the plan">
                "Reaches" <span class="visually-hidden">": what " {label} " decides in the plan"</span>
            </summary>
            {list}
        </details>
    }
    .into_any()
}

fn list(store: Store, deployment: &Evaluated, name: &str) -> AnyView {
    let rows = expect_context::<PlanRows>();
    let reached = Decisions::of(store.module).reached(name, deployment.evaluation.resource_values());
    if reached.is_empty() {
        return view! {
            <p class="help">"No argument that is planned now. It may decide which resources there are."</p>
        }
        .into_any();
    }
    let items = reached.into_iter().map(|(resource, arguments)| {
        let address = resource.address.to_string();
        let arguments = arguments.into_iter().map(|argument| {
            let address = address.clone();
            view! {
                " "
                <button type="button" class="link" on:click=move |_| rows.show(&address, Some(argument))>{argument}</button>
            }
            .into_any()
        });
        let arguments = arguments.collect_view();
        view! { <li><code>{address}</code> ":" {arguments}</li> }.into_any()
    });
    view! { <ul dir="ltr">{items.collect_view()}</ul> }.into_any()
}
