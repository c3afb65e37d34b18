//! Named deployments to start from.

use crate::dialog::{Dialog, Which};
use crate::navigation::Navigation;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::preset::{self, Preset};

/// The dialog of presets. Using one can be undone.
#[component]
pub(crate) fn PresetsDialog() -> impl IntoView {
    view! {
        <Dialog which=Which::Presets>
            <ul class="saved">{preset::all().iter().map(|preset| view! { <PresetRow preset/> }).collect_view()}</ul>
        </Dialog>
    }
}

#[component]
fn PresetRow(preset: &'static Preset) -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let open = move |_| {
        store.load(preset.inputs.clone(), "preset");
        navigation.dialog.set(None);
        navigation.announce(format!("Started from {}.", preset.name));
    };
    let count = counted(preset.inputs.iter().count(), "input", "inputs");
    let name = preset.name.as_str();
    view! {
        <li class="saved-row">
            <div class="name">
                <h3>{name} " " <span class="help">{count}</span></h3>
                <p class="help">{preset.description.as_str()}</p>
            </div>
            <button type="button" class="small" aria-label=format!("Use {name}") on:click=open>"Use"</button>
        </li>
    }
}
