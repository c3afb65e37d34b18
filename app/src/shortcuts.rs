//! Keys for those who do not want to leave the keyboard.

use crate::dialog::{Dialog, Which};
use crate::history::What;
use crate::navigation::{Navigation, View, focus};
use crate::status::download_archive;
use crate::store::Store;
use crate::theme;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The name under which it is kept that keys without a modifier do nothing.
const KEY: &str = "openmercato-ecs.no-single-keys";

/// Every shortcut: the key or keys as shown, and what they do.
const SHORTCUTS: [(&str, &str); 14] = [
    ("]", "Next section"),
    ("[", "Previous section"),
    ("t", "Topology"),
    ("f", "Files"),
    ("p", "Plan"),
    ("o", "Cost"),
    ("b", "Problems"),
    ("m", "Brief"),
    ("c", "Compare"),
    ("u or Ctrl Z", "Undo"),
    ("r or Ctrl Shift Z", "Redo"),
    ("d", "Download"),
    ("e", "First problem"),
    ("?", "This list"),
];

/// Whether keys without a modifier do nothing.
#[derive(Clone, Copy)]
struct Off(RwSignal<bool>);

/// Listens for the keys.
pub(crate) fn listen(store: Store, navigation: Navigation) {
    let off = RwSignal::new(theme::storage().is_some_and(|storage| storage.get_item(KEY).ok().flatten().is_some()));
    provide_context(Off(off));
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || is_typing(&event) {
            return;
        }
        let key = event.key();
        let has_modifier = event.ctrl_key() || event.meta_key();
        let done = match (has_modifier, key.as_str()) {
            (true, "z") => undo(store, navigation),
            (true, "Z" | "y") => redo(store, navigation),
            (false, _) if event.alt_key() || off.get_untracked() => false,
            (false, key) => single(key, store, navigation),
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// The list of the keys.
#[component]
pub(crate) fn ShortcutsDialog() -> impl IntoView {
    let Off(off) = expect_context();
    let rows = move || {
        SHORTCUTS
            .map(|(keys, action)| view! { <tr><th scope="row"><kbd>{keys}</kbd></th><td>{action}</td></tr> })
            .collect_view()
    };
    view! {
        <Dialog which=Which::Shortcuts>
            <table class="shortcuts"><tbody>{rows}</tbody></table>
            <p class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    id="shortcuts-on"
                    prop:checked=move || !off.get()
                    on:change=move |event| {
                        off.set(!event_target_checked(&event));
                        if let Some(storage) = theme::storage() {
                            let _ = if off.get_untracked() { storage.set_item(KEY, "1") } else { storage.remove_item(KEY) };
                        }
                    }
                />
                <label for="shortcuts-on">"Keys without Ctrl do something"</label>
            </p>
        </Dialog>
    }
}

fn single(key: &str, store: Store, navigation: Navigation) -> bool {
    let sections = store.module.sections().len();
    let section = navigation.section.get_untracked();
    match key {
        "]" if section + 1 < sections => navigation.open_section(section + 1),
        "[" if section > 0 => navigation.open_section(section - 1),
        "t" => open_view(navigation, View::Topology),
        "f" => open_view(navigation, View::Files),
        "p" => open_view(navigation, View::Plan),
        "o" => open_view(navigation, View::Cost),
        "b" => open_view(navigation, View::Problems),
        "m" => open_view(navigation, View::Brief),
        "c" => open_view(navigation, View::Compare),
        "u" => return undo(store, navigation),
        "r" => return redo(store, navigation),
        "d" => download_archive(store, navigation),
        "e" => {
            let first = store.deployment.read_untracked().evaluation.errors().next().map(|error| error.path.clone());
            let Some(first) = first else { return false };
            store.revealed.set(true);
            navigation.go_to(store, &first);
        }
        "?" => navigation.dialog.set(Some(Which::Shortcuts)),
        _ => return false,
    }
    true
}

fn open_view(navigation: Navigation, view: View) {
    navigation.open_view(view);
    focus(&format!("tab-{}", view.slug()));
}

/// Takes the last change back and says so.
pub(crate) fn undo(store: Store, navigation: Navigation) -> bool {
    let undone = store.undo();
    show(undone.as_ref(), navigation);
    navigation.announce(undone.as_ref().map_or("Nothing to undo.".to_owned(), |what| format!("Undone: {what}.")));
    undone.is_some()
}

/// Makes the change again that was taken back last, and says so.
pub(crate) fn redo(store: Store, navigation: Navigation) -> bool {
    let redone = store.redo();
    show(redone.as_ref(), navigation);
    navigation.announce(redone.as_ref().map_or("Nothing to redo.".to_owned(), |what| format!("Done again: {what}.")));
    redone.is_some()
}

/// Opens the section in which something changed, so that it is seen.
fn show(what: Option<&What>, navigation: Navigation) {
    if let Some(What::Field(path)) = what
        && let Some(section) = navigation.section_of(path.variable())
    {
        navigation.section.set(section);
    }
}

/// Whether the key goes into a text, a list that drops down, or a dialog.
fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    let matches = |selector| element.closest(selector).is_ok_and(|found| found.is_some());
    matches("textarea, select, dialog, input:not([type=checkbox]):not([type=radio])")
}
