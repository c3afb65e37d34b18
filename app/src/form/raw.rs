//! A value whose shape does not fit its field.

use super::frame::Group;
use super::messages::Messages;
use super::spec::Spec;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::{Type, Value};

/// Shows what was given, so that it is not lost, and lets it be taken away to start anew.
#[component]
pub(crate) fn RawField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let path = spec.path.clone();
    let shown = spec.path.clone();
    let text = move || store.value(&shown).and_then(|value| value.to_json_text()).unwrap_or_default();
    view! {
        <Group spec messages>
            <p><code class="raw">{text}</code></p>
            <button type="button" class="small" on:click=move |_| store.set(&path, None)>"Remove this value"</button>
        </Group>
    }
}

/// Whether the field for `ty` can show `value`.
pub(crate) fn fits(ty: &Type, value: &Value) -> bool {
    match ty {
        Type::List(_) | Type::Set(_) | Type::Tuple(_) => value.elements().is_some(),
        Type::Map(_) | Type::Object(_) => value.entries().is_some(),
        Type::Bool => value.as_bool().is_some() || matches!(value.as_str(), Some("true" | "false")),
        Type::Any => true,
        Type::Number | Type::String => value.elements().is_none() && value.entries().is_none(),
    }
}
