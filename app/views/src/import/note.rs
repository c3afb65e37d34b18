//! What is said of a part of a source.

use super::importing::Importing;
use crate::report::{Report, shown};
use leptos::prelude::*;
use openmercato_ecs_core::description::capitalised;
use openmercato_ecs_core::import::{Note, NoteKind};
use openmercato_ecs_core::{InputPath, labels};
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::Store;
use std::sync::Arc;

/// Characters of a note that are shown.
const LONGEST: usize = 1000;

/// The most notes that are shown of one line, and of no line.
const MOST: usize = 50;

/// The class of a kind in styles, and its sign.
pub(super) fn look(kind: NoteKind) -> (&'static str, &'static str) {
    match kind {
        NoteKind::LeftOut => ("left-out", "✕"),
        NoteKind::Changed => ("changed", "≠"),
        NoteKind::Secret => ("secret", "*"),
        NoteKind::Aside => ("aside", "–"),
    }
}

/// What is said of no line.
#[component]
pub(super) fn RemarkList(report: Arc<Report>) -> impl IntoView {
    let remarks = report.remarks.iter().take(MOST).map(|(kind, text)| {
        view! { <li class=format!("said {}", look(*kind).0)><Said kind=*kind text=text.clone()/></li> }
    });
    let remarks = remarks.collect_view();
    let more = more(report.remarks.len()).map(|words| view! { <li>{words}</li> });
    (!report.remarks.is_empty()).then(|| view! { <ul class="said-list">{remarks} {more}</ul> })
}

/// The notes of one line.
#[component]
pub(super) fn NoteList(notes: Vec<Note>, report: Arc<Report>) -> impl IntoView {
    let module = expect_context::<Store>().module;
    let count = notes.len();
    let notes = notes.into_iter().take(MOST).map(|Note { path, kind, text, .. }| {
        let is_input = |path: &InputPath| module.variable(path.variable()).is_some_and(|variable| !variable.sensitive);
        let way = path.filter(is_input).map(|path| view! { <WayToField path report=Arc::clone(&report)/> });
        view! { <p class=format!("said {}", look(kind).0)><Said kind text/> {way}</p> }
    });
    let notes = notes.collect_view();
    view! { {notes} {more(count).map(|words| view! { <p class="said">{words}</p> })} }.into_any()
}

fn more(count: usize) -> Option<String> {
    count.checked_sub(MOST).filter(|rest| *rest > 0).map(|rest| format!("And {rest} more."))
}

#[component]
fn Said(kind: NoteKind, text: String) -> impl IntoView {
    let text = if text.chars().nth(LONGEST).is_some() {
        let cut: String = text.chars().take(LONGEST).collect();
        format!("{cut}…")
    } else {
        text
    };
    view! { <b>{capitalised(&kind.to_string())} ": "</b> <Prose text/> }.into_any()
}

/// Leads to the field that a note is about, once what was brought is taken.
#[component]
fn WayToField(path: InputPath, report: Arc<Report>) -> impl IntoView {
    let importing = expect_context::<Importing>();
    let path = StoredValue::new(path);
    view! {
        <Show when=move || importing.is_taken(&report)>
            <FieldButton path=path.get_value()/>
        </Show>
    }
    .into_any()
}

/// A button that leads to the field of an input.
#[component]
pub(super) fn FieldButton(path: InputPath) -> impl IntoView {
    let importing = expect_context::<Importing>();
    let words = shown(&labels::of_path(&path));
    let code = shown(&path.to_string());
    view! {
        <button type="button" class="link" on:click=move |_| importing.go_to(&path)>
            {words} " " <code>{code}</code>
        </button>
    }
    .into_any()
}
