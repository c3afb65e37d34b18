//! The address that says how the page was opened.
//!
//! After `?`: `section` and `view` (which are open), `preset` (its inputs, unless there is a link), `pin` (inputs that
//! stay as they are, as JSON), `embed=1` (inside another page), `origin` (the other page's origin, which may then talk to
//! this one). After `#`: the link.

use leptos::prelude::*;
use openmercato_ecs_core::link::{self, Link};
use openmercato_ecs_core::{Inputs, Module, admission, preset};
use openmercato_ecs_form::handover;
use openmercato_ecs_form::opening::Opening;
use openmercato_ecs_form::place::View;

/// The longest text of pinned inputs that is read, in bytes: more than every input of the module takes.
const LONGEST_PINS: usize = 64 << 10;

/// What the address of the document asks for.
pub(crate) fn of_document(module: &'static Module) -> Opening {
    let location = window().location();
    if let (Some(fragment), Ok(history)) = (handover::take(), window().history()) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&fragment));
    }
    read(module, &location.search().unwrap_or_default(), &location.hash().unwrap_or_default())
}

/// The address of the page for others, without a fragment: what concerns the page around this one stays here.
pub(crate) fn address_for_others() -> String {
    let address = window().location().href().unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let query = Query::of(&window().location().search().unwrap_or_default()).for_others();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn read(module: &'static Module, query: &str, fragment: &str) -> Opening {
    let query = Query::of(query);
    let mut link = linked(module, fragment);
    if fragment.len() < 2
        && let Some(name) = query.get("preset")
    {
        match preset::find(&name) {
            Some(preset) => link.inputs = preset.inputs.clone(),
            None => link.dropped.push(format!("There is no preset {name:?}.")),
        }
    }
    let changes = link.changes();
    let (pins, dropped) = query.get("pin").map(|pins| pinned(module, &pins)).unwrap_or_default();
    link.dropped.extend(dropped);
    let section = query.get("section").and_then(|slug| section_called(module, &slug));
    let view = query.get("view").and_then(|slug| View::ALL.into_iter().find(|view| view.slug() == slug));
    let is_embedded = query.get("embed").is_some_and(|embed| embed == "1");
    let host = query.get("origin").filter(|_| is_embedded);
    if host.as_deref().is_some_and(|origin| !is_origin(origin)) {
        let refusal = "The page around this one is told nothing: its origin should read like https://docs.example.org.";
        link.dropped.push(refusal.to_owned());
    }
    Opening {
        inputs: link.inputs,
        pins,
        assumptions: link.assumptions,
        dropped: link.dropped,
        changes,
        section: section.unwrap_or_default(),
        view: view.unwrap_or(View::Topology),
        is_embedded,
        host: host.filter(|origin| is_origin(origin)),
    }
}

/// Whether a text is one origin. `*` is every page that has this one in a frame.
fn is_origin(text: &str) -> bool {
    web_sys::Url::new(text).is_ok_and(|url| url.origin() == text && text != "null")
}

/// What the fragment of the document's address carries; nothing where it has none.
pub(crate) fn linked_by_document(module: &Module) -> Link {
    linked(module, &window().location().hash().unwrap_or_default())
}

fn linked(module: &Module, fragment: &str) -> Link {
    if fragment.len() < 2 { Link::default() } else { link::decode(module, fragment) }
}

/// Pinned inputs from JSON, and what was left out of them.
pub(crate) fn pinned(module: &Module, json: &str) -> (Inputs, Vec<String>) {
    let refused = || (Inputs::new(), vec!["The pinned inputs are no JSON object of inputs.".to_owned()]);
    if json.len() > LONGEST_PINS {
        return refused();
    }
    let inputs = serde_json::from_str(json).ok().and_then(|json| Inputs::from_json(&json));
    inputs.map_or_else(refused, |inputs| admission::admit(module, &inputs))
}

/// The section whose title reads so in an address: lower case, with hyphens.
pub(crate) fn section_called(module: &Module, slug: &str) -> Option<usize> {
    module.sections().iter().position(|section| slug_of(&section.title) == slug)
}

/// A title as it stands in an address.
fn slug_of(title: &str) -> String {
    let words = title.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// The part of an address after `?`.
struct Query(Option<web_sys::UrlSearchParams>);

impl Query {
    fn of(text: &str) -> Self {
        Self(web_sys::UrlSearchParams::new_with_str(text).ok())
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.as_ref()?.get(name)
    }

    /// What of it is about the page alone. A link carries all inputs, those of a preset and those that are pinned too.
    fn for_others(self) -> String {
        let Some(query) = self.0 else { return String::new() };
        ["embed", "origin", "pin", "preset"].into_iter().for_each(|name| query.delete(name));
        String::from(query.to_string())
    }
}
