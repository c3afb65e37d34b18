//! What the page loads once its form can be used: the views, the dialogs, the fields of several controls, and all that
//! makes the archive.
//!
//! With the feature `small` the build cuts what [`contents`] alone reaches, code and texts, into a file of its own.
//! Without it all is one program, and the chunk is there at once. So only the chunk's own functions may be named
//! below; whatever calls them goes through [`Later`].

use crate::app::{Around, PaneTabs, Views};
use crate::form::{self, Spec};
use crate::live::live;
use crate::opening::Opening;
use crate::problems::ErrorSummary;
use crate::share::Address;
use crate::status::{StatusBar, TakeAway};
use crate::toolbar::Toolbar;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use openmercato_ecs_core::Module;
use std::time::Duration;

/// The parts of the page that come later. Each makes its part anew, in the owner that is current.
#[derive(Clone, Copy)]
pub(crate) struct Chunk {
    /// What the address asks for.
    pub(crate) opening: fn(&'static Module) -> Opening,
    /// The field for a value of several parts: a list, a map, an object.
    pub(crate) composite: fn(Spec) -> AnyView,
    /// What stands for a field that cannot show its value.
    pub(crate) raw: fn(Spec) -> AnyView,
    /// What keeps address and inputs together, with what of the link was left out and what has changed since; and what
    /// keeps the archive from being downloaded.
    pub(crate) address: fn(Vec<String>, Vec<String>) -> AnyView,
    /// What can be done with the whole, on a page that is part of another one or not.
    pub(crate) tools: fn(bool) -> AnyView,
    /// The tabs of the views with their panel.
    pub(crate) views: fn() -> AnyView,
    /// What a narrow screen shows under *Take*.
    pub(crate) take_away: fn() -> AnyView,
    /// The state of the whole, and the download.
    pub(crate) status: fn() -> AnyView,
    /// The panes of a narrow screen.
    pub(crate) panes: fn() -> AnyView,
    /// Keys, dialogs, and the exchange with the page around this one, if it is part of one, of this origin.
    pub(crate) around: fn(bool, Option<String>) -> AnyView,
}

/// Why the chunk is not there.
pub(crate) type Missing = SplitLoaderError;

/// The chunk, from the file that the build cuts off here. A box, because this crosses from one program into another.
#[cfg_attr(
    feature = "small",
    leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)
)]
#[cfg_attr(not(feature = "small"), allow(clippy::unnecessary_wraps))]
fn contents() -> Result<Box<Chunk>, Missing> {
    Ok(Box::new(Chunk {
        opening: Opening::of_document,
        composite: form::composite,
        raw: form::raw,
        address: |dropped, changes| view! { <Address dropped changes/> <ErrorSummary/> }.into_any(),
        tools: |is_embedded| view! { <Toolbar is_embedded/> }.into_any(),
        views: || view! { <Views/> }.into_any(),
        take_away: || view! { <TakeAway/> }.into_any(),
        status: || view! { <StatusBar/> }.into_any(),
        panes: || view! { <PaneTabs/> }.into_any(),
        around: |is_embedded, host| view! { <Around is_embedded host/> }.into_any(),
    }))
}

/// Loads the chunk, or gives the one that is there.
pub(crate) async fn load() -> Result<Chunk, Missing> {
    #[cfg(feature = "small")]
    let contents = contents().await;
    #[cfg(not(feature = "small"))]
    let contents = contents();
    contents.map(|chunk| *chunk)
}

/// The chunk as the page sees it: on its way, there, or not to be had.
#[derive(Clone, Copy)]
pub(crate) struct Later(RwSignal<State>);

#[derive(Clone, Copy)]
enum State {
    Loading,
    Failed,
    There(Chunk),
}

impl Later {
    /// Begins to load the chunk, after the page has been painted.
    pub(crate) fn begin() -> Self {
        let later = Self(RwSignal::new(State::Loading));
        // Not before the next picture: inside another page, out of sight, there may be none for long.
        set_timeout(move || later.load(), Duration::ZERO);
        later
    }

    fn load(self) {
        self.0.set(State::Loading);
        leptos::task::spawn_local(async move {
            self.0.set(load().await.map_or(State::Failed, State::There));
        });
    }

    /// Shows a part of the chunk; before it is there, nothing.
    pub(crate) fn show(self, part: impl Fn(Chunk) -> AnyView + Send + 'static) -> AnyView {
        self.show_instead_of(|| ().into_any(), part)
    }

    /// Shows a part of the chunk in the place of what is there before it.
    pub(crate) fn show_instead_of(
        self,
        before: impl Fn() -> AnyView + Send + 'static,
        part: impl Fn(Chunk) -> AnyView + Send + 'static,
    ) -> AnyView {
        live(move || match self.0.get() {
            State::There(chunk) => untrack(|| part(chunk)),
            State::Loading | State::Failed => before(),
        })
    }
}

/// Says that the chunk is being loaded, or that it could not be, with a way to try again.
#[component]
pub(crate) fn Progress(later: Later) -> impl IntoView {
    live(move || match later.0.get() {
        State::There(_) => ().into_any(),
        State::Loading => {
            view! { <p class="loading-rest" role="status">"Loading the rest of the page…"</p> }.into_any()
        }
        State::Failed => view! {
            <div class="notice" role="alert">
                <p>
                    "The rest of the page could not be loaded. What you typed is still here. Is there a network?"
                </p>
                <button type="button" class="small" on:click=move |_| later.load()>"Try again"</button>
            </div>
        }
        .into_any(),
    })
}
