//! The parts of the page between which a narrow screen chooses.

use leptos::prelude::*;
use openmercato_ecs_form::place::{Pane, Place};

/// The three panes of a narrow screen.
#[component]
pub(crate) fn PaneTabs() -> impl IntoView {
    let place = expect_context::<Place>();
    let buttons = Pane::ALL.map(|pane| {
        view! {
            <button
                type="button"
                aria-current=move || (place.pane.get() == pane).then_some("page")
                on:click=move |_| place.pane.set(pane)
            >
                {pane.title()}
            </button>
        }
    });
    view! { <nav class="panes" aria-label="Parts of the page">{buttons.collect_view()}</nav> }
}
