//! What would cost less, and takes nothing that the advice asks for.

use crate::scope::Improvements;
use leptos::prelude::*;
use openmercato_ecs_core::scope::{Improvement, Savings};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::move_focus;
use openmercato_ecs_form::store::Store;

/// The id of the heading. What is taken is gone from the list: the keyboard goes on from here.
const HEADING: &str = "savings-heading";

/// The savings one by one, and all of them.
#[component]
pub(super) fn SavingsList() -> impl IntoView {
    let store = expect_context::<Store>();
    let improvements = Improvements::of_page();
    let list = move || match improvements.found.get() {
        None => view! { <p class="help">"Other values are tried…"</p> }.into_any(),
        Some(found) => {
            let (inputs, assumptions) = (store.inputs.get_untracked(), store.assumptions.get_untracked());
            listed(Savings::of(store.module, &inputs, &assumptions, &found))
        }
    };
    view! {
        <h2 id=HEADING tabindex="-1">"What would cost less"</h2>
        <div class="savings">{list}</div>
    }
    .into_any()
}

fn listed(savings: Savings) -> AnyView {
    if savings.is_empty() {
        return view! { <p class="help">"Nothing is known that costs less and adds nothing to the problems."</p> }
            .into_any();
    }
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let together = savings.change_words();
    let take_all = move |_| {
        store.apply(savings.inputs.clone(), "savings");
        move_focus(HEADING);
        announcer.announce("All savings are taken.");
    };
    view! {
        <p class="help">
            "The cheapest of each size and kind that adds nothing to the problems, and what each saves by itself."
        </p>
        <ul>{savings.each.into_iter().map(row).collect_view()}</ul>
        <p><button type="button" class="small take-all" on:click=take_all>{format!("Take all: {together}")}</button></p>
    }
    .into_any()
}

fn row(one: Improvement) -> AnyView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let change = one.change_words();
    let Improvement { title, words, inputs, lost, .. } = one;
    let done = format!("{title}: {words}. Undo takes it back.");
    let label = format!("Take {title}: {words}");
    let take = move |_| {
        store.apply(inputs.clone(), "savings");
        move_focus(HEADING);
        announcer.announce(done.clone());
    };
    view! {
        <li>
            <span>{title} ": " {words} " " <span class="help">{lost.join(" ")}</span></span>
            <span class="consequence">{change}</span>
            <button type="button" class="small" aria-label=label on:click=take>"Take"</button>
        </li>
    }
    .into_any()
}
