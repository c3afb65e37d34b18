//! Several fields that belong together.

use leptos::prelude::*;
use openmercato_ecs_core::{Value, draft};
use openmercato_ecs_form::field::field;
use openmercato_ecs_form::focus::field_id;
use openmercato_ecs_form::fold::Fold;
use openmercato_ecs_form::frame::Group;
use openmercato_ecs_form::messages::Messages;
use openmercato_ecs_form::spec::Spec;
use openmercato_ecs_form::store::Store;
use std::sync::Arc;

/// A field for an object, a field for each attribute. One that may be left out altogether can be switched on and off.
#[component]
pub(crate) fn ObjectField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let fields = Attributes(AttributesProps { spec: spec.clone() }).into_any();
    if spec.default.as_ref().is_some_and(Value::is_null) {
        view! { <Group spec=spec.clone() messages><Optional spec/></Group> }.into_any()
    } else {
        view! { <Group spec messages>{fields}</Group> }.into_any()
    }
}

/// The fields of an object's attributes.
#[component]
pub(crate) fn Attributes(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let (folded, open): (Vec<_>, Vec<_>) =
        spec.attributes().into_iter().partition(|attribute| store.is_folded(&attribute.path));
    let paths: Vec<_> = folded.iter().map(|attribute| attribute.path.clone()).collect();
    view! {
        <div class="attributes">
            {open.into_iter().map(field).collect_view()}
            <Fold paths=Arc::new(move || paths.clone())>
                <div class="attributes">{folded.into_iter().map(field).collect_view()}</div>
            </Fold>
        </div>
    }
}

#[component]
fn Optional(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let path = StoredValue::new(spec.path.clone());
    let is_on = Memo::new(move |_| store.value(&path.read_value()).is_some());
    // Switched off and on again, it holds what it held.
    let last = StoredValue::new(None);
    let id = format!("{}-on", field_id(&spec.path));
    let label = spec.label.clone();
    let spec = StoredValue::new(spec);
    view! {
        <span class="switch">
            <input
                type="checkbox"
                role="switch"
                id=id.clone()
                prop:checked=move || is_on.get()
                on:change=move |event| {
                    let path = path.get_value();
                    if event_target_checked(&event) {
                        let started = || draft::switched_on(store.module, &store.inputs.read_untracked(), &path);
                        let held = last.get_value().unwrap_or_else(started);
                        store.set(&path, Some(held));
                    } else {
                        last.set_value(store.value(&path));
                        store.set(&path, None);
                    }
                }
            />
            <label for=id>{move || if is_on.get() { "On" } else { "Off" }} <span class="visually-hidden">": " {label}</span></label>
        </span>
        <Show when=move || is_on.get()>
            <Attributes spec=spec.get_value()/>
        </Show>
    }
}
