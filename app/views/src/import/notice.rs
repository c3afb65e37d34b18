//! What is said above the form of what was taken.

use super::importing::{Importing, Taken};
use super::keep::KeepEdits;
use super::note::FieldButton;
use crate::report::shown;
use crate::undo::Undo;
use leptos::prelude::*;

/// The most inputs that are named; the report has the others.
const MOST: usize = 8;

/// What was taken, with the ways to what is left to look at, until somebody closes it.
#[component]
pub(crate) fn ImportNotice() -> impl IntoView {
    let importing = expect_context::<Importing>();
    let told = move || importing.taken.get().filter(|_| importing.is_told.get());
    move || told().map(|taken| view! { <TakenNotice taken/> })
}

#[component]
fn TakenNotice(taken: Taken) -> impl IntoView {
    let importing = expect_context::<Importing>();
    let undo = Undo::of_page();
    let report = taken.report;
    let ways = report.to_look_at.iter().take(MOST).map(|path| view! { <li><FieldButton path=path.clone()/></li> });
    let ways = ways.collect_view();
    let has_ways = !report.to_look_at.is_empty();
    let back = move |_| {
        undo.undo();
    };
    view! {
        <section class="notice import-notice" aria-label="What was imported">
            <p><b>{shown(&report.title)}</b> ": " {report.summary()}</p>
            {has_ways.then(|| view! { <p>"To look at:"</p><ul>{ways}</ul> })}
            <KeepEdits/>
            <p class="ways">
                <button type="button" class="small" on:click=back>"Undo the import"</button>
                <button type="button" class="small" on:click=move |_| importing.show_taken()>"Show the report"</button>
                <button type="button" class="small" on:click=move |_| importing.is_told.set(false)>"Close"</button>
            </p>
        </section>
    }
    .into_any()
}
