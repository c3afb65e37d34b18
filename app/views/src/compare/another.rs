//! Something else to compare with: a link, or a file.

use super::Other;
use crate::upload::{self, Upload};
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::import::{self, SourceFile};
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::{Archived, link};
use openmercato_ecs_form::store::Store;
use std::sync::Arc;

/// The fields for a link and for a file; what they hold is added to what can be compared with.
#[component]
pub(super) fn AnotherFields(add: impl Fn(Other) + Copy + 'static) -> impl IntoView {
    let store = expect_context::<Store>();
    let element = NodeRef::<html::Input>::new();
    let report = RwSignal::new(String::new());
    let linked = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(element) = element.get_untracked() else { return };
        let typed = element.value();
        let read = link::decode(store.module, link::fragment(typed.trim()));
        report.set(said(read.inputs.iter().count(), read.dropped.len()));
        if read.inputs.iter().next().is_some() {
            element.set_value("");
            add(Other::new("A link", read.inputs));
        }
    };
    let chosen = move |event: web_sys::Event| {
        let Some(file) = upload::chosen(&event) else { return };
        leptos::task::spawn_local(async move {
            match upload::read(file).await {
                Err(message) => drop(report.try_set(message)),
                Ok(file) => {
                    let (words, other) = of_file(store, &file);
                    report.try_set(words);
                    if let Some(other) = other {
                        add(other);
                    }
                }
            }
        });
    };
    view! {
        <form class="another" on:submit=linked>
            <label class="visually-hidden" for="compare-link">"A link to compare with"</label>
            <input node_ref=element id="compare-link" type="text" autocomplete="off" spellcheck="false" placeholder="… or with a link"/>
            <button type="submit" class="small">"Compare with the link"</button>
            <label class="file-button small">
                "Compare with a file"
                <input type="file" class="visually-hidden" accept=".tf,.tfvars,.json,.zip" on:change=chosen/>
            </label>
        </form>
        <p class="help" role="status">{report}</p>
    }
    .into_any()
}

/// What a file holds, and what is said of it. What an archive of another version has made, its own module tells.
fn of_file(store: Store, file: &Upload) -> (String, Option<Other>) {
    let read = import::read(&[SourceFile::new(file.name.clone(), file.bytes.clone())]).admitted(store.module);
    let count = read.inputs.iter().count();
    let mut other = Other::new(format!("File: {}", file.name), read.inputs);
    let mut words = said(count, read.notes.len());
    if file.bytes.starts_with(b"PK") {
        match Archived::read(&file.bytes) {
            Ok(archived) if archived.is_of_another_version => {
                words.push_str(" What it runs is told by the module inside it, which is of another version.");
                other.running = Some(Arc::new(archived.running));
            }
            Ok(_) => {}
            Err(error) => words.push_str(&format!(" What it runs cannot be told: {error}.")),
        }
    }
    (words, (count > 0).then_some(other))
}

/// What was read, and that this page's module reads it: an older one may have meant something else by it.
fn said(inputs: usize, left_out: usize) -> String {
    let left_out = match left_out {
        0 => String::new(),
        count => format!(" {} left out.", counted(count, "part was", "parts were")),
    };
    format!("{} understood, by this page's module.{left_out}", counted(inputs, "input", "inputs"))
}
