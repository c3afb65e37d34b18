//! Buttons that choose files.

use super::{Given, Upload, read, sources};
use crate::untyped::{self, listed};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A button that chooses one or several files.
#[component]
pub(crate) fn FileButton(words: &'static str, done: impl Fn(Upload) + Copy + 'static) -> impl IntoView {
    let chosen = move |event: web_sys::Event| {
        let files = chosen(&event);
        if !files.is_empty() {
            leptos::task::spawn_local(async move { done(read(files).await) });
        }
    };
    view! {
        <label class="file-button small">
            {words}
            <input type="file" multiple=true class="visually-hidden" on:change=chosen/>
        </label>
    }
}

/// A button that chooses a folder, of which the files are read that may hold something.
#[component]
pub(crate) fn FolderButton(words: &'static str, done: impl Fn(Upload) + Copy + 'static) -> impl IntoView {
    let chosen = move |event: web_sys::Event| {
        let files = chosen(&event);
        if files.is_empty() {
            return;
        }
        let (files, said) = sources(files);
        leptos::task::spawn_local(async move {
            let mut upload = read(files).await;
            upload.unread.extend(said);
            done(upload);
        });
    };
    view! {
        <label class="file-button small folder-button">
            {words}
            <input type="file" prop:webkitdirectory=true class="visually-hidden" on:change=chosen/>
        </label>
    }
}

/// The files that were chosen in an input, with their folders.
fn chosen(event: &web_sys::Event) -> Vec<Given> {
    let Some(input) = event.target() else { return Vec::new() };
    let given = listed(&untyped::get(&input, "files")).map(|file| {
        let file = file.unchecked_into::<web_sys::File>();
        // Empty where no folder was chosen.
        let path = Some(untyped::text(&file, "webkitRelativePath")).filter(|path| !path.is_empty());
        Given { path: path.unwrap_or_else(|| file.name()), file }
    });
    let given = given.collect();
    // Choosing the same file again is a choice again.
    untyped::set(&input, "value", "");
    given
}
