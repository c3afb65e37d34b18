//! A resource's block in Terraform's notation, with the inputs that decide it.

use super::decisions::Decisions;
use super::rows::{PlanRows, argument_id};
use crate::highlight;
use crate::settled::Settled;
use leptos::prelude::*;
use openmercato_ecs_core::labels::{self, counted};
use openmercato_ecs_core::{InputPath, Line, PlannedBlock};
use openmercato_ecs_form::focus::Focus;
use openmercato_ecs_form::store::{Evaluated, Store};

/// As many inputs stand beside an argument; more are folded away.
const MOST_INPUTS: usize = 6;

/// What Terraform writes for what nobody knows before apply.
const AFTER_APPLY: &str = "(known after apply)";

/// The block of a planned resource.
#[component]
pub(super) fn Block(address: String) -> impl IntoView {
    let Settled(settled) = expect_context();
    let label = format!("Planned values of {address}");
    let of = address.clone();
    let lines = Memo::new(move |_| lines(&settled.read(), &of));
    let written = move || {
        let lines = lines.get();
        let before = std::iter::once("").chain(lines.iter().map(|line| &*line.argument));
        let rows = lines.iter().zip(before).map(|(line, before)| {
            let begins = !line.argument.is_empty() && (*line.argument != *before);
            line_view(&address, line, begins)
        });
        rows.collect_view()
    };
    let none = move || {
        lines.read().is_empty().then(|| view! { <p class="help">"Known once the errors are mended."</p> }.into_any())
    };
    view! {
        <div class="block" role="group" aria-label=label>
            {none}
            <pre dir="ltr">{written}</pre>
        </div>
    }
    .into_any()
}

fn lines(deployment: &Evaluated, address: &str) -> Vec<Line> {
    let mut blocks = deployment.evaluation.planned_blocks().iter();
    let block = blocks.find(|block| block.address.to_string() == address);
    block.map(PlannedBlock::lines).unwrap_or_default()
}

/// A line; where an argument begins, with what decides it.
fn line_view(address: &str, line: &Line, begins: bool) -> AnyView {
    let rows = expect_context::<PlanRows>();
    let (of, argument) = (address.to_owned(), line.argument.to_string());
    let is_wanted = move || begins && rows.is_wanted(&of, &argument);
    let id = begins.then(|| argument_id(address, &line.argument));
    let focusable = begins.then_some("-1");
    let sources = line.after_apply.iter().map(|source| source_view(source)).collect_view();
    let inputs = begins.then(|| inputs_view(address, &line.argument));
    view! {
        <span class="block-line" class:wanted=is_wanted id=id tabindex=focusable style=("--depth", line.depth.to_string())>
            <span class="block-text">{pieces(&line.text)}</span>
            {sources}
            {inputs}
            "\n"
        </span>
    }
    .into_any()
}

/// The text in colours, as files have them.
fn pieces(text: &str) -> Vec<AnyView> {
    let (mark, rest) = text.strip_prefix("+ ").map_or(("", text), |rest| ("+ ", rest));
    let (known, after_apply) = match rest.split_once(AFTER_APPLY) {
        Some((before, after)) => (before, Some(after)),
        None => (rest, None),
    };
    let mut pieces = vec![view! { <span class="block-mark">{mark.to_owned()}</span> }.into_any()];
    for (class, piece) in highlight::lines("block.tf", known).into_iter().flatten() {
        pieces.push(match class.name() {
            Some(class) => view! { <span class=class>{piece.to_owned()}</span> }.into_any(),
            None => piece.to_owned().into_any(),
        });
    }
    if let Some(after) = after_apply {
        pieces.push(view! { <em class="after-apply">{AFTER_APPLY}</em> {after.to_owned()} }.into_any());
    }
    pieces
}

/// Where a value comes from that is known after apply, with the way to that resource.
fn source_view(source: &str) -> AnyView {
    let rows = expect_context::<PlanRows>();
    let words = view! { <em class="after-apply">{source.to_owned()}</em> };
    match rows.owner(source) {
        Some(owner) => view! {
            " "
            <button type="button" class="link" title=format!("To {owner}") on:click=move |_| rows.show(&owner, None)>{words}</button>
        }
        .into_any(),
        None => view! { " " {words} }.into_any(),
    }
}

/// The inputs that decide an argument, with the ways to their fields.
fn inputs_view(address: &str, argument: &str) -> AnyView {
    let store = expect_context::<Store>();
    let is_used =
        |name: &&str| store.module.variable(name).is_some_and(|variable| untrack(|| store.is_shown(variable)));
    let inputs: Vec<_> = Decisions::of(store.module).inputs(address, argument).filter(is_used).collect();
    let count = inputs.len();
    if count == 0 {
        return ().into_any();
    }
    let buttons = inputs.into_iter().map(input_view).collect_view();
    if count > MOST_INPUTS {
        let summary = counted(count, "input", "inputs");
        return view! { <details class="by"><summary>{summary}</summary>{buttons}</details> }.into_any();
    }
    view! { <span class="by"><span class="visually-hidden">", decided by"</span> {buttons}</span> }.into_any()
}

fn input_view(name: &str) -> AnyView {
    let focus = expect_context::<Focus>();
    let path = InputPath::of(name);
    let title = labels::label(name);
    view! {
        " "
        <button type="button" class="link" title=title on:click=move |_| focus.go_to(&path)>{name.to_owned()}</button>
    }
    .into_any()
}
