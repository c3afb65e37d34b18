//! The tree of files, as disclosures within disclosures.

use super::Changes;
use leptos::prelude::*;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::Place;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A folder with what is in it.
#[derive(Debug, Default, PartialEq)]
struct Folder {
    folders: BTreeMap<String, Folder>,
    /// File names with their whole paths.
    files: Vec<(String, String)>,
}

impl Folder {
    fn of(paths: &[String]) -> Self {
        let mut root = Self::default();
        for path in paths {
            let mut folder = &mut root;
            let mut names = path.split('/').peekable();
            while let Some(name) = names.next() {
                if names.peek().is_some() {
                    folder = folder.folders.entry(name.to_owned()).or_default();
                } else {
                    folder.files.push((name.to_owned(), path.clone()));
                }
            }
        }
        root.joined()
    }

    /// Folders that hold one folder and nothing else are one row: `infra/terraform`.
    fn joined(self) -> Self {
        let folders = self.folders.into_iter().map(|(name, folder)| {
            let mut folder = folder.joined();
            match folder.folders.pop_first() {
                Some((inner, only)) if folder.files.is_empty() && folder.folders.is_empty() => {
                    (format!("{name}/{inner}"), only)
                }
                Some((inner, other)) => {
                    folder.folders.insert(inner, other);
                    (name, folder)
                }
                None => (name, folder),
            }
        });
        Self { folders: folders.collect(), files: self.files }
    }

    fn holds(&self, path: &str) -> bool {
        self.files.iter().any(|(_, file)| file == path) || self.folders.values().any(|folder| folder.holds(path))
    }
}

/// The tree; the folders around the open file are open.
#[component]
pub(super) fn Tree(paths: Arc<Vec<String>>, open: Memo<String>, changes: Memo<Arc<Changes>>) -> impl IntoView {
    branch(Folder::of(&paths), open, changes)
}

fn branch(folder: Folder, open: Memo<String>, changes: Memo<Arc<Changes>>) -> AnyView {
    let folders = folder.folders.into_iter().map(|(name, folder)| {
        let is_open = open.with_untracked(|path| folder.holds(path));
        view! {
            <li>
                <details open=is_open>
                    <summary><Icon glyph=Glyph::Folder/> {name}</summary>
                    {branch(folder, open, changes)}
                </details>
            </li>
        }
    });
    let files = folder.files.into_iter().map(|(name, path)| view! { <li><FileLink name path open changes/></li> });
    view! { <ul>{folders.collect_view()} {files.collect_view()}</ul> }.into_any()
}

#[component]
fn FileLink(name: String, path: String, open: Memo<String>, changes: Memo<Arc<Changes>>) -> impl IntoView {
    let place = expect_context::<Place>();
    let (here, changed) = (path.clone(), path.clone());
    let is_open = move || *open.read() == here;
    let is_changed = move || changes.read().contains_key(&changed);
    view! {
        <button
            type="button"
            class="file-link"
            aria-current=move || is_open().then_some("true")
            on:click=move |_| place.open_file(&path, None)
        >
            <Icon glyph=Glyph::File/>
            {name}
            {move || is_changed().then(|| view! { <span class="changed"><span class="visually-hidden">" changed"</span></span> })}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_without_choice_are_one_row() {
        let root = Folder::of(&["a/b/x.tf".to_owned(), "a/b/c/y.tf".to_owned(), "z".to_owned()]);
        assert_eq!(root.folders.keys().collect::<Vec<_>>(), ["a/b"]);
        assert_eq!(root.folders["a/b"].folders.keys().collect::<Vec<_>>(), ["c"]);
        assert!(root.holds("a/b/c/y.tf") && !root.holds("a"));
    }
}
