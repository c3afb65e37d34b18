//! The state of the whole, and taking it away.

use crate::archive::{Archive, DownloadButton};
use crate::toolbar::DialogButtons;
use leptos::prelude::*;
use openmercato_ecs_core::cost::Total;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::{Place, View};
use openmercato_ecs_form::store::Store;

/// Problems, advice, resources, the archive's hash and the download.
#[component]
pub(crate) fn StatusBar() -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let advice = Memo::new(move |_| store.deployment.read().evaluation.advice().count());
    let errors = Memo::new(move |_| store.error_count());
    let archive = expect_context::<Archive>();
    archive.follow();
    let resources = Memo::new(move |_| store.deployment.read().evaluation.plan.resources.len());
    view! {
        <button
            type="button"
            class="state"
            class:wrong=move || errors.get() != 0
            on:click=move |_| place.open_view(View::Problems)
        >
            {move || {
                let glyph = if errors.get() > 0 { Glyph::Error } else { Glyph::Fine };
                view! { <Icon glyph/> }
            }}
            {move || counted(errors.get(), "problem", "problems")}
        </button>
        <button type="button" class="state advice" on:click=move |_| place.open_view(View::Problems)>
            {move || counted(advice.get(), "piece of advice", "pieces of advice")}
        </button>
        <button type="button" class="state resources" on:click=move |_| place.open_view(View::Plan)>
            {move || counted(resources.get(), "resource", "resources")}
        </button>
        <CostState/>
        <Hash hash=archive.sha256/>
        <DownloadButton/>
    }
}

/// The range of a month's cost; nothing where there are no prices of the region.
#[component]
fn CostState() -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let total = Memo::new(move |_| store.deployment.read().estimate().total());
    let words = move |total: Total| view! { {total.rounded()} <span class="wide">" a month"</span> };
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
        <DownloadButton/>
        <p class="links">
            <DialogButtons/>
            <button type="button" on:click=move |_| place.open_view(View::Files)>"Read the files"</button>
            <button type="button" on:click=move |_| place.open_view(View::Cost)>"What it costs"</button>
            <button type="button" on:click=move |_| place.open_view(View::Problems)>"Problems and advice"</button>
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
        {move || cost().map(|total| view! { <p>"On AWS it costs " {total} " a month."</p> })}
        <p class="help hash">
            {move || hash.get().map(|hash| view! { "SHA-256 " <code>{hash}</code> })}
        </p>
    }
}
