//! The page as a whole.

use crate::announcer::{Announcements, Announcer};
use crate::chunk::Load;
use crate::focus::{Focus, move_focus};
use crate::handover;
use crate::later::{Later, Progress};
use crate::live::live;
use crate::opening::Opening;
use crate::place::Place;
use crate::section::SectionView;
use crate::sections::SectionList;
use crate::store::Store;
use leptos::mount::mount_to;
use leptos::prelude::*;
use openmercato_ecs_core::Module;
use wasm_bindgen::JsCast;

/// Replaces what the document shows while it loads.
pub fn mount(load: Load) {
    let root = document().get_element_by_id("page").and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(root) = root else { return };
    let mount = move |root: web_sys::HtmlElement, opening: Opening| {
        root.set_inner_html("");
        mount_to(root, move || view! { <Page opening load/> }).forget();
    };
    if is_bare(&window().location()) && !handover::is_there() {
        mount(root, Opening::plain(Module::embedded()));
        return;
    }
    // Leptos starts its own tasks only once something is mounted.
    wasm_bindgen_futures::spawn_local(async move {
        match load().await {
            Ok(chunk) => mount(root, (chunk.opening)(Module::embedded())),
            Err(_) => show_failure(),
        }
    });
}

/// The name under which this browser keeps saved deployments.
pub const SAVED: &str = "openmercato-ecs.saved";

/// The name under which this browser keeps the link of what was worked on last.
pub const LATEST: &str = "openmercato-ecs.latest";

/// Whether the address asks for nothing, and nothing was kept: then the form needs no more than this part of the
/// program.
fn is_bare(location: &web_sys::Location) -> bool {
    let is_empty = |part: Result<String, _>| part.is_ok_and(|part| part.len() < 2);
    let storage = window().local_storage().ok().flatten();
    let is_kept =
        |name| storage.as_ref().is_some_and(|storage| storage.get_item(name).is_ok_and(|text| text.is_some()));
    is_empty(location.search()) && is_empty(location.hash()) && !is_kept(SAVED) && !is_kept(LATEST)
}

/// Shows what the document says when the page cannot start.
fn show_failure() {
    for (id, is_hidden) in [("loading", true), ("failed", false)] {
        if let Some(element) = document().get_element_by_id(id) {
            let _ = element.toggle_attribute_with_force("hidden", is_hidden);
        }
    }
}

#[component]
fn Page(opening: Opening, load: Load) -> impl IntoView {
    let module = Module::embedded();
    let store = Store::new(module, &opening);
    let place = Place::new(module, opening.section, opening.view);
    let (is_embedded, host) = (opening.is_embedded, opening.host);
    let (dropped, changes) = (opening.dropped, opening.changes);
    provide_context(store);
    provide_context(place);
    provide_context(Focus::new(store.inputs, place));
    let announcer = Announcer::new();
    provide_context(announcer);
    let later = Later::begin(load, Owner::current().unwrap_or_default());
    provide_context(later.clone());
    let pane = place.pane;
    // Going to a field of the section that is open must not build the section anew.
    let section = Memo::new(move |_| (place.section.get(), store.generation.get()));
    view! {
        <div class="page" class:embedded=is_embedded data-pane=move || pane.get().slug()>
            <Skip to="form" words="Skip to the form"/>
            <Skip to="views" words="Skip to what it makes"/>
            <Skip to="status" words="Skip to the download"/>
            <header class="bar head">
                <h1>"OpenMercato " <span>"on AWS"</span></h1>
                {later.show(move |chunk| (chunk.tools)(is_embedded))}
            </header>
            <nav class="nav" aria-label="Sections"><SectionList place/></nav>
            <main>
                <section class="choose" id="form" tabindex="-1" aria-label="Choose">
                    {later.show(move |chunk| (chunk.address)(dropped.clone(), changes.clone()))}
                    {live(move || view! { <SectionView index=section.get().0 place/> }.into_any())}
                </section>
                <section class="see" id="views" tabindex="-1" aria-label="What it makes">
                    {later.show(|chunk| (chunk.views)())}
                </section>
                <section class="take" aria-label="Take away">{later.show(|chunk| (chunk.take_away)())}</section>
            </main>
            <footer class="bar foot" id="status" tabindex="-1">
                <Progress later=later.clone()/>
                {later.show(|chunk| (chunk.status)())}
            </footer>
            {later.show(|chunk| (chunk.panes)())}
            <Announcements store announcer/>
            {later.show(move |chunk| (chunk.around)(is_embedded, host.clone()))}
        </div>
    }
}

/// A link over what comes before. It leaves the address alone, whose fragment holds the inputs.
#[component]
fn Skip(to: &'static str, words: &'static str) -> impl IntoView {
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        move_focus(to);
    };
    view! { <a class="skip" href=format!("#{to}") on:click=skip>{words}</a> }
}
