//! Named deployments to start from.

use crate::dialog::{Dialog, OpenDialog, Which};
use leptos::prelude::*;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::preset::{self, Preset};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::store::Store;

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
    let announcer = expect_context::<Announcer>();
    let dialog = expect_context::<OpenDialog>();
    let open = move |_| {
        store.load(preset.inputs.clone(), "preset");
        dialog.close();
        announcer.announce(format!("Started from {}.", preset.name));
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
