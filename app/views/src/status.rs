//! The state of the whole, and taking it away.

use crate::archive::{Archive, DownloadButton};
use crate::import::KeepEdits;
use crate::toolbar::DialogButtons;
use leptos::prelude::*;
use openmercato_ecs_core::cost::Total;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_form::count::Counts;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::{Place, View};
use openmercato_ecs_form::store::Store;

/// What is found, resources, cost, the archive's hash and the download.
#[component]
pub(crate) fn StatusBar() -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let counts = Memo::new(move |_| Counts::of(&store, |_| true));
    let archive = expect_context::<Archive>();
    archive.follow();
    let resources = Memo::new(move |_| store.deployment.read().evaluation.plan.resources.len());
    view! {
        <button
            type="button"
            class="state levels"
            class:wrong=move || { store.error_count() > 0 }
            on:click=move |_| place.open_view(View::Problems)>
            {move || view! { <LevelWords counts=counts.get() is_refused=store.error_count() != 0/> }}
        </button>
        <button type="button" class="state resources" on:click=move |_| place.open_view(View::Plan)>
            {move || counted(resources.get(), "resource", "resources")}
        </button>
        <CostState/>
        <Hash hash=archive.sha256/>
        <DownloadButton/>
    }
}

/// What is found, each in its colour with its picture; where nothing is and nothing is missing, that.
#[component]
fn LevelWords(counts: Counts, is_refused: bool) -> impl IntoView {
    let is_fine = counts.are_fine() && !is_refused;
    let fine = is_fine.then(|| view! { <span class="level fine"><Icon glyph=Glyph::Fine/> "Nothing is wrong"</span> });
    let found = counts.shown().map(|(class, glyph, count, words)| {
        view! { <span class=format!("level {class}")><Icon glyph/> {count.to_string()} <span class="level-words">" " {words} " "</span></span> }
    });
    view! { {fine} {found.collect_view()} }
}

/// The range of a month's cost; nothing where there are no prices of the region.
#[component]
fn CostState() -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let total = Memo::new(move |_| store.deployment.read().estimate().total());
    let is_incomplete = move || store.error_count() > 0;
    let words = move |total: Total| {
        view! {
            {total.rounded()}
            <span class="wide">" a month"</span>
            {move || is_incomplete().then(|| view! { <span class="incomplete">", incomplete"</span> })}
        }
    };
    view! {
        <Show when=move || total.get().is_some()>
            <button type="button" class="state cost-range" on:click=move |_| place.open_view(View::Cost)>
                {move || total.get().map(words)}
            </button>
        </Show>
    }
}

/// The beginning of the archive's SHA-256; the whole of it on request.
#[component]
fn Hash(hash: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <span class="state hash" title=move || hash.get().map(|hash| format!("SHA-256 of the archive: {hash}"))>
            {move || hash.get().map(|hash| view! { "sha256 " <code>{hash.get(..8).unwrap_or_default().to_owned()}"…"</code> })}
        </span>
    }
}

/// What a narrow screen shows under *Take*.
#[component]
pub(crate) fn TakeAway() -> impl IntoView {
    let place = expect_context::<Place>();
    view! {
        <h2>"Take away"</h2>
        <TakeAwayFacts/>
        <KeepEdits/>
        <DownloadButton/>
        <p class="links">
            <DialogButtons/>
            <button type="button" on:click=move |_| drop(window().print())>"Print the brief"</button>
            <button type="button" on:click=move |_| place.open_view(View::Brief)>"Read the brief"</button>
            <button type="button" on:click=move |_| place.open_view(View::Topology)>"See the picture, save it"</button>
            <button type="button" on:click=move |_| place.open_view(View::Files)>"Read the files"</button>
            <button type="button" on:click=move |_| place.open_view(View::Cost)>"What it costs"</button>
            <button type="button" on:click=move |_| place.open_view(View::Problems)>"What is wrong, and what is to fill in"</button>
        </p>
    }
}

/// The size of the archive, its hash, and what it costs.
#[component]
fn TakeAwayFacts() -> impl IntoView {
    let store = expect_context::<Store>();
    let hash = expect_context::<Archive>().sha256;
    let size = Memo::new(move |_| {
        let deployment = store.deployment.get();
        deployment.files().iter().map(|(_, text)| text.len()).sum::<usize>() / 1000
    });
    let cost = move || store.deployment.read().estimate().total().map(Total::rounded);
    view! {
        <p>
            "A Terraform repository of "
            {move || store.deployment.read().files().iter().count()}
            " files, "
            {move || size.get()}
            " kB unpacked. Nothing you typed leaves this page until you send it somewhere yourself."
        </p>
        {move || {
            let count = store.to_fill_in().len();
            let words = move || format!("{} still to be filled in; its README lists them.", counted(count, "place is", "places are"));
            (count > 0).then(|| view! { <p>{words()}</p> })
        }}
        {move || cost().map(|total| view! { <p>"On AWS it costs " {total} " a month."</p> })}
        <p class="help hash">
            {move || hash.get().map(|hash| view! { "SHA-256 " <code>{hash}</code> })}
        </p>
    }
}
