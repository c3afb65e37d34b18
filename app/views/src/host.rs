//! The page that this one is part of, and what the two tell each other.
//!
//! Messages are objects with `openmercato: 1`, the protocol's version, and `type`. This page tells any host `ready`,
//! `height` and `unknown` (which of the host's own words name nothing), which say nothing of what was typed. Any host
//! may ask for `theme`, `section` and `view`, as its address does. A host that the operator of this page trusts is also
//! told `state`, `problems` and `download`, and may ask for `load`, `pin` and for a `download`, which the reader has to
//! confirm. Everything else is ignored.

use crate::archive::Archive;
use crate::confirm::SaveOrNot;
use crate::dialog::{Dialog, OpenDialog, Which};
use crate::parent::parent_window;
use crate::theme::{Colours, Theme};
use crate::unknown::Unknown;
use crate::{opening, origins};
use leptos::prelude::*;
use openmercato_ecs_core::{Diagnostic, link};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::focus::after_render;
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::store::{Store, replaced};
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
    let host = Parent { window: StoredValue::new_local(window), trusted: RwSignal::new(None) };
    host.tell_height();
    host.tell_state();
    let listener = window_event_listener(leptos::ev::message, host.listen());
    on_cleanup(move || listener.remove());
    leptos::task::spawn_local(async move {
        let is_trusted = match &origin {
            Some(origin) => origins::admit(origin).await,
            None => false,
        };
        let ready = json!({ "version": openmercato_ecs_core::Module::VERSION, "heard": is_trusted });
        host.tell("ready", &ready, ANYBODY);
        for unknown in opening::take_unknown() {
            host.tell_unknown(&unknown);
        }
        host.trusted.try_set(origin.filter(|_| is_trusted));
    });
}

/// The target of messages that any page around this one may read.
const ANYBODY: &str = "*";

/// The window around this one, and the origin that it must have to be told what was typed: one that the operator trusts.
#[derive(Clone, Copy)]
struct Parent {
    window: StoredValue<web_sys::Window, LocalStorage>,
    trusted: RwSignal<Option<String>>,
}

impl Parent {
    /// Sends a message; a browser hands it over only where the parent has the origin that is named.
    fn tell(self, kind: &str, content: &Json, origin: &str) {
        let message = json!({ "openmercato": PROTOCOL, "type": kind, "content": content }).to_string();
        let Ok(message) = js_sys::JSON::parse(&message) else { return };
        // An origin that is no address is refused; then there is nobody to tell.
        let _ = self.window.try_with_value(|window| window.post_message(&message, origin));
    }

    /// Tells which of its own words names nothing.
    fn tell_unknown(self, unknown: &Unknown) {
        let Unknown { kind, name, nearest } = unknown;
        let content = json!({ "kind": kind, "name": name, "nearest": nearest, "message": unknown.words() });
        self.tell("unknown", &content, ANYBODY);
    }

    /// Tells the height whenever what the form holds grows or shrinks.
    fn tell_height(self) {
        let store = expect_context::<Store>();
        let place = expect_context::<Place>();
        let pause = Pause::of(PAUSE);
        let told = StoredValue::new(None);
        let tell = move || {
            let wanted = wanted_height();
            if let Some(pixels) = wanted.filter(|_| told.try_get_value().is_some_and(|told| told != wanted)) {
                told.set_value(wanted);
                self.tell("height", &json!({ "pixels": pixels }), ANYBODY);
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

    /// Tells a trusted host what is chosen, and what was downloaded.
    fn tell_state(self) {
        let store = expect_context::<Store>();
        let archive = expect_context::<Archive>();
        let pause = Pause::of(PAUSE);
        Effect::new(move |_| {
            let deployment = store.deployment.get();
            let Some(origin) = self.trusted.get() else { return };
            pause.then(move || {
                let state =
                    json!({ "link": deployment.link(), "resources": deployment.evaluation.plan.resources.len() });
                let evaluation = &deployment.evaluation;
                let (errors, advice) = (listed(evaluation.errors()), listed(evaluation.advice()));
                let to_fill_in: Vec<_> = evaluation.to_fill_in().iter().map(ToString::to_string).collect();
                let problems = json!({ "errors": errors, "advice": advice, "to_fill_in": to_fill_in });
                self.tell("state", &state, &origin);
                self.tell("problems", &problems, &origin);
            });
        });
        Effect::new(move |_| {
            let (taken, origin) = (archive.taken.get(), self.trusted.get());
            if let Some((taken, origin)) = taken.zip(origin) {
                self.tell("download", &json!({ "name": taken.name, "sha256": taken.sha256 }), &origin);
            }
        });
    }

    /// What the host asks for; what it may not ask, or what is no message of the protocol, is ignored.
    fn listen(self) -> impl Fn(web_sys::MessageEvent) {
        let orders = Orders::of_page();
        move |event| {
            let is_parent = self.window.try_with_value(|window| {
                let parent: &JsValue = window.as_ref();
                event.source().is_some_and(|source| source.unchecked_ref::<JsValue>() == parent)
            });
            let text = js_sys::JSON::stringify(&event.data()).ok().map(String::from).unwrap_or_default();
            let Ok(message) = serde_json::from_str::<Json>(&text) else { return };
            if is_parent != Some(true) || message["openmercato"] != PROTOCOL {
                return;
            }
            let is_trusted = self.trusted.get_untracked() == Some(event.origin());
            let (kind, content) = (message["type"].as_str().unwrap_or_default(), &message["content"]);
            if let Err(unknown) = orders.obey(kind, content, is_trusted) {
                self.tell_unknown(&unknown);
                orders.announcer.announce(unknown.words());
            }
        }
    }
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

fn listed<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>) -> Vec<Json> {
    diagnostics
        .map(|found| json!({ "level": found.level.name(), "path": found.path.to_string(), "message": found.message }))
        .collect()
}

/// What a host may ask for.
#[derive(Clone, Copy)]
struct Orders {
    store: Store,
    place: Place,
    colours: Colours,
    announcer: Announcer,
    download: Download,
}

impl Orders {
    fn of_page() -> Self {
        Self {
            store: expect_context(),
            place: expect_context(),
            colours: expect_context(),
            announcer: expect_context(),
            download: Download::of_page(),
        }
    }

    /// Does what is asked; fails for a name that names nothing.
    fn obey(self, kind: &str, content: &Json, is_trusted: bool) -> Result<(), Unknown> {
        let Self { store, place, .. } = self;
        let text = |name: &str| content[name].as_str();
        match (kind, text("name")) {
            ("theme", Some(name)) => {
                if let Some(theme) = Theme::named(name) {
                    self.colours.show(theme);
                }
            }
            ("section", Some(name)) => place.open_section(opening::section_called(store.module, name)?),
            ("view", Some(name)) => place.open_view(opening::view_called(name)?),
            ("load", _) if is_trusted => self.load(content)?,
            ("pin", _) if is_trusted => {
                store.pins.set(opening::inputs(store.module, &content["inputs"].to_string()).0);
            }
            ("download", _) if is_trusted => self.download.ask(),
            _ => {}
        }
        Ok(())
    }

    /// Loads a link, or a preset with inputs in the place of its own.
    fn load(self, content: &Json) -> Result<(), Unknown> {
        let store = self.store;
        if let Some(link) = content["link"].as_str() {
            store.load(link::decode(store.module, link.rsplit('#').next().unwrap_or(link)).inputs, "link");
            return Ok(());
        }
        let begun = content["preset"].as_str().map(opening::preset_called).transpose()?;
        let asked = content.get("inputs").filter(|inputs| inputs.is_object());
        if begun.is_some() || asked.is_some() {
            let asked = asked.map(|inputs| opening::inputs(store.module, &inputs.to_string()).0).unwrap_or_default();
            store.load(replaced(&begun.unwrap_or_default(), &asked), "preset");
        }
        Ok(())
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
