//! The page that this one is part of, and what the two tell each other.
//!
//! Messages are objects with `openmercato: 1`, the protocol's version, and `type`. This page tells any host `ready` and
//! `height`, which say nothing of what was typed. The host whose origin the address names is also told `state`,
//! `problems` and `download`, and may ask for `load`, `pin`, `section` and `download`. Everything else is ignored.

use crate::archive::Archive;
use crate::opening;
use leptos::prelude::*;
use openmercato_ecs_core::{Diagnostic, link, preset};
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::focus::after_render;
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::store::Store;
use serde_json::{Value as Json, json};
use wasm_bindgen::{JsCast, JsValue};

/// The version of the protocol.
const PROTOCOL: u32 = 1;

/// Milliseconds without a change before the host is told.
const PAUSE: u64 = 150;

/// The heights, in CSS pixels, between which the page asks for room.
const ROOM: std::ops::RangeInclusive<i32> = 480..=1200;

/// Talks with the page around this one.
#[component]
pub(crate) fn Host(origin: Option<String>) -> impl IntoView {
    let Some(parent) = window().parent().ok().flatten().filter(|parent| *parent != window()) else { return };
    let host = StoredValue::new_local(Parent { window: parent, origin });
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

fn tell_height(host: Shared) {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let pause = Pause::of(PAUSE);
    Effect::new(move |_| {
        store.deployment.track();
        place.section.track();
        pause.then(move || {
            after_render(move || {
                if let Some(pixels) = wanted_height() {
                    host.try_with_value(|host| host.tell("height", &json!({ "pixels": pixels })));
                }
            });
        });
    });
}

/// The height at which the form needs no bar to scroll it, within bounds.
fn wanted_height() -> Option<i32> {
    let form = document().get_element_by_id("form")?;
    let around = document().document_element()?.client_height() - form.client_height();
    Some((form.scroll_height() + around).clamp(*ROOM.start(), *ROOM.end()))
}

fn tell_state(host: Shared) {
    let store = expect_context::<Store>();
    let archive = expect_context::<Archive>();
    let pause = Pause::of(PAUSE);
    Effect::new(move |_| {
        let (deployment, assumptions) = (store.deployment.get(), store.assumptions.get());
        pause.then(move || {
            let link = link::encode_assuming(store.module, &deployment.evaluation.inputs, &assumptions);
            let state = json!({ "link": link, "resources": deployment.evaluation.plan.resources.len() });
            let (errors, advice) = (listed(deployment.evaluation.errors()), listed(deployment.evaluation.advice()));
            host.try_with_value(|host| {
                host.tell("state", &state);
                host.tell("problems", &json!({ "errors": errors, "advice": advice }));
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
    diagnostics.map(|found| json!({ "path": found.path.to_string(), "message": found.message })).collect()
}

/// What the host asks for; what it may not ask, or what is no message of the protocol, is ignored.
fn listen(host: Shared) -> impl Fn(web_sys::MessageEvent) {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let archive = expect_context::<Archive>();
    move |event| {
        let is_heard = host.with_value(|host| {
            let parent: &JsValue = host.window.as_ref();
            let is_parent = event.source().is_some_and(|source| source.unchecked_ref::<JsValue>() == parent);
            is_parent && host.origin.as_ref() == Some(&event.origin())
        });
        let text = js_sys::JSON::stringify(&event.data()).ok().map(String::from).unwrap_or_default();
        let Ok(message) = serde_json::from_str::<Json>(&text) else { return };
        if is_heard && message["openmercato"] == PROTOCOL {
            obey(store, place, archive, message["type"].as_str().unwrap_or_default(), &message["content"]);
        }
    }
}

fn obey(store: Store, place: Place, archive: Archive, kind: &str, content: &Json) {
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
        "download" => archive.download(),
        _ => {}
    }
}
