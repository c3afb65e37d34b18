//! Whether what is handed out keeps what somebody edited in the archive that was taken.

use super::importing::Importing;
use leptos::prelude::*;
use openmercato_ecs_core::labels::written_out;

/// The choice, while an archive is taken that is not as this version makes it.
#[component]
pub(crate) fn KeepEdits() -> impl IntoView {
    let importing = expect_context::<Importing>();
    let choice = move || {
        let (_, title) = importing.older()?;
        let kept = importing.keeps_edits;
        Some(view! {
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || kept.get()
                    on:change=move |event| kept.set(event_target_checked(&event))
                />
                <span>"Download keeps the files that were added or edited in " {written_out(&title)}</span>
            </label>
        })
    };
    view! { {choice} }
}
