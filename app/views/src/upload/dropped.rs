//! What is dropped or pasted: files, folders, a text.

use super::{Given, Upload, read, sources};
use crate::untyped::{self, listed};
use js_sys::Promise;
use openmercato_ecs_core::import::folder::is_passed_over;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DataTransfer;

/// The most files and folders that are looked at in what was dropped: a home folder has more.
const MOST_ENTRIES: usize = 20_000;

/// The types of a text, the best first: a browser gives a link that is dragged as a list of addresses.
const TEXTS: [&str; 2] = ["text/uri-list", "text/plain"];

/// What was dropped or pasted, taken out of the event: after that the browser hands out nothing more.
#[derive(Default)]
pub(crate) struct Dropped {
    files: Vec<Given>,
    folders: Vec<Entry>,
    /// The text, where there are no files.
    pub(crate) text: Option<String>,
}

/// A file or a folder in what was dropped: a `FileSystemEntry`.
struct Entry(JsValue);

/// Whether files are held over the page.
pub(crate) fn offers_files(transfer: &DataTransfer) -> bool {
    listed(&untyped::get(transfer, "types")).any(|kind| kind.as_string().is_some_and(|kind| kind == "Files"))
}

impl Dropped {
    /// What the event carries.
    pub(crate) fn of(transfer: &DataTransfer) -> Self {
        let mut dropped = Self::default();
        for item in listed(&untyped::get(transfer, "items")).filter(|item| untyped::text(item, "kind") == "file") {
            let entry = Entry(untyped::call(&item, "webkitGetAsEntry"));
            if entry.is_folder() {
                dropped.folders.push(entry);
            } else {
                // A page that was opened from a disk may read files, but not their entries.
                dropped.files.extend(file(untyped::call(&item, "getAsFile")).map(Given::alone));
            }
        }
        if !dropped.has_files() {
            let texts = TEXTS.iter().filter_map(|kind| transfer.get_data(kind).ok());
            dropped.text = texts.into_iter().find(|text| !text.trim().is_empty());
        }
        dropped
    }

    /// Whether there are files or folders.
    pub(crate) fn has_files(&self) -> bool {
        !self.files.is_empty() || !self.folders.is_empty()
    }

    /// Reads the files, and those of the folders that may hold something.
    pub(crate) async fn read(self) -> Upload {
        let (mut files, mut unread) = (self.files, Vec::new());
        if !self.folders.is_empty() {
            let (found, said) = files_in(self.folders).await;
            unread.extend(said);
            let (found, said) = sources(found);
            files.extend(found);
            unread.extend(said);
        }
        let mut upload = read(files).await;
        upload.unread.extend(unread);
        upload
    }
}

impl Entry {
    fn is_folder(&self) -> bool {
        untyped::is(&self.0, "isDirectory")
    }

    /// Where it lies in what was dropped.
    fn path(&self) -> String {
        untyped::text(&self.0, "fullPath").trim_start_matches('/').to_owned()
    }

    /// What lies in a folder; `None` where the browser does not say.
    async fn list(&self) -> Option<Vec<Self>> {
        let reader = untyped::call(&self.0, "createReader");
        let mut entries = Vec::new();
        // A browser gives some at a time, and none when there are no more.
        while entries.len() <= MOST_ENTRIES {
            let some = JsFuture::from(promised(&reader, "readEntries")).await.ok()?;
            let before = entries.len();
            entries.extend(listed(&some).map(Self));
            if entries.len() == before {
                break;
            }
        }
        Some(entries)
    }

    async fn file(&self) -> Option<web_sys::File> {
        file(JsFuture::from(promised(&self.0, "file")).await.ok()?)
    }
}

/// The files of folders, with what is said where not all of them could be listed.
async fn files_in(mut entries: Vec<Entry>) -> (Vec<Given>, Vec<String>) {
    let (mut files, mut said) = (Vec::new(), Vec::new());
    let mut looked_at = 0;
    while let Some(entry) = entries.pop() {
        looked_at += 1;
        if looked_at > MOST_ENTRIES {
            said.push(format!("The folder holds more than {MOST_ENTRIES} files and folders: the rest was not read."));
            break;
        }
        let path = entry.path();
        if path.rsplit('/').next().is_some_and(is_passed_over) {
            continue;
        }
        let is_read = if entry.is_folder() {
            entry.list().await.map(|inner| entries.extend(inner)).is_some()
        } else {
            let file = entry.file().await;
            file.map(|file| files.push(Given { path: path.clone(), file })).is_some()
        };
        if !is_read {
            said.push(format!("{path} could not be read."));
        }
    }
    (files, said)
}

fn file(value: JsValue) -> Option<web_sys::File> {
    value.is_truthy().then(|| value.unchecked_into())
}

fn promised(object: &JsValue, method: &str) -> Promise {
    Promise::new(&mut |done, failed| untyped::call_with(object, method, &done, &failed))
}
