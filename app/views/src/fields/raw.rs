//! A value whose shape does not fit its field.

use leptos::prelude::*;
use openmercato_ecs_form::frame::Group;
use openmercato_ecs_form::messages::Messages;
use openmercato_ecs_form::spec::Spec;
use openmercato_ecs_form::store::Store;

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
