//! What the page loads once its form can be used: the views, the dialogs, and all that makes the archive.
//!
//! With the feature `small` the build cuts what [`contents`] alone reaches, code and texts, into a file of its own.
//! Without it all is one program, and the chunk is there at once. So only the chunk's own functions may be named
//! below; whatever calls them goes through [`Later`].

use crate::app::{dialogs, view_panel};
use crate::host::Host;
use crate::navigation::{Navigation, View};
use crate::opening::Opening;
use crate::share::Address;
use crate::status::{StatusOfArchive, TakeAwayFacts, hand_out};
use crate::store::Store;
use crate::toolbar::FullPage;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use openmercato_ecs_core::Module;
use std::time::Duration;

/// The parts of the page that come later. Each makes its part anew, in the owner that is current.
#[derive(Clone, Copy)]
pub(crate) struct Chunk {
    /// What the address asks for.
    pub(crate) opening: fn(&'static Module) -> Opening,
    /// What keeps address and inputs together, with what of the link was left out and what has changed since.
    pub(crate) address: fn(Vec<String>, Vec<String>) -> AnyView,
    /// The way from a part of another page to the page itself.
    pub(crate) full_page: fn() -> AnyView,
    /// What the panel of a view shows.
    pub(crate) view: fn(View) -> AnyView,
    /// Every dialog, closed.
    pub(crate) dialogs: fn() -> AnyView,
    /// The cost and the archive's hash in the status bar.
    pub(crate) status: fn() -> AnyView,
    /// What is said of the archive under *Take*.
    pub(crate) take_away: fn() -> AnyView,
    /// The exchange with the page around this one, of this origin.
    pub(crate) host: fn(Option<String>) -> AnyView,
    /// Packs the archive and hands it to the browser.
    pub(crate) hand_out: fn(Store, Navigation),
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
        address: |dropped, changes| view! { <Address dropped changes/> }.into_any(),
        full_page: || view! { <FullPage/> }.into_any(),
        view: view_panel,
        dialogs,
        status: || view! { <StatusOfArchive/> }.into_any(),
        take_away: || view! { <TakeAwayFacts/> }.into_any(),
        host: |origin| view! { <Host origin/> }.into_any(),
        hand_out,
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
pub(crate) struct Later {
    state: RwSignal<State>,
    navigation: Navigation,
    /// What someone asked for meanwhile.
    waiting: StoredValue<Option<Action>, LocalStorage>,
}

type Action = Box<dyn Fn(Chunk)>;

/// Milliseconds that someone waits before the page says for what.
const PATIENCE: Duration = Duration::from_millis(200);

const LOADING: &str = "Loading the views, the dialogs and the archive…";
const FAILED: &str =
    "The views, the dialogs and the archive could not be loaded. What you typed is still here. Is there a network?";

#[derive(Clone, Copy)]
enum State {
    Loading,
    Failed,
    There(Chunk),
}

impl Later {
    /// Begins to load the chunk, after the page has been painted.
    pub(crate) fn begin(navigation: Navigation) -> Self {
        let later = Self { state: RwSignal::new(State::Loading), navigation, waiting: StoredValue::new_local(None) };
        // Not before the next picture: inside another page, out of sight, there may be none for long.
        set_timeout(move || later.load(), Duration::ZERO);
        later
    }

    fn load(self) {
        self.state.set(State::Loading);
        leptos::task::spawn_local(async move {
            self.state.set(load().await.map_or(State::Failed, State::There));
            let waiting = self.waiting.try_update_value(Option::take).flatten();
            match (waiting, self.state.get_untracked()) {
                (Some(action), State::There(chunk)) => action(chunk),
                (Some(_), State::Failed) => self.navigation.announce(FAILED),
                _ => {}
            }
        });
    }

    /// Does something with the chunk, as soon as it is there.
    pub(crate) fn then(self, action: impl Fn(Chunk) + 'static) {
        match self.state.get_untracked() {
            State::There(chunk) => return action(chunk),
            State::Failed => self.load(),
            State::Loading => {}
        }
        self.waiting.set_value(Some(Box::new(action)));
        set_timeout(
            move || {
                if self.waiting.with_value(Option::is_some) {
                    self.navigation.announce(LOADING);
                }
            },
            PATIENCE,
        );
    }

    /// Shows a part of the chunk; before it is there, nothing.
    pub(crate) fn show(self, part: impl Fn(Chunk) -> AnyView + Send + 'static) -> AnyView {
        let shown = move || match self.state.get() {
            State::There(chunk) => untrack(|| part(chunk)),
            State::Loading | State::Failed => ().into_any(),
        };
        shown.into_any()
    }
}

/// Says in the place of a view that it is being loaded, or that it could not be, with a way to try again.
#[component]
pub(crate) fn Progress() -> impl IntoView {
    let later = expect_context::<Later>();
    let shown = move || match later.state.get() {
        State::There(_) => ().into_any(),
        State::Loading => view! { <p class="loading-view" role="status">{LOADING}</p> }.into_any(),
        State::Failed => view! {
            <div class="notice" role="alert">
                <p>{FAILED}</p>
                <button type="button" class="small" on:click=move |_| later.load()>"Try again"</button>
            </div>
        }
        .into_any(),
    };
    shown.into_any()
}
