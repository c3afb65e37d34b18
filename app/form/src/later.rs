//! The chunk as it comes.

use crate::chunk::{Chunk, Load};
use crate::live::live;
use leptos::prelude::*;
use std::time::Duration;

/// The chunk as the page sees it: on its way, there, or not to be had.
#[derive(Clone)]
pub(crate) struct Later {
    state: RwSignal<State>,
    load: Load,
    /// The owner of the page, and so of what the parts share.
    page: Owner,
}

#[derive(Clone, Copy)]
enum State {
    Loading,
    Failed,
    There(Chunk),
}

impl Later {
    /// Begins to load the chunk for the page of this owner, after the page has been painted.
    pub(crate) fn begin(load: Load, page: Owner) -> Self {
        let later = Self { state: RwSignal::new(State::Loading), load, page };
        let begun = later.clone();
        // Not before the next picture: inside another page, out of sight, there may be none for long.
        set_timeout(move || begun.load(), Duration::ZERO);
        later
    }

    /// The chunk, once it is there.
    pub(crate) fn chunk(&self) -> Option<Chunk> {
        match self.state.get() {
            State::There(chunk) => Some(chunk),
            State::Loading | State::Failed => None,
        }
    }

    fn load(self) {
        self.state.set(State::Loading);
        leptos::task::spawn_local(async move {
            let chunk = (self.load)().await;
            if let Ok(chunk) = &chunk {
                self.page.with(chunk.share);
            }
            self.state.set(chunk.map_or(State::Failed, State::There));
        });
    }

    /// Shows a part of the chunk; before it is there, nothing.
    pub(crate) fn show(&self, part: impl Fn(Chunk) -> AnyView + Send + 'static) -> AnyView {
        self.show_instead_of(|| ().into_any(), part)
    }

    /// Shows a part of the chunk in the place of what is there before it.
    pub(crate) fn show_instead_of(
        &self,
        before: impl Fn() -> AnyView + Send + 'static,
        part: impl Fn(Chunk) -> AnyView + Send + 'static,
    ) -> AnyView {
        instead(self.state, Box::new(before), Box::new(part))
    }
}

/// One for all parts, so that the code is in the program once.
fn instead(
    state: RwSignal<State>,
    before: Box<dyn Fn() -> AnyView + Send>,
    part: Box<dyn Fn(Chunk) -> AnyView + Send>,
) -> AnyView {
    live(move || match state.get() {
        State::There(chunk) => untrack(|| part(chunk)),
        State::Loading | State::Failed => before(),
    })
}

/// Says that the chunk is being loaded, or that it could not be, with a way to try again.
#[component]
pub(crate) fn Progress(later: Later) -> impl IntoView {
    live(move || match later.state.get() {
        State::There(_) => ().into_any(),
        State::Loading => {
            view! { <p class="loading-rest" role="status">"Loading the rest of the page…"</p> }.into_any()
        }
        State::Failed => {
            let later = later.clone();
            view! {
                <div class="notice" role="alert">
                    <p>
                        "The rest of the page could not be loaded. What you typed is still here. Is there a network?"
                    </p>
                    <button type="button" class="small" on:click=move |_| later.clone().load()>"Try again"</button>
                </div>
            }
            .into_any()
        }
    })
}
