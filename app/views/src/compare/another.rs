//! Something else to compare with: a link, or a file.

use super::Other;
use crate::report::Report;
use crate::upload::{FileButton, FolderButton, Upload};
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::Archived;
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
        let read = Report::of_text(store.module, &element.value());
        report.set(said(&read));
        if read.has_inputs() {
            element.set_value("");
            add(Other::new(read.title, read.inputs));
        }
    };
    let chosen = move |upload: Upload| {
        let (words, other) = of_upload(store, &upload);
        report.try_set(words);
        if let Some(other) = other {
            add(other);
        }
    };
    view! {
        <form class="another" on:submit=linked>
            <label class="visually-hidden" for="compare-link">"A link to compare with"</label>
            <input node_ref=element id="compare-link" type="text" autocomplete="off" spellcheck="false" placeholder="… or with a link"/>
            <button type="submit" class="small">"Compare with the link"</button>
            <FileButton words="Compare with files" done=chosen/>
            <FolderButton words="Compare with a folder" done=chosen/>
        </form>
        <p class="help" role="status">{report}</p>
    }
    .into_any()
}

/// What files hold, and what is said of it. What an archive of another version has made, its own module tells.
fn of_upload(store: Store, upload: &Upload) -> (String, Option<Other>) {
    let read = Report::of_upload(store.module, upload);
    let mut words = said(&read);
    let has_inputs = read.has_inputs();
    let mut other = Other::new(format!("File: {}", read.title), read.inputs);
    if let [file] = upload.files.as_slice()
        && file.bytes.starts_with(b"PK")
    {
        match Archived::read(&file.bytes) {
            Ok(archived) if archived.is_of_another_version => {
                words.push_str(" What it runs is told by the module inside it, which is of another version.");
                other.running = Some(Arc::new(archived.running));
            }
            Ok(_) => {}
            Err(error) => words.push_str(&format!(" What it runs cannot be told: {error}.")),
        }
    }
    (words, has_inputs.then_some(other))
}

/// What was read, and that this page's module reads it: an older one may have meant something else by it.
fn said(read: &Report) -> String {
    format!("{} It was read by this page's module.", read.summary())
}
