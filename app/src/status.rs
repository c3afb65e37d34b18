//! The state of the whole, and taking it away.

use crate::clock::Pause;
use crate::download;
use crate::icon::{Glyph, Icon};
use crate::navigation::{Navigation, Taken, View};
use crate::problems::focus_summary;
use crate::store::{Evaluated, Store};
use crate::toolbar::DialogButtons;
use leptos::prelude::*;
use openmercato_ecs_core::cost::Total;
use openmercato_ecs_core::labels::counted;

/// Milliseconds without a change before the archive is packed for its hash, and before a screen reader is told.
const PAUSE: u64 = 800;

/// Problems, advice, resources, the archive's hash and the download.
#[component]
pub(crate) fn StatusBar() -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let advice = Memo::new(move |_| store.deployment.read().evaluation.advice().count());
    let errors = Memo::new(move |_| store.error_count());
    let hash = expect_context::<ArchiveHash>();
    hash.follow(store);
    let resources = Memo::new(move |_| store.deployment.read().evaluation.plan.resources.len());
    view! {
        <button
            type="button"
            class="state"
            class:wrong=move || errors.get() != 0
            on:click=move |_| navigation.open_view(View::Problems)
        >
            {move || {
                let glyph = if errors.get() > 0 { Glyph::Error } else { Glyph::Fine };
                view! { <Icon glyph/> }
            }}
            {move || counted(errors.get(), "problem", "problems")}
        </button>
        <button type="button" class="state advice" on:click=move |_| navigation.open_view(View::Problems)>
            {move || counted(advice.get(), "piece of advice", "pieces of advice")}
        </button>
        <button type="button" class="state resources" on:click=move |_| navigation.open_view(View::Plan)>
            {move || counted(resources.get(), "resource", "resources")}
        </button>
        <CostState/>
        <Hash hash=hash.0/>
        <DownloadButton/>
    }
}

/// The range of a month's cost; nothing where there are no prices of the region.
#[component]
fn CostState() -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let total = Memo::new(move |_| store.deployment.read().estimate().total());
    let words = move |total: Total| view! { {total.rounded()} <span class="wide">" a month"</span> };
    view! {
        <Show when=move || total.get().is_some()>
            <button type="button" class="state cost-range" on:click=move |_| navigation.open_view(View::Cost)>
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

/// The archive's SHA-256 after a pause, since packing takes longer than a frame; `None` until then.
#[derive(Clone, Copy)]
pub(crate) struct ArchiveHash(RwSignal<Option<String>>);

impl ArchiveHash {
    /// No hash so far.
    pub(crate) fn unknown() -> Self {
        Self(RwSignal::new(None))
    }

    /// Follows the archive that the store's inputs make.
    fn follow(self, store: Store) {
        let hash = self.0;
        let pause = Pause::of(PAUSE);
        Effect::new(move |_| {
            let deployment = store.deployment.get();
            hash.set(None);
            pause.then(move || drop(hash.try_set(Some(deployment.bundle().sha256()))));
        });
    }
}

#[component]
pub(crate) fn DownloadButton() -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    view! {
        <button
            type="button"
            class="primary download"
            on:click=move |_| download_archive(store, navigation)
        >
            <Icon glyph=Glyph::Download/>
            "Download"
        </button>
    }
}

/// Hands out the archive, or says what stands against it.
pub(crate) fn download_archive(store: Store, navigation: Navigation) {
    if store.error_count() > 0 {
        store.revealed.set(true);
        navigation.pane.set(crate::navigation::Pane::Choose);
        focus_summary();
        return;
    }
    let deployment = store.deployment.get_untracked();
    let bundle = deployment.bundle();
    let name = format!("{}.zip", openmercato_ecs_core::bundle::TOP);
    match download::save(&name, "application/zip", &bundle.bytes) {
        Ok(()) => {
            let sha256 = bundle.sha256();
            navigation.announce(format!("Downloaded {name}, SHA-256 {sha256}."));
            navigation.taken.set(Some(Taken { name, sha256 }));
        }
        Err(_) => navigation.announce("This browser does not let the page save a file."),
    }
}

/// What a narrow screen shows under *Take*.
#[component]
pub(crate) fn TakeAway() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    view! {
        <h2>"Take away"</h2>
        <TakeAwayFacts/>
        <DownloadButton/>
        <p class="links">
            <DialogButtons/>
            <button type="button" on:click=move |_| navigation.open_view(View::Files)>"Read the files"</button>
            <button type="button" on:click=move |_| navigation.open_view(View::Cost)>"What it costs"</button>
            <button type="button" on:click=move |_| navigation.open_view(View::Problems)>"Problems and advice"</button>
        </p>
    }
}

/// The size of the archive, its hash, and what it costs.
#[component]
fn TakeAwayFacts() -> impl IntoView {
    let store = expect_context::<Store>();
    let ArchiveHash(hash) = expect_context();
    let size = Memo::new(move |_| {
        let deployment: Evaluated = store.deployment.get();
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

/// Milliseconds for which a report stays on the page.
const REPORT: u64 = 6000;

/// What the page reports, for a while, and what screen readers hear besides: the number of problems after it changed.
#[component]
pub(crate) fn Announcements() -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let errors = Memo::new(move |_| store.error_count());
    let said = RwSignal::new(String::new());
    let pause = Pause::of(PAUSE);
    Effect::new(move |first: Option<()>| {
        let words = counted(errors.get(), "problem", "problems");
        if first.is_some() {
            pause.then(move || drop(said.try_set(words)));
        }
    });
    let rest = Pause::of(REPORT);
    Effect::new(move |_| {
        if !navigation.announcement.read().is_empty() {
            rest.then(move || drop(navigation.announcement.try_set(String::new())));
        }
    });
    view! {
        <p class="visually-hidden" role="status">{said}</p>
        <p class="report" role="status">{navigation.announcement}</p>
    }
}
