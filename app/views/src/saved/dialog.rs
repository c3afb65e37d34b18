//! Saving, opening and tidying deployments.

use super::shelf::{Saved, Shelf};
use crate::dialog::{Dialog, OpenDialog, Which};
use crate::download;
use crate::report::Report;
use crate::storage;
use crate::upload::{FileButton, Upload};
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::names::input;
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;

/// The dialog of saved deployments.
#[component]
pub(crate) fn SavedDialog() -> impl IntoView {
    view! { <Dialog which=Which::Saved><SavedList/></Dialog> }
}

/// The list on the page, and what was last said about it.
#[derive(Clone, Copy)]
struct Desk {
    shelf: RwSignal<Shelf>,
    /// A deployment that was deleted, with its place, as long as that can be undone.
    deleted: RwSignal<Option<(usize, Saved)>>,
    report: RwSignal<String>,
    /// Whether the list holds what could not be kept: then it must not give way to what is.
    is_ahead: RwSignal<bool>,
}

impl Desk {
    /// Takes over what this browser keeps.
    fn catch_up(self) {
        if !self.is_ahead.get_untracked()
            && let Some(kept) = Shelf::kept()
        {
            self.shelf.set(kept);
        }
    }

    /// Changes the list and keeps it; `change` says in words what it did.
    ///
    /// It begins with what is kept now: another tab may have saved something since this list was read.
    fn change(self, change: impl FnOnce(&mut Shelf) -> String) {
        self.catch_up();
        let Some(report) = self.shelf.try_update(change) else { return };
        self.deleted.set(None);
        let is_kept = self.shelf.read_untracked().keep();
        self.is_ahead.set(!is_kept);
        let refusal = || "This browser keeps nothing for this page: export the list instead.".to_owned();
        self.report.set(if is_kept { report } else { refusal() });
    }
}

#[component]
fn SavedList() -> impl IntoView {
    let desk = Desk {
        shelf: RwSignal::new(Shelf::read()),
        deleted: RwSignal::new(None),
        report: RwSignal::new(String::new()),
        is_ahead: RwSignal::new(false),
    };
    let listener = window_event_listener(leptos::ev::storage, move |event| {
        if Shelf::is_touched_by(&event) {
            desk.catch_up();
        }
    });
    on_cleanup(move || listener.remove());
    let names = move || desk.shelf.read().iter().map(|saved| saved.name.clone()).collect::<Vec<_>>();
    let undelete = move |_| {
        if let Some((place, saved)) = desk.deleted.get_untracked() {
            desk.change(|shelf| {
                let report = format!("{} is back.", saved.name);
                shelf.put(place, saved);
                report
            });
        }
    };
    view! {
        <SaveForm desk/>
        <p role="status" class="help">{desk.report}</p>
        {move || desk.deleted.get().map(|_| view! { <p><button type="button" class="small" on:click=undelete>"Undo deleting"</button></p> })}
        <Show when=move || desk.shelf.read().is_empty()>
            <p>"Nothing is saved yet. What you save stays in this browser and goes nowhere else."</p>
        </Show>
        <ul class="saved">
            <For each=names key=|name| name.clone() children=move |name| view! { <SavedRow desk name/> }/>
        </ul>
        <Transfer desk/>
    }
}

#[component]
fn SaveForm(desk: Desk) -> impl IntoView {
    let store = expect_context::<Store>();
    let element = NodeRef::<html::Input>::new();
    let suggestion = store
        .inputs
        .with_untracked(|inputs| inputs.get(input::NAME.name()).and_then(|name| name.as_str().map(ToOwned::to_owned)));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(element) = element.get_untracked() else { return };
        let typed = element.value();
        desk.change(|shelf| format!("Saved as {}.", shelf.add(Saved::of(store, &typed))));
        storage::ask_to_persist();
    };
    view! {
        <form class="row" on:submit=save>
            <label class="visually-hidden" for="save-as">"Save this deployment as"</label>
            <input
                node_ref=element
                id="save-as"
                type="text"
                autocomplete="off"
                maxlength="120"
                placeholder="Name"
                value=suggestion.unwrap_or_default()
            />
            <button type="submit" class="primary">"Save this one"</button>
        </form>
    }
}

#[component]
fn SavedRow(desk: Desk, name: String) -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let dialog = expect_context::<OpenDialog>();
    let held = StoredValue::new(name.clone());
    let saved = move || desk.shelf.read().get(&held.read_value()).cloned();
    let count = move || saved().map_or(0, |saved| saved.inputs.iter().count());
    let open = move |_| {
        if let Some(saved) = saved() {
            store.attend(saved.assumptions, saved.offer);
            store.load(saved.inputs, "saved deployment");
            dialog.close();
            announcer.announce(format!("Opened {}.", held.get_value()));
        }
    };
    let rename = move |event| {
        let new = event_target_value(&event);
        desk.change(|shelf| match shelf.rename(&held.read_value(), &new) {
            Some(name) => format!("Renamed to {name}."),
            None => format!("{} is gone: another tab deleted or renamed it.", held.read_value()),
        });
    };
    let overwrite = move |_| {
        desk.change(|shelf| {
            shelf.replace(Saved::of(store, &held.read_value()));
            format!("Saved over {}.", held.read_value())
        });
    };
    let duplicate = move |_| {
        if let Some(saved) = saved() {
            desk.change(|shelf| format!("Saved once more as {}.", shelf.add(saved)));
        }
    };
    let delete = move |_| {
        let mut deleted = None;
        desk.change(|shelf| {
            deleted = shelf.remove(&held.read_value());
            format!("Deleted {}.", held.read_value())
        });
        desk.deleted.set(deleted);
    };
    view! {
        <li class="saved-row">
            <input type="text" class="name" aria-label="Name" maxlength="120" value=name.clone() on:change=rename/>
            <span class="help">{count} " inputs"</span>
            <button type="button" class="small" aria-label=format!("Open {name}") on:click=open>"Open"</button>
            <button type="button" class="small" aria-label=format!("Save over {name}") on:click=overwrite>"Save over"</button>
            <button type="button" class="icon" title="Duplicate" aria-label=format!("Duplicate {name}") on:click=duplicate>
                <Icon glyph=Glyph::Duplicate/>
            </button>
            <button type="button" class="icon" title="Delete" aria-label=format!("Delete {name}") on:click=delete>
                <Icon glyph=Glyph::Remove/>
            </button>
        </li>
    }
}

/// The whole list as a file, out and in.
#[component]
fn Transfer(desk: Desk) -> impl IntoView {
    let store = expect_context::<Store>();
    let export = move |_| {
        let json = desk.shelf.read_untracked().to_json();
        if download::save("openmercato-deployments.json", "application/json", json.as_bytes()).is_err() {
            desk.report.set(download::REFUSED.to_owned());
        }
    };
    let take_in = move |upload: Upload| {
        let (shelf, said) = taken_in(store, upload);
        if shelf.is_empty() {
            desk.report.set(said);
        } else {
            desk.change(|kept| {
                shelf.iter().for_each(|saved| drop(kept.add(saved.clone())));
                said
            });
        }
    };
    view! {
        <p class="remedies">
            <button type="button" class="small" on:click=export>"Export all"</button>
            <FileButton words="Import lists or deployments" done=take_in/>
        </p>
    }
}

/// The deployments in files, lists and others, with what is said of them.
fn taken_in(store: Store, upload: Upload) -> (Shelf, String) {
    let mut shelf = Shelf::default();
    let mut left_out = 0;
    let mut others = Upload { unread: upload.unread, ..Upload::default() };
    for file in upload.files {
        match file.text().ok().and_then(|text| Shelf::parse(&text).ok()) {
            Some((list, without)) => {
                list.iter().for_each(|saved| drop(shelf.add(saved.clone())));
                left_out += without;
            }
            None => others.files.push(file),
        }
    }
    let mut said = format!("Took in {}, left out {left_out}.", shelf.iter().count());
    if !others.files.is_empty() || !others.unread.is_empty() {
        let read = Report::of_upload(store.module, &others);
        said =
            if shelf.is_empty() { String::new() } else { said + " " } + &format!("{}: {}", read.title, read.summary());
        if read.has_inputs() {
            let name = read.inputs.text(input::NAME).unwrap_or(&read.title).to_owned();
            shelf.add(Saved { name, inputs: read.inputs, ..Saved::default() });
        }
    }
    (shelf, said)
}
