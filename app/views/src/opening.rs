//! The address that says how the page was opened.
//!
//! After `?`: `section` and `view` (which are open), `preset` (its inputs, unless there is a link; `blank` for none),
//! `inputs` (what takes the place of the preset's, as JSON), `pinned` (inputs that stay as they are, as JSON; `pin` in
//! version 0.1.0), `theme` (`light` or `dark`), `embed=1` (inside another page), `origin` (the other page's origin, where
//! it wants to talk to this one). After `#`: the link.
//!
//! A page around this one may put all of it after `#embed=1&`, the link as `link`. No server gets that, no redirect
//! loses it, and all frames with this page ask for one address.

use crate::saved::{Saved, Shelf};
use crate::storage::storage;
use crate::unknown::Unknown;
use leptos::prelude::*;
use openmercato_ecs_core::link::{self, Link};
use openmercato_ecs_core::{Inputs, Module, Section, admission, preset};
use openmercato_ecs_form::handover;
use openmercato_ecs_form::opening::Opening;
use openmercato_ecs_form::page::LATEST;
use openmercato_ecs_form::place::View;
use openmercato_ecs_form::store::replaced;
use std::cell::RefCell;

/// The longest text of inputs that is read, in bytes: more than every input of the module takes.
const LONGEST_INPUTS: usize = 64 << 10;

/// What the fragment begins with in which a page around this one puts everything.
const EMBED: &str = "#embed=1";

/// The parameter that names a preset.
const PRESET: &str = "preset";

/// The parameters that say where in the page someone is.
const SECTION: &str = "section";
const VIEW: &str = "view";

/// The parameter that has the link, where all stands in the fragment.
const LINK: &str = "link";

/// The preset of no inputs.
const BLANK: &str = "blank";

thread_local! {
    /// What the address named and there is not, until the page around this one is told: the first part of the program,
    /// which hands over the rest of an [`Opening`], has no room for it.
    static UNKNOWN: RefCell<Vec<Unknown>> = const { RefCell::new(Vec::new()) };
}

/// Takes the names in the address that named nothing when the page was opened.
pub(crate) fn take_unknown() -> Vec<Unknown> {
    UNKNOWN.take()
}

/// What the address of the document asks for.
pub(crate) fn of_document(module: &'static Module) -> Opening {
    let location = window().location();
    if let Some(fragment) = handover::take() {
        replace(&fragment);
    }
    let (query, fragment) = (location.search().unwrap_or_default(), location.hash().unwrap_or_default());
    match unfolded(&query, &fragment) {
        Some((query, fragment)) => {
            replace(&format!("{query}{fragment}"));
            read(module, &query, &fragment)
        }
        None => read(module, &query, &fragment),
    }
}

/// The query, with its `?`, and the link, with its `#`, of an address whose fragment has both; `None` for others.
fn unfolded(query: &str, fragment: &str) -> Option<(String, String)> {
    let rest = fragment.strip_prefix(EMBED)?;
    if !(rest.is_empty() || rest.starts_with('&')) {
        return None;
    }
    let own = query.trim_start_matches('?');
    let asked = Query::of(&format!("{}&{own}", fragment.trim_start_matches('#')));
    let link = asked.get(LINK).map(|link| format!("#{link}")).unwrap_or_default();
    Some((format!("?{}", asked.with([(LINK, None)])), link))
}

/// Writes the address, or what stands after its path, without a step in the browser's history.
pub(crate) fn replace(rest: &str) {
    if let Ok(history) = window().history() {
        // Where the address cannot change, as in some embedded pages, what it asks for is read all the same, and the
        // link can still be copied.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(rest));
    }
}

/// The address of the page for others, without a fragment: what concerns the page around this one stays here.
pub(crate) fn address_for_others() -> String {
    let address = window().location().href().unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let query = Query::of(&window().location().search().unwrap_or_default()).for_others();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The address of the document with the section and the view that are open, where it says otherwise now. What opens
/// without a word is not named.
pub(crate) fn placed(module: &Module, section: usize, view: View) -> Option<String> {
    let location = window().location();
    let query = Query::of(&location.search().unwrap_or_default());
    let title = module.sections().get(section).filter(|_| section > 0).map(Section::slug);
    let wanted = [(SECTION, title), (VIEW, (view != View::Topology).then(|| view.slug().to_owned()))];
    if wanted.iter().all(|(name, word)| query.get(name) == *word) {
        return None;
    }
    let query = query.with(wanted);
    let query = if query.is_empty() { query } else { format!("?{query}") };
    Some(location.pathname().ok()? + &query + &location.hash().unwrap_or_default())
}

/// Whether the document's address asks for nothing, nothing was saved here, and this is no part of another page.
pub(crate) fn asks_for_nothing() -> bool {
    let location = window().location();
    let is_empty = |part: Result<String, _>| part.is_ok_and(|part: String| part.len() < 2);
    is_empty(location.search()) && is_empty(location.hash()) && Shelf::read().is_empty() && latest().is_none()
}

fn read(module: &'static Module, query: &str, fragment: &str) -> Opening {
    let query = Query::of(query);
    let is_embedded = query.is_embedded();
    let mut link = if fragment.len() >= 2 {
        link::decode(module, fragment)
    } else {
        let kept = || kept(module).filter(|_| !is_embedded && query.get(PRESET).is_none());
        kept().unwrap_or_else(|| unlinked(module, &query))
    };
    let changes = link.changes();
    let pins = query.get("pinned").or_else(|| query.get("pin"));
    let (pins, dropped) = pins.map(|pins| inputs(module, &pins)).unwrap_or_default();
    link.dropped.extend(dropped);
    let unknown = query.unknown(module);
    link.dropped.extend(unknown.iter().map(Unknown::words));
    UNKNOWN.set(unknown);
    let section = query.get(SECTION).and_then(|slug| section_called(module, &slug).ok());
    let view = query.get(VIEW).and_then(|slug| view_called(&slug).ok());
    let host = query.get("origin").filter(|_| is_embedded);
    if host.as_deref().is_some_and(|origin| !is_origin(origin)) {
        let refusal = "The page around this one is told nothing: its origin should read like https://docs.example.org.";
        link.dropped.push(refusal.to_owned());
    }
    Opening {
        inputs: link.inputs,
        pins,
        assumptions: link.assumptions,
        offer: link.offer,
        dropped: link.dropped,
        changes,
        section: section.unwrap_or_default(),
        view: view.unwrap_or(View::Topology),
        is_embedded,
        host: host.filter(|origin| is_origin(origin)),
    }
}

/// Whether a text is one origin. `*` is every page that has this one in a frame.
pub(crate) fn is_origin(text: &str) -> bool {
    web_sys::Url::new(text).is_ok_and(|url| url.origin() == text && text != "null")
}

/// What this browser keeps: what was worked on last, or else what was saved last.
fn kept(module: &Module) -> Option<Link> {
    let saved = || Shelf::read().last().map(Saved::link);
    latest().map(|fragment| link::decode(module, &fragment)).or_else(saved)
}

/// The fragment of the link of what was worked on last.
fn latest() -> Option<String> {
    storage()?.get_item(LATEST).ok().flatten()
}

/// Keeps the fragment of the link of what is worked on; nothing where that is what a bare address opens anyhow.
pub(crate) fn keep(module: &Module, fragment: &str) {
    let is_part_of_another = window().parent().ok().flatten().is_some_and(|parent| parent != window());
    let is_opened_anyhow = fragment == link::encode(module, preset::opening(module)) && Shelf::read().is_empty();
    if let Some(storage) = storage().filter(|_| !is_part_of_another) {
        // Where nothing can be kept, the address still has it.
        let _ = if is_opened_anyhow { storage.remove_item(LATEST) } else { storage.set_item(LATEST, fragment) };
    }
}

/// What a page can begin with that may be there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beginning {
    /// A link.
    Link,
    /// What this browser keeps.
    Kept,
}

/// What the document began with; `None` for presets and what everybody sees first.
pub(crate) fn beginning() -> Option<Beginning> {
    let location = window().location();
    if location.hash().is_ok_and(|fragment| fragment.len() >= 2) {
        return Some(Beginning::Link);
    }
    let query = Query::of(&location.search().unwrap_or_default());
    let may_be_kept = !query.is_embedded() && query.get(PRESET).is_none();
    (may_be_kept && (latest().is_some() || !Shelf::read().is_empty())).then_some(Beginning::Kept)
}

/// What the document's address carries: what its fragment says or, where it has none, what it opens without one.
pub(crate) fn linked_by_document(module: &Module) -> Link {
    let fragment = window().location().hash().unwrap_or_default();
    if fragment.len() < 2 { unlinked_by_document(module) } else { link::decode(module, &fragment) }
}

/// What the document's address opens without its fragment.
pub(crate) fn unlinked_by_document(module: &Module) -> Link {
    unlinked(module, &Query::of(&window().location().search().unwrap_or_default()))
}

/// What an address opens without a link: its preset; else nothing inside another page, and what everybody sees first
/// on its own. Its inputs take the place of those.
fn unlinked(module: &Module, query: &Query) -> Link {
    let begun = match query.get(PRESET).as_deref() {
        Some(name) => preset_called(name).unwrap_or_default(),
        None if query.is_embedded() => Inputs::new(),
        None => preset::opening(module).clone(),
    };
    let (asked, dropped) = query.get("inputs").map(|json| inputs(module, &json)).unwrap_or_default();
    Link { inputs: replaced(&begun, &asked), dropped, ..Link::default() }
}

/// Inputs from JSON, and what was left out of them.
pub(crate) fn inputs(module: &Module, json: &str) -> (Inputs, Vec<String>) {
    let refused = || (Inputs::new(), vec!["The inputs in the address are no JSON object of inputs.".to_owned()]);
    if json.len() > LONGEST_INPUTS {
        return refused();
    }
    let inputs = serde_json::from_str(json).ok().and_then(|json| Inputs::from_json(&json));
    inputs.map_or_else(refused, |inputs| {
        let (inputs, left_out) = admission::admit(module, &inputs);
        (inputs, left_out.into_iter().map(|left_out| left_out.text).collect())
    })
}

/// The section whose title reads so in an address: lower case, with hyphens.
pub(crate) fn section_called(module: &Module, slug: &str) -> Result<usize, Unknown> {
    let slugs: Vec<_> = module.sections().iter().map(Section::slug).collect();
    let found = slugs.iter().position(|known| known == slug);
    found.ok_or_else(|| Unknown::among(SECTION, slug, slugs.iter().map(String::as_str)))
}

/// The view of this name in an address.
pub(crate) fn view_called(slug: &str) -> Result<View, Unknown> {
    let found = View::ALL.into_iter().find(|view| view.slug() == slug);
    found.ok_or_else(|| Unknown::among(VIEW, slug, View::ALL.iter().map(|view| view.slug())))
}

/// The inputs of the preset of this name.
pub(crate) fn preset_called(name: &str) -> Result<Inputs, Unknown> {
    let found = preset::find(name).map(|preset| preset.inputs.clone());
    let names = preset::all().iter().map(|preset| preset.name.as_str()).chain([BLANK]);
    found.or_else(|| (name == BLANK).then(Inputs::new)).ok_or_else(|| Unknown::among(PRESET, name, names))
}

/// The part of an address after `?`.
struct Query(Option<web_sys::UrlSearchParams>);

impl Query {
    fn of(text: &str) -> Self {
        Self(web_sys::UrlSearchParams::new_with_str(text).ok())
    }

    fn is_embedded(&self) -> bool {
        self.get("embed").is_some_and(|embed| embed == "1")
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.as_ref()?.get(name)
    }

    /// The names in it that name nothing.
    fn unknown(&self, module: &Module) -> Vec<Unknown> {
        let preset = self.get(PRESET).and_then(|name| preset_called(&name).err());
        let section = self.get(SECTION).and_then(|slug| section_called(module, &slug).err());
        let view = self.get(VIEW).and_then(|slug| view_called(&slug).err());
        preset.into_iter().chain(section).chain(view).collect()
    }

    /// It with other words, or without the parameters that have none.
    fn with<'a>(self, words: impl IntoIterator<Item = (&'a str, Option<String>)>) -> String {
        let Some(query) = self.0 else { return String::new() };
        for (name, word) in words {
            match word {
                Some(word) => query.set(name, &word),
                None => query.delete(name),
            }
        }
        String::from(query.to_string())
    }

    /// What of it is neither about the page around this one nor about where someone is. A link carries all inputs, those
    /// of a preset and those that are pinned too.
    fn for_others(self) -> String {
        let names = ["embed", "inputs", "origin", "pin", "pinned", "theme", PRESET, SECTION, VIEW];
        self.with(names.map(|name| (name, None)))
    }
}
