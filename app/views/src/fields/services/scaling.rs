//! Autoscaling of all services at once.

use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::labels::written_out;
use openmercato_ecs_core::names::attribute;
use openmercato_ecs_core::{InputPath, Type, Value, draft};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::field_id;
use openmercato_ecs_form::spec::Spec;
use openmercato_ecs_form::store::Store;

/// Up to how many tasks each scales where nothing is typed.
const MOST: u32 = 3;

/// As many services as are named one by one.
const NAMED: usize = 6;

/// The services at `path`, as `events, general and 2 more`.
fn named(store: Store, path: &InputPath) -> String {
    let names = store.inputs.with(|inputs| {
        let services = inputs.at(path).and_then(Value::entries);
        services.map(|services| services.keys().map(|name| written_out(name)).collect::<Vec<_>>()).unwrap_or_default()
    });
    let (named, others) = names.split_at(names.len().min(NAMED));
    let more = (!others.is_empty()).then(|| format!("{} more", others.len()));
    let parts: Vec<_> = named.iter().cloned().chain(more).collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

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
        announcer.announce(format!("Up to {number} tasks each: {}.", untrack(|| named(store, &path))));
    };
    let help = move || {
        let services = named(store, &spec.read_value().path);
        format!(
            "Scales {services}. Jobs that must keep their order, as events, lose it where more than one task takes them: \
             switch autoscaling off again there."
        )
    };
    let help_id = format!("{id}-help");
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
            <button type="button" class="small" aria-describedby=help_id.clone() on:click=move |_| scale()>
                "Autoscale all"
            </button>
        </div>
        <p class="help" id=help_id>{help}</p>
    }
}
