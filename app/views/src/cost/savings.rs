//! What would cost less, and takes nothing that the advice asks for.

use leptos::prelude::*;
use openmercato_ecs_core::cost::Change;
use openmercato_ecs_core::labels::{self, text_of};
use openmercato_ecs_core::saving::{self, Saving};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::focus::move_focus;
use openmercato_ecs_form::store::Store;

/// Milliseconds without a change before other values are tried: dozens of deployments are evaluated.
const PAUSE: u64 = 400;

/// The id of the heading. What is taken is gone from the list: the keyboard goes on from here.
const HEADING: &str = "savings-heading";

/// The savings one by one, and all of them.
#[component]
pub(super) fn Savings() -> impl IntoView {
    let store = expect_context::<Store>();
    let found = RwSignal::new(None::<Vec<Saving>>);
    let pause = Pause::of(PAUSE);
    Effect::new(move |_| {
        store.deployment.track();
        found.set(None);
        pause.then(move || {
            let deployment = store.deployment.get_untracked();
            found.try_set(Some(saving::savings(&deployment)));
        });
    });
    let list = move || match found.get() {
        None => view! { <p class="help">"Other values are tried…"</p> }.into_any(),
        Some(savings) if savings.is_empty() => {
            view! { <p class="help">"Nothing is known that costs less and adds nothing to the problems."</p> }
                .into_any()
        }
        Some(savings) => listed(savings),
    };
    view! {
        <h2 id=HEADING tabindex="-1">"What would cost less"</h2>
        <div class="savings">{list}</div>
    }
    .into_any()
}

fn listed(savings: Vec<Saving>) -> AnyView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let amount = savings.iter().map(|saving| saving.change.amount).sum();
    let together = Change { amount, drivers: Vec::new() }.short().unwrap_or_default();
    let all = savings.last().map(|last| last.inputs.clone()).unwrap_or_default();
    let take_all = move |_| {
        store.apply(all.clone(), "savings");
        move_focus(HEADING);
        announcer.announce("All savings are taken.");
    };
    view! {
        <p class="help">
            "The cheapest of each size and kind that adds nothing to the problems. Less processor and memory is slower, too, \
             and ARM needs an image that is built for it."
        </p>
        <ul>{savings.into_iter().map(row).collect_view()}</ul>
        <p><button type="button" class="small take-all" on:click=take_all>{format!("Take all: {together}")}</button></p>
    }
    .into_any()
}

fn row(saving: Saving) -> AnyView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let Saving { path, value, change, .. } = saving;
    let words = labels::of_path(&path);
    let text = text_of(&value);
    let now = labels::choice(path.variable(), &text).map_or_else(|| text.clone(), ToOwned::to_owned);
    let done = format!("{words} is {now}.");
    let take = move |_| {
        store.set(&path, Some(value.clone()));
        move_focus(HEADING);
        announcer.announce(done.clone());
    };
    view! {
        <li>
            <span>{words.clone()} ": " {now.clone()}</span>
            <span class="consequence">{change.short()}</span>
            <button type="button" class="small" aria-label=format!("Take {words}: {now}") on:click=take>"Take"</button>
        </li>
    }
    .into_any()
}
