//! The picture alone, as large as the screen.

use super::chapter::Chapter;
use super::pane::Size;
use super::still::still;
use crate::dialog::{OpenDialog, Which, follow};
use crate::shortcuts::Off;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::cost::Total;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::topology::{DrawingOptions, Orientation};
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;

/// The picture for a projector: arrow keys lead through its chapters, `p` shows the price, Escape closes it.
#[component]
pub(crate) fn Present() -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let (is_open, closed) = follow(Which::Present, element);
    view! {
        <dialog
            node_ref=element
            id=Which::Present.id()
            class="stage"
            aria-label=Which::Present.title()
            on:close=move |_| closed()
        >
            <Show when=move || is_open.get()><Stage/></Show>
        </dialog>
    }
    .into_any()
}

/// The picture with its bar.
#[component]
fn Stage() -> impl IntoView {
    let chapter = RwSignal::new(Chapter::Whole);
    let has_price = RwSignal::new(false);
    let Off(no_single_keys) = expect_context();
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" | "ArrowDown" | "PageDown" => chapter.update(|chapter| *chapter = chapter.moved(1)),
            "ArrowLeft" | "ArrowUp" | "PageUp" => chapter.update(|chapter| *chapter = chapter.moved(-1)),
            "Home" => chapter.set(Chapter::Whole),
            "p" if !no_single_keys.get_untracked() => has_price.update(|has_price| *has_price = !*has_price),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
    view! {
        <StagePicture chapter/>
        <Show when=move || has_price.get()><Price/></Show>
        <Bar chapter has_price/>
    }
}

#[component]
fn StagePicture(chapter: RwSignal<Chapter>) -> impl IntoView {
    let store = expect_context::<Store>();
    let orientation = RwSignal::new(orientation_of_window());
    let listener = window_event_listener(leptos::ev::resize, move |_| orientation.set(orientation_of_window()));
    on_cleanup(move || listener.remove());
    let drawing = Memo::new(move |_| {
        let options = DrawingOptions { orientation: orientation.get(), expanded: false };
        store.deployment.read().topology().layout(options)
    });
    let picture = move || {
        let (drawing, chapter) = (drawing.read(), chapter.get());
        let name = format!("{}. {}", drawing.title, drawing.description);
        still(&drawing, name, |piece| chapter.class_of(piece), |_| None)
    };
    let letters = move || if orientation.get() == Orientation::Stage { "stage-picture large" } else { "stage-picture" };
    view! { <div class=letters>{picture}</div> }
}

/// A screen that stands shows the tall picture.
fn orientation_of_window() -> Orientation {
    match Size::of_window().orientation() {
        Orientation::Portrait => Orientation::Portrait,
        Orientation::Landscape | Orientation::Stage => Orientation::Stage,
    }
}

/// The range of a month's cost, and what is incomplete about it.
#[component]
fn Price() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = move || {
        let total = store.deployment.read().estimate().total().map(Total::rounded);
        let total =
            total.map_or("No total without prices of the region".to_owned(), |total| format!("{total} a month"));
        match store.error_count() {
            0 => total,
            errors => format!("{total}, {} open", counted(errors, "problem", "problems")),
        }
    };
    view! { <p class="stage-price">{words}</p> }
}

/// The chapter, the ways to the others, and the way back.
#[component]
fn Bar(chapter: RwSignal<Chapter>, has_price: RwSignal<bool>) -> impl IntoView {
    let store = expect_context::<Store>();
    let dialog = expect_context::<OpenDialog>();
    let go = move |by: isize| chapter.update(|chapter| *chapter = chapter.moved(by));
    // A disabled button would lose the focus at the end of the walk.
    let is_last = move |by: isize| (chapter.get().moved(by) == chapter.get()).then_some("true");
    view! {
        <div class="stage-bar">
            <button type="button" class="icon" title="Back (←)" aria-label="Back" aria-disabled=move || is_last(-1) on:click=move |_| go(-1)>
                <Icon glyph=Glyph::Previous/>
            </button>
            <button type="button" class="icon" title="On (→)" aria-label="On" autofocus aria-disabled=move || is_last(1) on:click=move |_| go(1)>
                <Icon glyph=Glyph::Next/>
            </button>
            <p class="chapter" role="status">
                <b>{move || chapter.get().title()}</b>
                <span>{move || chapter.get().words(store.deployment.read().topology())}</span>
            </p>
            <button
                type="button"
                class="small"
                title="Price (p)"
                aria-pressed=move || if has_price.get() { "true" } else { "false" }
                on:click=move |_| has_price.update(|has_price| *has_price = !*has_price)
            >
                "Price"
            </button>
            <button type="button" class="icon" title="Close (Escape)" aria-label="Close" on:click=move |_| dialog.close()>
                <Icon glyph=Glyph::Close/>
            </button>
        </div>
    }
}
