//! The bar at the top.

use crate::icon::{Glyph, Icon};
use crate::navigation::Navigation;
use crate::shortcuts::{redo, undo};
use crate::store::Store;
use crate::theme::Theme;
use leptos::prelude::*;

/// The page's name, and what can be done with the whole.
#[component]
pub(crate) fn Toolbar() -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let undoable = Memo::new(move |_| store.undoable().map(|what| format!("Undo {what}")));
    let redoable = Memo::new(move |_| store.redoable().map(|what| format!("Redo {what}")));
    view! {
        <h1>"OpenMercato " <span>"on AWS"</span></h1>
        <div class="tools" role="group" aria-label="Everything">
            <ToolButton
                glyph=Glyph::Undo
                label=Signal::derive(move || undoable.get().unwrap_or_else(|| "Nothing to undo".to_owned()))
                is_off=Signal::derive(move || undoable.read().is_none())
                action=move || {
                    undo(store, navigation);
                }
            />
            <ToolButton
                glyph=Glyph::Redo
                label=Signal::derive(move || redoable.get().unwrap_or_else(|| "Nothing to redo".to_owned()))
                is_off=Signal::derive(move || redoable.read().is_none())
                action=move || {
                    redo(store, navigation);
                }
            />
            <ThemeButton/>
            <button
                type="button"
                class="icon help-key"
                title="Keyboard shortcuts"
                aria-label="Keyboard shortcuts"
                on:click=move |_| navigation.shortcuts.set(true)
            >
                <span aria-hidden="true">"?"</span>
            </button>
        </div>
    }
}

#[component]
fn ToolButton(
    glyph: Glyph,
    label: Signal<String>,
    is_off: Signal<bool>,
    action: impl Fn() + 'static,
) -> impl IntoView {
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
    let theme = RwSignal::new(Theme::kept());
    let label = move || format!("Colours: {}", theme.get().name());
    view! {
        <button
            type="button"
            class="icon"
            title=label
            aria-label=label
            on:click=move |_| {
                theme.update(|theme| *theme = theme.next());
                theme.get_untracked().apply();
            }
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
