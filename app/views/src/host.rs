//! The page that this one is part of, and what the two tell each other.
//!
//! Messages are objects with `openmercato: 1`, the protocol's version, and `type`. This page tells any host `ready` and
//! `height`, which say nothing of what was typed. The host whose origin the address names is also told `state`,
//! `problems` and `download`, and may ask for `load`, `pin` and `section`. It may ask for a `download`, too, which the
//! reader has to confirm. Everything else is ignored.

use crate::archive::Archive;
use crate::confirm::SaveOrNot;
use crate::dialog::{Dialog, OpenDialog, Which};
use crate::opening;
use crate::parent::parent_window;
use leptos::prelude::*;
use openmercato_ecs_core::{Diagnostic, link, preset};
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::focus::after_render;
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::store::Store;
use serde_json::{Value as Json, json};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The version of the protocol.
const PROTOCOL: u32 = 1;

/// Milliseconds without a change before the host is told.
const PAUSE: u64 = 150;

/// The heights, in CSS pixels, between which the page asks for room: what the picture needs at least, and more than the
/// longest section has.
const ROOM: std::ops::RangeInclusive<i32> = 480..=4000;

/// Talks with the page around this one.
#[component]
pub(crate) fn Host(origin: Option<String>) -> impl IntoView {
    let Some(window) = parent_window() else { return };
    let host = StoredValue::new_local(Parent { window, origin });
    tell_height(host);
    if host.with_value(|host| host.origin.is_some()) {
        tell_state(host);
        let listener = window_event_listener(leptos::ev::message, listen(host));
        on_cleanup(move || listener.remove());
    }
    host.with_value(|host| host.tell("ready", &json!({ "version": openmercato_ecs_core::Module::VERSION })));
}

/// The window around this one, and the origin that it must have to be told what was typed.
struct Parent {
    window: web_sys::Window,
    origin: Option<String>,
}

type Shared = StoredValue<Parent, LocalStorage>;

impl Parent {
    /// Sends a message; a browser hands it over only where the origin is the one that was named.
    fn tell(&self, kind: &str, content: &Json) {
        let message = json!({ "openmercato": PROTOCOL, "type": kind, "content": content }).to_string();
        let Ok(message) = js_sys::JSON::parse(&message) else { return };
        // An origin that is no address is refused; then there is nobody to tell.
        let _ = self.window.post_message(&message, self.origin.as_deref().unwrap_or("*"));
    }
}

/// Tells the height whenever what the form holds grows or shrinks.
fn tell_height(host: Shared) {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let pause = Pause::of(PAUSE);
    let told = StoredValue::new(None);
    let tell = move || {
        let wanted = wanted_height();
        if let Some(pixels) = wanted.filter(|_| told.try_get_value().is_some_and(|told| told != wanted)) {
            told.set_value(wanted);
            host.try_with_value(|host| host.tell("height", &json!({ "pixels": pixels })));
        }
    };
    let resized = Closure::<dyn Fn()>::new(move || pause.then(tell));
    let Ok(observer) = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
    // The function lives as long as the page that it tells of.
    let watch = StoredValue::new_local((observer, resized));
    Effect::new(move |_| {
        // Each of them makes something in the form anew.
        store.deployment.track();
        store.revealed.track();
        place.section.track();
        after_render(move || {
            watch.try_with_value(|(observer, _)| observe_form(observer));
        });
    });
}

/// Observes what the form holds, and tells of it once at first.
fn observe_form(observer: &web_sys::ResizeObserver) {
    observer.disconnect();
    let mut next = document().get_element_by_id("form").and_then(|form| form.first_element_child());
    while let Some(child) = next {
        observer.observe(&child);
        next = child.next_element_sibling();
    }
}

/// The height at which the form needs no bar to scroll it, within bounds; `None` while it is not shown.
#[allow(clippy::cast_possible_truncation)]
fn wanted_height() -> Option<i32> {
    let form = document().get_element_by_id("form").filter(|form| form.client_height() > 0)?;
    // What it holds, since a form with room to spare says its own height; below as above.
    let top = form.get_bounding_client_rect().top() - f64::from(form.scroll_top());
    let first = form.first_element_child()?.get_bounding_client_rect().top() - top;
    let last = form.last_element_child()?.get_bounding_client_rect().bottom() - top;
    let around = document().document_element()?.client_height() - form.client_height();
    Some(((last + first).ceil() as i32 + around).clamp(*ROOM.start(), *ROOM.end()))
}

fn tell_state(host: Shared) {
    let store = expect_context::<Store>();
    let archive = expect_context::<Archive>();
    let pause = Pause::of(PAUSE);
    Effect::new(move |_| {
        let deployment = store.deployment.get();
        pause.then(move || {
            let state = json!({ "link": deployment.link(), "resources": deployment.evaluation.plan.resources.len() });
            let evaluation = &deployment.evaluation;
            let (errors, advice) = (listed(evaluation.errors()), listed(evaluation.advice()));
            let to_fill_in: Vec<_> = evaluation.to_fill_in().iter().map(ToString::to_string).collect();
            host.try_with_value(|host| {
                host.tell("state", &state);
                host.tell("problems", &json!({ "errors": errors, "advice": advice, "to_fill_in": to_fill_in }));
            });
        });
    });
    Effect::new(move |_| {
        if let Some(taken) = archive.taken.get() {
            host.with_value(|host| host.tell("download", &json!({ "name": taken.name, "sha256": taken.sha256 })));
        }
    });
}

fn listed<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>) -> Vec<Json> {
    diagnostics
        .map(|found| json!({ "level": found.level.name(), "path": found.path.to_string(), "message": found.message }))
        .collect()
}

/// What the host asks for; what it may not ask, or what is no message of the protocol, is ignored.
fn listen(host: Shared) -> impl Fn(web_sys::MessageEvent) {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let download = Download::of_page();
    move |event| {
        let is_heard = host.with_value(|host| {
            let parent: &JsValue = host.window.as_ref();
            let is_parent = event.source().is_some_and(|source| source.unchecked_ref::<JsValue>() == parent);
            is_parent && host.origin.as_ref() == Some(&event.origin())
        });
        let text = js_sys::JSON::stringify(&event.data()).ok().map(String::from).unwrap_or_default();
        let Ok(message) = serde_json::from_str::<Json>(&text) else { return };
        if is_heard && message["openmercato"] == PROTOCOL {
            obey(store, place, download, message["type"].as_str().unwrap_or_default(), &message["content"]);
        }
    }
}

fn obey(store: Store, place: Place, download: Download, kind: &str, content: &Json) {
    let text = |name: &str| content[name].as_str();
    match kind {
        "load" => {
            if let Some(link) = text("link") {
                store.load(link::decode(store.module, link.rsplit('#').next().unwrap_or(link)).inputs, "link");
            } else if let Some(preset) = text("preset").and_then(preset::find) {
                store.load(preset.inputs.clone(), "preset");
            }
        }
        "pin" => store.pins.set(opening::pinned(store.module, &content["inputs"].to_string()).0),
        "section" => {
            if let Some(section) = text("name").and_then(|name| opening::section_called(store.module, name)) {
                place.section.set(section);
            }
        }
        "download" => download.ask(),
        _ => {}
    }
}

/// A download that the page around this one asks for: nothing is saved without a click in here.
#[derive(Clone, Copy)]
struct Download {
    store: Store,
    archive: Archive,
    dialog: OpenDialog,
}

impl Download {
    fn of_page() -> Self {
        Self { store: expect_context(), archive: expect_context(), dialog: expect_context() }
    }

    fn ask(self) {
        if self.store.error_count() > 0 {
            // Saves nothing, and says why.
            self.archive.download();
        } else {
            self.dialog.open(Which::Download);
        }
    }
}

/// The question whether to save what the page around this one asks to be saved.
#[component]
pub(crate) fn AskedDownload() -> impl IntoView {
    view! {
        <Dialog which=Which::Download>
            <p>"The page around this one asks you to save the archive of this deployment on your machine."</p>
            <SaveOrNot/>
        </Dialog>
    }
}
