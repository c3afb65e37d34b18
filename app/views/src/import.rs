//! Inputs from a file or from the clipboard.

use crate::dialog::{Dialog, OpenDialog, Which};
use crate::upload;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::import::{self, Import, Note, SourceFile};
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::Store;

/// The dialog in which a file is chosen or its text pasted. What was understood is shown before it is taken over.
#[component]
pub(crate) fn ImportDialog() -> impl IntoView {
    view! { <Dialog which=Which::Import><ImportForm/></Dialog> }
}

#[component]
fn ImportForm() -> impl IntoView {
    let store = expect_context::<Store>();
    let read = RwSignal::new(None::<Result<Import, String>>);
    let text = NodeRef::<html::Textarea>::new();
    let understand = move |name: &str, bytes: &[u8]| {
        read.set(Some(Ok(import::read(&[SourceFile::new(name, bytes)]).admitted(store.module))));
    };
    let take = move |file: Option<web_sys::File>| {
        let Some(file) = file else { return };
        leptos::task::spawn_local(async move {
            match upload::read(file).await {
                Ok(file) => understand(&file.name, &file.bytes),
                Err(message) => read.set(Some(Err(message))),
            }
        });
    };
    let chosen = move |event: web_sys::Event| take(upload::chosen(&event));
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        take(event.data_transfer().and_then(|data| data.files()?.get(0)));
    };
    let pasted = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = text.get_untracked().map(|element| element.value()).unwrap_or_default();
        understand("", text.as_bytes());
    };
    view! {
        <p class="help">
            "A .tf with a call of the module, a .tfvars, a .tfvars.json, or an archive of this page. It is read here and goes nowhere."
        </p>
        <form class="import" on:submit=pasted on:drop=dropped on:dragover=|event| event.prevent_default()>
            <label for="import-text">"Paste a text, or drop a file here"</label>
            <textarea node_ref=text id="import-text" rows="6" spellcheck="false" autocomplete="off"></textarea>
            <p class="ways">
                <button type="submit" class="small primary">"Read the text"</button>
                <label class="file-button small">
                    "Choose a file"
                    <input type="file" class="visually-hidden" accept=".tf,.tfvars,.json,.zip" on:change=chosen/>
                </label>
            </p>
        </form>
        <div class="import" role="status">
            {move || read.get().map(|read| match read {
                Ok(read) => view! { <Understood read/> }.into_any(),
                Err(message) => view! { <p><Prose text=message/></p> }.into_any(),
            })}
        </div>
    }
}

#[component]
fn Understood(read: Import) -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let dialog = expect_context::<OpenDialog>();
    let count = read.inputs.iter().count();
    let notes = read.notes.iter().map(|Note { lines, text, .. }| {
        let place = lines.map(|lines| lines.first).map(|line| view! { <b>{format!("Line {line}: ")}</b> });
        view! { <li>{place} <Prose text=text.clone()/></li> }
    });
    let notes = notes.collect_view();
    let has_notes = !read.notes.is_empty();
    let use_them = move |_| {
        store.load(read.inputs.clone(), "import");
        dialog.close();
        announcer.announce(format!("Imported {}.", counted(count, "input", "inputs")));
    };
    view! {
        <p>{counted(count, "input", "inputs")} " understood."</p>
        {has_notes.then(|| view! { <h3>"Left out"</h3><ul class="notes">{notes}</ul> })}
        {(count > 0).then(|| {
            view! { <p><button type="button" class="primary" on:click=use_them>"Use these inputs"</button></p> }
        })}
    }
}
