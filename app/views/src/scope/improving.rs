//! Single changes of the present deployment, each to be tried and undone.

use super::Improvements;
use leptos::prelude::*;
use openmercato_ecs_core::scope::{Improvement, Merit};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::move_focus;
use openmercato_ecs_form::store::Store;

/// The id of the heading, where the keyboard goes on from.
const HEADING: &str = "improving";

/// What would make the deployment in the form cheaper, safer or simpler.
#[component]
pub(super) fn Improving() -> impl IntoView {
    let improvements = Improvements::of_page();
    let list = move || match improvements.found.get() {
        None => view! { <p class="help">"Other values are tried…"</p> }.into_any(),
        Some(found) if found.is_empty() => {
            view! { <p class="help">"Nothing is known, or something is wrong with the inputs."</p> }.into_any()
        }
        Some(found) => view! { <ul class="improvements">{found.into_iter().map(row).collect_view()}</ul> }.into_any(),
    };
    view! {
        <section aria-labelledby=HEADING>
            <h3 id=HEADING tabindex="-1">"What would make the deployment in the form cheaper, safer or simpler"</h3>
            {list}
        </section>
    }
    .into_any()
}

fn row(one: Improvement) -> AnyView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let label = format!("Try {}: {}", one.title, one.words);
    let done = format!("{}: {}. Undo takes it back.", one.title, one.words);
    let merits = one.merits.iter().map(|merit| view! { <span class="tag">{merit_words(*merit)}</span> }).collect_view();
    let texts = |sign: &'static str, texts: Vec<String>| {
        texts.into_iter().map(move |text| view! { <li>{sign} {text}</li> }).collect_view()
    };
    let (change, inputs) = (one.change_words(), one.inputs);
    let attempt = move |_| {
        store.apply(inputs.clone(), "improvement");
        move_focus(HEADING);
        announcer.announce(done.clone());
    };
    view! {
        <li>
            <span>{one.title} ": " {one.words} {merits}</span>
            <span class="amount">{change}</span>
            <button type="button" class="small" aria-label=label on:click=attempt>"Try"</button>
            <ul class="notes">{texts("Gained: ", one.gained)} {texts("Lost: ", one.lost)}</ul>
        </li>
    }
    .into_any()
}

fn merit_words(merit: Merit) -> &'static str {
    match merit {
        Merit::Cheaper => "cheaper",
        Merit::Safer => "safer",
        Merit::Simpler => "simpler",
    }
}
