//! What people bring, by dropping, pasting or choosing it: what became of each line, and whether to take it.

mod arrival;
mod decision;
mod fold;
mod importing;
mod keep;
mod note;
mod notice;
mod proposed;
mod source;

pub(crate) use arrival::Arrival;
pub(crate) use importing::Importing;
pub(crate) use keep::KeepEdits;
pub(crate) use notice::ImportNotice;

use crate::dialog::{Dialog, Which};
use crate::report::{Report, shown};
use crate::upgrade::UpgradeView;
use crate::upload::{FileButton, FolderButton, Upload};
use decision::Decision;
use leptos::html;
use leptos::prelude::*;
use note::RemarkList;
use openmercato_ecs_form::focus::{after_render, move_focus};
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::Store;
use proposed::ProposalList;
use source::SourceList;
use std::sync::Arc;

/// The id of the report's heading.
const HEADING: &str = "import-report";

/// The id of the field for a text.
const TEXT: &str = "import-text";

/// The dialog in which something is chosen or pasted. What became of it is shown before it is taken.
#[component]
pub(crate) fn ImportDialog() -> impl IntoView {
    view! { <Dialog which=Which::Import><ImportForm/></Dialog> }
}

#[component]
fn ImportForm() -> impl IntoView {
    let importing = expect_context::<Importing>();
    on_cleanup(move || importing.forget());
    let bring = move |upload: Upload| importing.show_upload(&upload);
    let again = move |_| {
        importing.forget();
        after_render(|| {
            move_focus(TEXT);
        });
    };
    let has_report = move || importing.report.read().is_some();
    view! {
        {move || importing.report.get().map(|report| view! { <ReportView report/> })}
        <Show when=move || !has_report()>
            <p class="help">
                "A module call, .tfvars, a task definition, docker-compose.yml, .env, an archive, a link: drop it \
                 anywhere on the page, paste it, or choose it here. It is read here and goes nowhere."
            </p>
            <TextForm/>
        </Show>
        <p class="ways others">
            <FileButton words="Choose files" done=bring/>
            <FolderButton words="Choose a folder" done=bring/>
            <Show when=has_report>
                <button type="button" class="small" on:click=again>"Paste a text"</button>
            </Show>
        </p>
    }
}

#[component]
fn TextForm() -> impl IntoView {
    let importing = expect_context::<Importing>();
    let text = NodeRef::<html::Textarea>::new();
    let read = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = text.get_untracked().map(|element| element.value()).unwrap_or_default();
        importing.show_text(&text);
    };
    view! {
        <form class="import" on:submit=read>
            <label for=TEXT>"Paste a text or a link"</label>
            <textarea node_ref=text id=TEXT rows="6" spellcheck="false" autocomplete="off"></textarea>
            <p class="ways"><button type="submit" class="small primary">"Read the text"</button></p>
        </form>
    }
    .into_any()
}

#[component]
fn ReportView(report: Arc<Report>) -> impl IntoView {
    let store = expect_context::<Store>();
    let pins = store.pins.get_untracked();
    let settled = report.inputs.iter().filter(|(name, value)| pins.get(name).is_some_and(|pin| pin != *value));
    let settled: Vec<_> = settled.map(|(name, _)| format!("`{name}`")).collect();
    let settled = (!settled.is_empty()).then(|| {
        let text = format!("The page around this one has settled {}: what was brought waits.", settled.join(", "));
        view! { <p class="help"><Prose text/></p> }
    });
    view! {
        <section class="import-report" aria-labelledby=HEADING>
            <h3 id=HEADING tabindex="-1" aria-describedby="import-summary">{shown(&report.title)}</h3>
            <p id="import-summary" class="summary">{report.summary()}</p>
            <RemarkList report=Arc::clone(&report)/>
            {settled}
            {report.older.clone().map(|older| view! { <UpgradeView older/> })}
            <Decision report=Arc::clone(&report)/>
            <ProposalList report=Arc::clone(&report)/>
            <SourceList report/>
        </section>
    }
    .into_any()
}
