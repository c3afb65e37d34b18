//! The bar at the top.

use crate::dialog::{Dialog, OpenDialog, Which};
use crate::share::address;
use crate::start::Start;
use crate::theme::{Colours, Theme};
use crate::undo::Undo;
use leptos::prelude::*;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;

/// What the bar opens, in its order.
const DIALOGS: [(Which, &str); 3] = [(Which::Saved, "Saved"), (Which::Import, "Import"), (Which::Share, "Share")];

/// What can be done with the whole.
#[component]
pub(crate) fn Toolbar(is_embedded: bool) -> impl IntoView {
    let store = expect_context::<Store>();
    let dialog = expect_context::<OpenDialog>();
    let undo = Undo::of_page();
    let undoable = Memo::new(move |_| store.undoable().map(|what| format!("Undo {what}")));
    let redoable = Memo::new(move |_| store.redoable().map(|what| format!("Redo {what}")));
    view! {
        {is_embedded.then(|| view! { <FullPage/> })}
        <div class="tools" role="group" aria-label="The whole">
            <span class="wide"><DialogButtons/></span>
            <button
                type="button"
                class="icon"
                title="Search (/ or Ctrl K)"
                aria-label="Search"
                on:click=move |_| dialog.open(Which::Search)
            >
                <Icon glyph=Glyph::Search/>
            </button>
            <ToolButton
                glyph=Glyph::Undo
                label=Signal::derive(move || undoable.get().unwrap_or_else(|| "Nothing to undo".to_owned()))
                is_off=Signal::derive(move || undoable.read().is_none())
                action=move || {
                    undo.undo();
                }
            />
            <ToolButton
                glyph=Glyph::Redo
                label=Signal::derive(move || redoable.get().unwrap_or_else(|| "Nothing to redo".to_owned()))
                is_off=Signal::derive(move || redoable.read().is_none())
                action=move || {
                    undo.redo();
                }
            />
            <span class="wide"><ThemeButton/></span>
            <button
                type="button"
                class="icon wide"
                title="Keyboard shortcuts (?)"
                aria-label="Keyboard shortcuts"
                on:click=move |_| dialog.open(Which::Shortcuts)
            >
                <b aria-hidden="true">"?"</b>
            </button>
            <button
                type="button"
                class="icon narrow"
                aria-label="Menu"
                on:click=move |_| dialog.open(Which::Menu)
            >
                <Icon glyph=Glyph::Menu/>
            </button>
        </div>
    }
}

/// The way from a part of another page to the page itself, with all that was chosen.
#[component]
fn FullPage() -> impl IntoView {
    let store = expect_context::<Store>();
    let address = move || address(&store.deployment.read());
    view! { <a class="full-page" href=address target="_blank" rel="noopener">"Open the full page"</a> }
}

/// A button for each dialog that the bar opens.
#[component]
pub(crate) fn DialogButtons() -> impl IntoView {
    let dialog = expect_context::<OpenDialog>();
    let buttons = DIALOGS.map(|(which, words)| {
        view! { <button type="button" class="quiet" on:click=move |_| dialog.open(which)>{words}</button> }
    });
    let start = expect_context::<Start>();
    let begin = move |_| {
        dialog.close();
        start.open();
    };
    view! {
        <button type="button" class="quiet" on:click=begin>"Start from"</button>
        {buttons.collect_view()}
    }
}

/// What the bar holds and a narrow screen has no room for.
#[component]
pub(crate) fn Menu() -> impl IntoView {
    view! {
        <Dialog which=Which::Menu>
            <div class="menu"><DialogButtons/> <ThemeButton/></div>
        </Dialog>
    }
}

#[component]
fn ToolButton(glyph: Glyph, label: Signal<String>, is_off: Signal<bool>, action: impl Fn() + 'static) -> impl IntoView {
    // A disabled button would lose the focus when the last change is undone.
    view! {
        <button
            type="button"
            class="icon"
            title=label
            aria-label=label
            aria-disabled=move || is_off.get().then_some("true")
            on:click=move |_| action()
        >
            <Icon glyph/>
        </button>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let colours = expect_context::<Colours>();
    let Colours(theme) = colours;
    let label = move || format!("Colours: {}", theme.get().name());
    view! {
        <button
            type="button"
            class="icon"
            title=label
            aria-label=label
            on:click=move |_| colours.turn()
        >
            {move || {
                let glyph = match theme.get() {
                    Theme::System => Glyph::ThemeSystem,
                    Theme::Light => Glyph::ThemeLight,
                    Theme::Dark => Glyph::ThemeDark,
                };
                view! { <Icon glyph/> }
            }}
        </button>
    }
}
