//! The archive's files.

mod code;
mod tree;

use crate::diff::Diff;
use crate::import::KeepEdits;
use crate::{clipboard, download};
use code::Code;
use leptos::prelude::*;
use openmercato_ecs_core::Files;
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::store::Store;
use std::collections::BTreeMap;
use std::sync::Arc;
use tree::Tree;

/// The tree of files beside the one that is open.
#[component]
pub(crate) fn FilesView() -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let paths = Memo::new(move |_| {
        let deployment = store.deployment.read();
        Arc::new(deployment.files().iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>())
    });
    let changes = Memo::new(move |_| Arc::new(changes(store.before.read().files(), store.deployment.read().files())));
    let open = Memo::new(move |_| {
        let wanted = place.file.get();
        let paths = paths.read();
        wanted.and_then(|path| counterpart(&path, &paths)).or_else(|| first(&paths)).unwrap_or_default()
    });
    let text = Memo::new(move |_| {
        let deployment = store.deployment.read();
        Arc::<str>::from(deployment.files().get(&open.read()).unwrap_or_default())
    });
    let changed_lines = Memo::new(move |_| changes.read().get(&*open.read()).cloned().unwrap_or_default());
    view! {
        <div class="files">
            <nav class="tree" aria-label="Files of the archive">
                <LastChange changes/>
                <KeepEdits/>
                <CopyModuleCall/>
                {move || view! { <Tree paths=paths.get() open changes/> }}
            </nav>
            <Show when=move || !paths.read().is_empty()>
                <div class="file">
                    <FileHead open text/>
                    <Code path=open text changed=changed_lines line=place.line/>
                </div>
            </Show>
        </div>
    }
}

/// The files that differ, with their differences.
pub(crate) type Changes = BTreeMap<String, Diff>;

/// Compares two archives file by file.
pub(crate) fn changes(before: &Files, after: &Files) -> Changes {
    let old_paths: Vec<_> = before.iter().map(|(path, _)| path.to_owned()).collect();
    let changed = after.iter().filter_map(|(path, text)| {
        // A file whose folder was renamed is compared with what it was under the old name.
        let old = counterpart(path, &old_paths).and_then(|path| before.get(&path)).unwrap_or_default();
        (old != text).then(|| (path.to_owned(), Diff::between(old, text))).filter(|(_, diff)| !diff.is_empty())
    });
    changed.collect()
}

/// The same path among `paths`, or the one that differs in the name of one folder alone.
fn counterpart(path: &str, paths: &[String]) -> Option<String> {
    if paths.iter().any(|other| other == path) {
        return Some(path.to_owned());
    }
    let differences = |other: &str| {
        let (mut ours, mut theirs) = (path.split('/'), other.split('/'));
        let pairs = std::iter::from_fn(|| match (ours.next(), theirs.next()) {
            (None, None) => None,
            pair => Some(pair),
        });
        let pairs: Vec<_> = pairs.collect();
        let same_end = pairs.last().is_some_and(|(a, b)| a == b);
        let same_length = pairs.iter().all(|(a, b)| a.is_some() && b.is_some());
        let count = pairs.iter().filter(|(a, b)| a != b).count();
        (same_end && same_length).then_some(count)
    };
    let near: Vec<_> = paths.iter().filter(|other| differences(other) == Some(1)).collect();
    match near.as_slice() {
        [one] => Some((*one).clone()),
        _ => None,
    }
}

/// The file that says the most: what was decided.
fn first(paths: &[String]) -> Option<String> {
    let inputs = |path: &&String| path.contains("/deployments/") && path.ends_with("/inputs.tf");
    paths.iter().find(inputs).or(paths.first()).cloned()
}

/// What the last change did to the files, in words.
#[component]
fn LastChange(changes: Memo<Arc<Changes>>) -> impl IntoView {
    let words = move || {
        let changes = changes.read();
        let (added, removed) =
            changes.values().fold((0, 0), |(added, removed), diff| (added + diff.added.len(), removed + diff.removed));
        match changes.len() {
            0 => "No file differs from before the last change.".to_owned(),
            1 => format!("The last change touched 1 file: {added} lines in, {removed} out."),
            count => format!("The last change touched {count} files: {added} lines in, {removed} out."),
        }
    };
    view! { <p class="help last-change">{words}</p> }
}

/// The call of the module alone, for those who have a repository of their own.
#[component]
fn CopyModuleCall() -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let copy = move |_| {
        let call = store.deployment.read_untracked().module_call();
        clipboard::copy_and_report(call, "the module call", announcer);
    };
    view! {
        <button type="button" class="small copy-call" on:click=copy>
            <Icon glyph=Glyph::Copy/>
            "Copy the module call"
        </button>
    }
}

#[component]
fn FileHead(open: Memo<String>, text: Memo<Arc<str>>) -> impl IntoView {
    let announcer = expect_context::<Announcer>();
    let name = move || open.read().rsplit('/').next().unwrap_or_default().to_owned();
    let copy = move |_| {
        clipboard::copy_and_report(text.get().to_string(), &name(), announcer);
    };
    let save = move |_| {
        download::save_or_report(&name(), "text/plain;charset=utf-8", &text.get(), announcer);
    };
    view! {
        <div class="file-head">
            <h2>
                <span class="folder">{move || open.read().rsplit_once('/').map(|(folder, _)| format!("{folder}/"))}</span>
                {name}
            </h2>
            <button type="button" class="icon" title="Copy" aria-label=move || format!("Copy {}", name()) on:click=copy>
                <Icon glyph=Glyph::Copy/>
            </button>
            <button type="button" class="icon" title="Download" aria-label=move || format!("Download {}", name()) on:click=save>
                <Icon glyph=Glyph::Download/>
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_folder_is_found_again() {
        let paths = ["a/shop/main.tf", "a/shop/inputs.tf", "b/main.tf"].map(str::to_owned);
        assert_eq!(counterpart("a/store/main.tf", &paths).as_deref(), Some("a/shop/main.tf"));
        assert_eq!(counterpart("b/main.tf", &paths).as_deref(), Some("b/main.tf"));
        assert_eq!(counterpart("c/d/e/main.tf", &paths), None);
    }
}
