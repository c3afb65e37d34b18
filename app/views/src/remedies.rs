//! What mends a diagnostic.

use leptos::prelude::*;
use openmercato_ecs_core::{Diagnostic, Fix};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::Focus;
use openmercato_ecs_form::store::Store;

/// The buttons of a diagnostic: its fixes and, for advice, to accept it.
#[component]
pub(crate) fn Remedies(diagnostic: Diagnostic) -> impl IntoView {
    let store = expect_context::<Store>();
    let diagnostic = StoredValue::new(diagnostic);
    // A fix holds all inputs, so that it is another one after each change of any of them.
    let fixes = Memo::new(move |_| diagnostic.with_value(|found| store.deployment.read().evaluation.fixes(found)));
    move || {
        let fixes = fixes.get().into_iter().map(|fix| view! { <FixButton fix diagnostic/> });
        let fixes: Vec<_> = fixes.collect();
        let accept = diagnostic.with_value(|found| found.check.clone()).map(|check| view! { <AcceptButton check/> });
        (!fixes.is_empty() || accept.is_some()).then(|| view! { <p class="remedies">{fixes} {accept}</p> })
    }
}

#[component]
fn FixButton(fix: Fix, diagnostic: StoredValue<Diagnostic>) -> impl IntoView {
    let store = expect_context::<Store>();
    let focus = expect_context::<Focus>();
    let announcer = expect_context::<Announcer>();
    let Fix { label, inputs } = fix;
    let done = format!("Done: {label}.");
    let mend = move |_| {
        let path = diagnostic.with_value(|found| found.path.clone());
        store.apply(inputs.clone(), "fix");
        announcer.announce(done.clone());
        focus.go_to(&path);
    };
    view! { <button type="button" class="small" on:click=mend>{label}</button> }
}

#[component]
fn AcceptButton(check: String) -> impl IntoView {
    let store = expect_context::<Store>();
    let title = format!("Accept as it is: the advice {check}");
    view! {
        <button type="button" class="small" aria-label=title on:click=move |_| store.acknowledge(&check)>
            "Accept as it is"
        </button>
    }
}
