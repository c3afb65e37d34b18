//! Whether to take what was brought, and what becomes of what is set.

use super::importing::{Importing, Manner};
use crate::report::Report;
use crate::undo::Undo;
use leptos::prelude::*;
use openmercato_ecs_core::Inputs;
use openmercato_ecs_form::store::Store;
use std::sync::Arc;

/// The choice, or the way back where it was made. Where there is nothing to take, nothing.
#[component]
pub(super) fn Decision(report: Arc<Report>) -> impl IntoView {
    let importing = expect_context::<Importing>();
    let is_taken = importing.is_taken(&report);
    let undo = Undo::of_page();
    if is_taken {
        let back = move |_| {
            undo.undo();
            importing.leave();
        };
        return view! {
            <p class="ways"><button type="button" on:click=back>"Undo the import"</button></p>
        }
        .into_any();
    }
    report.has_inputs().then(|| view! { <TakeOrLeave report/> }).into_any()
}

#[component]
fn TakeOrLeave(report: Arc<Report>) -> impl IntoView {
    let importing = expect_context::<Importing>();
    let present = expect_context::<Store>().inputs.get_untracked();
    let manner = RwSignal::new(Manner::expected(&report));
    let makes_no_difference = Manner::Add.inputs(&present, &report) == report.inputs;
    let choice = (!makes_no_difference).then(|| view! { <MannerFields manner report=Arc::clone(&report) present/> });
    let take = move |_| importing.take(Arc::clone(&report), manner.get_untracked());
    view! {
        {choice}
        <p class="ways">
            <button type="button" class="primary" on:click=take>"Use these inputs"</button>
            <button type="button" on:click=move |_| importing.leave()>"Leave it"</button>
        </p>
    }
    .into_any()
}

#[component]
fn MannerFields(manner: RwSignal<Manner>, report: Arc<Report>, present: Inputs) -> impl IntoView {
    let gone = present.iter().filter(|(name, _)| report.inputs.get(name).is_none()).count();
    let joined = Manner::Add.inputs(&present, &report);
    let other = present.iter().filter(|(name, value)| joined.get(name) != Some(value)).count();
    let gone = match gone {
        0 => "All of your settings are in it, with its values.".to_owned(),
        1 => "1 of your settings is not in it: it goes.".to_owned(),
        count => format!("{count} of your settings are not in it: they go."),
    };
    let other = match other {
        0 => "Your settings stay as they are.".to_owned(),
        1 => "1 of your settings changes, the others stay.".to_owned(),
        count => format!("{count} of your settings change, the others stay."),
    };
    let options = [
        (Manner::Replace, "Replace your settings", gone, "import-replace"),
        (Manner::Add, "Add to your settings", other, "import-add"),
    ];
    let why = if report.is_whole { "It describes a deployment." } else { "It is a part of a deployment." };
    let options = options.map(|(option, words, help, id)| {
        view! {
            <div class="manner">
                <input
                    type="radio"
                    name="import-manner"
                    id=id
                    aria-describedby=format!("{id}-help")
                    prop:checked=move || manner.get() == option
                    on:change=move |_| manner.set(option)
                />
                <label for=id>{words}</label>
                <p class="help" id=format!("{id}-help")>{help}</p>
            </div>
        }
    });
    view! {
        <fieldset class="manners">
            <legend>{why} " What becomes of your settings?"</legend>
            {options.collect_view()}
        </fieldset>
    }
    .into_any()
}
