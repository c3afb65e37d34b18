//! At a field, the answer that its value comes from.

use super::{Searching, found};
use leptos::prelude::*;
use openmercato_ecs_core::scope::Origin;
use openmercato_ecs_form::store::Store;

/// Which answer an input comes from, for as long as it is what the proposal has made it.
#[component]
pub(crate) fn FromAnswer(name: String) -> impl IntoView {
    let store = expect_context::<Store>();
    let searching = expect_context::<Searching>();
    let lines = move || {
        let reasons = searching.reasons.read();
        let still = reasons.iter().filter(|reason| {
            let is_so = || store.inputs.read().at(&reason.path) == Some(&reason.value);
            reason.path.variable() == name && is_so()
        });
        let mut lines: Vec<String> = Vec::new();
        for origin in still.flat_map(|reason| &reason.origins).filter(|origin| matches!(origin, Origin::Answer(_))) {
            let line = found::why(&searching.scope.read(), origin);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        let lines = lines.into_iter().map(|line| view! { <p class="help from-answer">"From the answer: " {line}</p> });
        lines.collect_view()
    };
    view! { {lines} }.into_any()
}
