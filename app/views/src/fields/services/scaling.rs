//! Autoscaling of all services at once.

use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::names::attribute;
use openmercato_ecs_core::{Type, draft};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::field_id;
use openmercato_ecs_form::spec::Spec;
use openmercato_ecs_form::store::Store;

/// Up to how many tasks each scales where nothing is typed.
const MOST: u32 = 3;

/// Whether the objects of a map have autoscaling.
pub(super) fn can_scale(spec: &Spec) -> bool {
    let Type::Map(of) = &spec.ty else { return false };
    matches!(&**of, Type::Object(attributes) if attributes.contains_key(attribute::AUTOSCALING.name()))
}

/// Lets each of the services scale by itself, up to a number of tasks.
#[component]
pub(super) fn ScaleAll(spec: StoredValue<Spec>) -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let most = NodeRef::<html::Input>::new();
    let id = format!("{}-most", field_id(&spec.read_value().path));
    let is_wrong = RwSignal::new(false);
    let scale = move || {
        let typed = most.get_untracked().map(|element| element.value()).unwrap_or_default();
        let number = if typed.trim().is_empty() { Ok(MOST) } else { typed.trim().parse() };
        is_wrong.set(number.is_err());
        let Ok(number) = number else { return };
        let path = spec.read_value().path.clone();
        let inputs = store.inputs.with_untracked(|inputs| draft::autoscaled(store.module, inputs, &path, number));
        store.apply(inputs, "autoscaling");
        announcer.announce(format!("Each scales by itself, up to {number} tasks."));
    };
    view! {
        <div class="adder">
            <label for=id.clone()>"Most tasks of each"</label>
            <input
                node_ref=most
                type="text"
                class="number"
                id=id
                inputmode="numeric"
                autocomplete="off"
                placeholder=MOST.to_string()
                aria-invalid=move || is_wrong.get().then_some("true")
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        scale();
                    }
                }
            />
            <button type="button" class="small" on:click=move |_| scale()>"Autoscale all"</button>
        </div>
    }
}
