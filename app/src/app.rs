//! The page as a whole.

use crate::brief::BriefView;
use crate::chunk::{self, Later, Progress};
use crate::compare::CompareView;
use crate::cost::CostView;
use crate::files::FilesView;
use crate::form::{SectionList, SectionView};
use crate::host::Host;
use crate::import::ImportDialog;
use crate::live::live;
use crate::navigation::{Navigation, Pane, View, focus};
use crate::opening::Opening;
use crate::plan::PlanView;
use crate::presets::PresetsDialog;
use crate::problems::ProblemsView;
use crate::saved::SavedDialog;
use crate::share::ShareDialog;
use crate::shortcuts::{self, ShortcutsDialog};
use crate::status::{Announcements, ArchiveHash};
use crate::store::Store;
use crate::tabs::{Tab, Tabs};
use crate::toolbar::Menu;
use crate::topology::{TopologyView, adopt_style};
use leptos::mount::mount_to;
use leptos::prelude::*;
use openmercato_ecs_core::Module;
use wasm_bindgen::JsCast;

/// Replaces what the document shows while it loads.
pub(crate) fn mount() {
    let root = document().get_element_by_id("page").and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(root) = root else { return };
    let mount = |root: web_sys::HtmlElement, opening: Opening| {
        root.set_inner_html("");
        mount_to(root, move || view! { <App opening/> }).forget();
    };
    if is_bare(&window().location()) {
        mount(root, Opening::plain());
        return;
    }
    // Leptos starts its own tasks only once something is mounted.
    wasm_bindgen_futures::spawn_local(async move {
        match chunk::load().await {
            Ok(chunk) => mount(root, (chunk.opening)(Module::embedded())),
            Err(_) => show_failure(),
        }
    });
}

/// Whether the address asks for nothing: then the form needs no more than this part of the program.
fn is_bare(location: &web_sys::Location) -> bool {
    let is_empty = |part: Result<String, _>| part.is_ok_and(|part| part.len() < 2);
    is_empty(location.search()) && is_empty(location.hash())
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
fn App(opening: Opening) -> impl IntoView {
    let module = Module::embedded();
    let store = Store::new(module, opening.inputs, opening.assumptions, opening.pins);
    let navigation = Navigation::new(module, opening.section, opening.view);
    let (is_embedded, host) = (opening.is_embedded, opening.host);
    let (dropped, changes) = (opening.dropped, opening.changes);
    provide_context(store);
    provide_context(navigation);
    let later = Later::begin();
    provide_context(later);
    provide_context(ArchiveHash::unknown());
    let pane = navigation.pane;
    // Going to a field of the section that is open must not build the section anew.
    let section = Memo::new(move |_| (navigation.section.get(), store.generation.get()));
    view! {
        <div class="page" class:embedded=is_embedded data-pane=move || pane.get().slug()>
            <Skip to="form" words="Skip to the form"/>
            <Skip to="views" words="Skip to what it makes"/>
            <Skip to="status" words="Skip to the download"/>
            <header class="bar head">
                <h1>"OpenMercato " <span>"on AWS"</span></h1>
                {later.show(move |chunk| (chunk.tools)(is_embedded))}
            </header>
            <nav class="nav" aria-label="Sections"><SectionList/></nav>
            <main>
                <section class="choose" id="form" tabindex="-1" aria-label="Choose">
                    {later.show(move |chunk| (chunk.address)(dropped.clone(), changes.clone()))}
                    {live(move || view! { <SectionView index=section.get().0/> }.into_any())}
                </section>
                <section class="see" id="views" tabindex="-1" aria-label="What it makes">
                    {later.show(|chunk| (chunk.views)())}
                </section>
                <section class="take" aria-label="Take away">{later.show(|chunk| (chunk.take_away)())}</section>
            </main>
            <footer class="bar foot" id="status" tabindex="-1">
                <Progress later/>
                {later.show(|chunk| (chunk.status)())}
            </footer>
            {later.show(|chunk| (chunk.panes)())}
            <Announcements/>
            {later.show(move |chunk| (chunk.around)(is_embedded, host.clone()))}
        </div>
    }
}

/// What is around the page: its keys, its dialogs, and the page that it is part of.
#[component]
pub(crate) fn Around(is_embedded: bool, host: Option<String>) -> impl IntoView {
    adopt_style();
    shortcuts::listen(expect_context(), expect_context());
    view! {
        {is_embedded.then(|| view! { <Host origin=host/> })}
        <ShortcutsDialog/>
        <Menu/>
        <SavedDialog/>
        <PresetsDialog/>
        <ImportDialog/>
        <ShareDialog/>
    }
}

/// A link over what comes before. It leaves the address alone, whose fragment holds the inputs.
#[component]
fn Skip(to: &'static str, words: &'static str) -> impl IntoView {
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        focus(to);
    };
    view! { <a class="skip" href=format!("#{to}") on:click=skip>{words}</a> }
}

/// The tabs of the views, and the view that is open.
#[component]
pub(crate) fn Views() -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let view = Memo::new(move |_| navigation.view.get());
    let tabs = View::ALL.map(|view| Tab { value: view, slug: view.slug(), title: view.title() });
    let badge = move |view: View| match view {
        View::Problems => {
            let deployment = store.deployment.read();
            let count = store.error_count() + deployment.evaluation.advice().count();
            (count > 0).then(|| count.to_string())
        }
        View::Topology | View::Files | View::Plan | View::Cost | View::Brief | View::Compare => None,
    };
    view! {
        <Tabs tabs=tabs.to_vec() open=navigation.view label="Views" badge/>
        <div
            class="view"
            role="tabpanel"
            id="view-panel"
            tabindex="-1"
            aria-labelledby=move || format!("tab-{}", navigation.view.get().slug())
            data-view=move || navigation.view.get().slug()
        >
            {move || view_panel(view.get())}
        </div>
    }
}

/// What the panel of a view shows.
fn view_panel(view: View) -> AnyView {
    match view {
        View::Topology => view! { <TopologyView/> }.into_any(),
        View::Files => view! { <FilesView/> }.into_any(),
        View::Plan => view! { <PlanView/> }.into_any(),
        View::Cost => view! { <CostView/> }.into_any(),
        View::Problems => view! { <ProblemsView/> }.into_any(),
        View::Brief => view! { <BriefView/> }.into_any(),
        View::Compare => view! { <CompareView/> }.into_any(),
    }
}

/// The three panes of a narrow screen.
#[component]
pub(crate) fn PaneTabs() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let buttons = Pane::ALL.map(|pane| {
        view! {
            <button
                type="button"
                aria-current=move || (navigation.pane.get() == pane).then_some("page")
                on:click=move |_| navigation.pane.set(pane)
            >
                {pane.title()}
            </button>
        }
    });
    view! { <nav class="panes" aria-label="Parts of the page">{buttons.collect_view()}</nav> }
}
