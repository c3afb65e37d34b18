//! What becomes of a deployment that runs, as a whole.

use super::impact::{Fate, Grave, Impact};
use crate::dialog::OpenDialog;
use crate::plan::PlanRows;
use crate::settled::Settled;
use leptos::prelude::*;
use openmercato_ecs_core::{Action, ArgumentPath, Change, ConsequenceKind, Refusal, Running, labels};
use openmercato_ecs_form::focus::{Focus, after_render};
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::Evaluated;
use std::sync::Arc;

/// What Terraform would do if `other` runs and becomes the deployment on the page: refusals, what people notice, and the
/// resources by what happens to them. Where another version of the module has made it, `running` is what it has made.
#[component]
pub(crate) fn RunningPanel(other: Memo<Evaluated>, running: Signal<Option<Arc<Running>>>) -> impl IntoView {
    let Settled(settled) = expect_context();
    let impact = Memo::new(move |_| match running.get() {
        Some(running) => Impact::on(&running, &settled.read().evaluation),
        None => Impact::between(&other.read().evaluation, &settled.read().evaluation),
    });
    let errors = move || {
        let is_wrong = |evaluated: &Evaluated| evaluated.evaluation.errors().next().is_some();
        (is_wrong(&other.read()) || is_wrong(&settled.read()))
            .then(|| view! { <p class="help">"Places to mend or fill in may keep parts out of this."</p> }.into_any())
    };
    view! {
        <section class="running" aria-labelledby="running-heading">
            <h2 id="running-heading" tabindex="-1">"If this deployment runs"</h2>
            <p class="help">"What Terraform would do to what is there, so that it becomes what is here."</p>
            {errors}
            {move || impact_view(&impact.read())}
        </section>
    }
    .into_any()
}

/// What an impact is, as a whole.
pub(crate) fn impact_view(impact: &Impact) -> AnyView {
    if impact.is_nothing() {
        return view! { <p class="fine"><Icon glyph=Glyph::Fine/> "Terraform would change nothing."</p> }.into_any();
    }
    let counts = Fate::ALL.into_iter().rev().map(|fate| {
        let count = impact.of_fate(fate).count();
        view! { <li class:none=count == 0><b>{count}</b> <span>{fate.term()}</span></li> }.into_any()
    });
    let counts = counts.collect_view();
    view! {
        {refusals(impact.refusals())}
        {(!impact.refusals().is_empty()).then(|| view! { <p class="help">"This is what it keeps from happening:"</p> })}
        <ul class="counts">{counts}</ul>
        {consequences(impact)}
        {Fate::ALL.map(|fate| by_fate(impact, fate)).into_iter().collect_view()}
    }
    .into_any()
}

/// Why the module refuses, with ways to the inputs.
pub(super) fn refusals(refusals: &[Refusal]) -> AnyView {
    if refusals.is_empty() {
        return ().into_any();
    }
    let (focus, dialog) = (expect_context::<Focus>(), expect_context::<OpenDialog>());
    let refusals = refusals.iter().map(|refusal| {
        let inputs = refusal.inputs.iter().cloned().map(|path| {
            let words = labels::of_path(&path);
            let go = move |_| {
                dialog.close();
                focus.go_to(&path);
            };
            view! { <button type="button" class="link" on:click=go>{words}</button> " " }
        });
        let inputs = inputs.collect_view();
        view! { <li>{inputs} <Prose text=refusal.message.clone()/></li> }
    });
    let refusals = refusals.collect_view();
    view! {
        <div class="grave error">
            <Icon glyph=Glyph::Error/>
            <div>
                <p><b>"The module refuses this change"</b> ": Terraform stops, and nothing happens."</p>
                <ul>{refusals}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn consequences(impact: &Impact) -> AnyView {
    let consequences = impact.consequences();
    if consequences.is_empty() {
        return view! { <p class="fine"><Icon glyph=Glyph::Fine/> "Nobody notices."</p> }.into_any();
    }
    let rows = consequences.iter().map(|grave| view! { <li>{consequence(grave)}</li> }).collect_view();
    view! { <ul class="graves">{rows}</ul> }.into_any()
}

/// A consequence in its colour, with its resources.
pub(super) fn consequence(grave: &Grave) -> AnyView {
    let (class, glyph) = look(grave.kind);
    let addresses = grave.addresses.iter().map(|address| resource(address)).collect_view();
    view! {
        <div class=format!("grave {class}")>
            <Icon glyph/>
            <div>
                <p><b class="kind">{grave.kind.words()}</b> " " {grave.text}</p>
                <p class="of">{addresses}</p>
            </div>
        </div>
    }
    .into_any()
}

/// The class of a kind of consequences in styles, and its picture.
pub(super) fn look(kind: ConsequenceKind) -> (&'static str, Glyph) {
    match kind {
        ConsequenceKind::DataLost => ("error", Glyph::Error),
        ConsequenceKind::Outage => ("broken", Glyph::Broken),
        ConsequenceKind::NewAddress | ConsequenceKind::MaintenanceWindow | ConsequenceKind::LogsLost => {
            ("advice", Glyph::Advice)
        }
    }
}

/// The address of a resource, which leads to its row in the plan where it is planned.
pub(super) fn resource(address: &str) -> AnyView {
    let rows = expect_context::<PlanRows>();
    let words = view! { <code>{address.to_owned()}</code> };
    if !rows.plans(address) {
        return view! { {words} " " }.into_any();
    }
    let dialog = expect_context::<OpenDialog>();
    let address = address.to_owned();
    let show = move |_| {
        let address = address.clone();
        dialog.close();
        // Closing a dialog gives the focus back to where it was before.
        after_render(move || rows.show(&address, None));
    };
    view! { <button type="button" class="link" on:click=show>{words}</button> " " }.into_any()
}

fn by_fate(impact: &Impact, fate: Fate) -> AnyView {
    let rows: Vec<_> = impact.of_fate(fate).map(row).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    // What goes is read; what stays or is new can be opened.
    let is_open = matches!(fate, Fate::Destroyed | Fate::Replaced);
    view! {
        <details open=is_open>
            <summary>{fate.words()} " " <span class="count">{rows.len()}</span> " " <span class="help">{fate.term()}</span></summary>
            <ul class="fates">{rows}</ul>
        </details>
    }
    .into_any()
}

fn row(change: &Change) -> AnyView {
    let why = match &change.action {
        Action::Create | Action::Delete => None,
        Action::Update(changed) => Some(("changes ", names(changed), "")),
        Action::Replace { forced_by, create_first, .. } => {
            let order = if *create_first { ", the new one first" } else { ", the old one goes first" };
            Some(("forced by ", names(forced_by), order))
        }
    };
    let why = why.map(|(before, names, after)| {
        view! { <span class="why">{before} <code>{names}</code> {after}</span> }
    });
    view! { <li>{resource(&change.address.to_string())} {why}</li> }.into_any()
}

fn names(paths: &[ArgumentPath]) -> String {
    paths.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
