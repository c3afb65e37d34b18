//! What calls of other modules could be: each is taken by itself, or all together.

use super::importing::Importing;
use crate::report::{Report, shown};
use crate::undo::Undo;
use leptos::prelude::*;
use openmercato_ecs_core::import::Proposal;
use openmercato_ecs_core::labels;
use openmercato_ecs_form::focus::{after_render, move_focus};
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::Store;
use std::sync::Arc;

/// The id of the list's heading.
const HEADING: &str = "import-proposals";

/// Proposals that are shown at first, and with each *more*.
const STEP: usize = 100;

/// Characters of a value that are shown.
const LONGEST: usize = 200;

/// The proposals of a report. Where there are none, nothing.
#[component]
pub(super) fn ProposalList(report: Arc<Report>) -> impl IntoView {
    (!report.proposals.is_empty()).then(|| view! { <Proposals report/> })
}

#[component]
fn Proposals(report: Arc<Report>) -> impl IntoView {
    let limit = RwSignal::new(STEP);
    let count = report.proposals.len();
    let held = Arc::clone(&report);
    let row = move |index: usize| view! { <ProposalRow report=Arc::clone(&held) index/> };
    let rest = move || count.saturating_sub(limit.get());
    let more = move || {
        (rest() > 0).then(|| {
            let words = format!("Show {} of {}", rest().min(STEP), labels::counted(rest(), "further one", "further ones"));
            view! { <p><button type="button" class="small" on:click=move |_| *limit.write() += STEP>{words}</button></p> }
        })
    };
    view! {
        <section class="proposals" aria-labelledby=HEADING>
            <h4 id=HEADING tabindex="-1">"What it could be"</h4>
            <p class="help">"Calls of other modules say this. It is set once you take it."</p>
            <ProposalWays report/>
            <ul><For each=move || 0..count.min(limit.get()) key=|index| *index children=row/></ul>
            {more}
        </section>
    }
    .into_any()
}

/// Takes all, and takes back what was taken last.
#[component]
fn ProposalWays(report: Arc<Report>) -> impl IntoView {
    let importing = expect_context::<Importing>();
    let inputs = expect_context::<Store>().inputs;
    let undo = Undo::of_page();
    let held = Arc::clone(&report);
    let open = Memo::new(move |_| {
        inputs.with(|inputs| held.proposals.iter().filter(|proposal| !proposal.is_in(inputs)).count())
    });
    let take = move |_| {
        if open.get_untracked() > 0 {
            importing.take_proposals(&report.proposals);
        }
    };
    let back = move |_| {
        undo.undo();
        after_render(|| {
            move_focus(HEADING);
        });
    };
    let words = move || match open.get() {
        0 => "All are taken".to_owned(),
        count => format!("Take all {count}"),
    };
    view! {
        <p class="ways">
            <button type="button" class="small" aria-disabled=move || (open.get() == 0).then_some("true") on:click=take>
                {words}
            </button>
            <Show when=move || importing.has_taken_proposals()>
                <button type="button" class="small" on:click=back>"Undo"</button>
            </Show>
        </p>
    }
    .into_any()
}

#[component]
fn ProposalRow(report: Arc<Report>, index: usize) -> impl IntoView {
    let importing = expect_context::<Importing>();
    let inputs = expect_context::<Store>().inputs;
    let proposal = report.proposals[index].clone();
    let place = report.place(proposal.lines);
    let Proposal { path, value, text, .. } = proposal.clone();
    let held = proposal.clone();
    let is_taken = Memo::new(move |_| inputs.with(|inputs| held.is_in(inputs)));
    let there = Memo::new(move |_| {
        let present = inputs.with(|inputs| inputs.at(&path).cloned());
        present.filter(|_| !is_taken.get()).map(|value| written(&value))
    });
    let take = move |_| {
        if !is_taken.get_untracked() {
            importing.take_proposals(std::slice::from_ref(&proposal));
        }
    };
    let path = report.proposals[index].path.clone();
    let name = shown(&labels::of_path(&path));
    let setting = format!("{} = {}", shown(&path.to_string()), written(&value));
    view! {
        <li>
            <div>
                <p><b>{name.clone()}</b> " " <code>{setting}</code></p>
                <p class="help"><Prose text=shown(&text)/> " " {place} "."</p>
                {move || there.get().map(|there| view! { <p class="help">"You have " <code>{there}</code> "."</p> })}
            </div>
            <button type="button" class="small" aria-disabled=move || is_taken.get().then_some("true") on:click=take>
                {move || if is_taken.get() { "Taken" } else { "Take" }}
                <span class="visually-hidden">" " {name}</span>
            </button>
        </li>
    }
    .into_any()
}

/// A value as inputs are written, cut where it is long.
fn written(value: &openmercato_ecs_core::Value) -> String {
    let text = value.to_json_text().unwrap_or_else(|| "what is given outside".to_owned());
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", shown(&text[..end])),
        None => shown(&text),
    }
}
