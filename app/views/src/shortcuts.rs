//! Keys for those who do not want to leave the keyboard.

use crate::archive::Archive;
use crate::dialog::{Dialog, OpenDialog, Which};
use crate::storage::storage;
use crate::undo::Undo;
use leptos::ev;
use leptos::prelude::*;
use openmercato_ecs_form::focus::{Focus, move_focus};
use openmercato_ecs_form::place::{Place, View};
use openmercato_ecs_form::store::Store;
use wasm_bindgen::JsCast;

/// The name under which it is kept that keys without a modifier do nothing.
const KEY: &str = "openmercato-ecs.no-single-keys";

/// Every shortcut: the key or keys as shown, and what they do.
const SHORTCUTS: [(&str, &str); 16] = [
    ("]", "Next section"),
    ("[", "Previous section"),
    ("t", "Topology"),
    ("f", "Files"),
    ("p", "Plan"),
    ("o", "Cost"),
    ("b", "Problems"),
    ("m", "Brief"),
    ("c", "Compare"),
    ("s", "The picture alone"),
    ("u or Ctrl Z", "Undo"),
    ("r or Ctrl Shift Z", "Redo"),
    ("d", "Download"),
    ("e", "First problem"),
    ("/ or Ctrl K", "Search"),
    ("?", "This list"),
];

/// Whether keys without a modifier do nothing.
#[derive(Clone, Copy)]
pub(crate) struct Off(pub(crate) RwSignal<bool>);

/// Listens for the keys.
pub(crate) fn listen() {
    let off = RwSignal::new(storage().is_some_and(|storage| storage.get_item(KEY).ok().flatten().is_some()));
    provide_context(Off(off));
    let keys = Keys::of_page();
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || comes_from(&event, "dialog") {
            return;
        }
        let is_typing = comes_from(&event, "textarea, select, input:not([type=checkbox]):not([type=radio])");
        // Some layouts write brackets with it. Windows says then that Ctrl and Alt are down, too.
        let is_written = event.get_modifier_state("AltGraph");
        if event.alt_key() && !is_written {
            return;
        }
        let has_modifier = !is_written && (event.ctrl_key() || event.meta_key());
        let place = if is_written { String::new() } else { event.code() };
        let key = meant(&event.key(), &place, event.shift_key());
        let done = match (has_modifier, key.as_str()) {
            (true, "k") => keys.search(),
            _ if is_typing => false,
            (true, "z") => keys.undo.undo(),
            (true, "Z" | "y") => keys.undo.redo(),
            (false, key) if !off.get_untracked() => keys.single(key),
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// The key that someone means: Shift alone makes a capital letter, whatever Caps Lock says, and where the keyboard
/// writes no Latin letters, the place of the key tells which Latin one it is.
fn meant(key: &str, place: &str, is_shifted: bool) -> String {
    /// The first letter of Unicode after the Latin ones of keyboards.
    const OTHER_SCRIPTS: char = '\u{250}';
    let mut characters = key.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else { return key.to_owned() };
    let latin = match (character < OTHER_SCRIPTS, place.strip_prefix("Key"), place) {
        (false, Some(letter), _) => letter,
        (false, _, "BracketLeft") => "[",
        (false, _, "BracketRight") => "]",
        _ => key,
    };
    if is_shifted { latin.to_ascii_uppercase() } else { latin.to_ascii_lowercase() }
}

/// What the keys act on.
#[derive(Clone, Copy)]
struct Keys {
    store: Store,
    place: Place,
    focus: Focus,
    dialog: OpenDialog,
    archive: Archive,
    undo: Undo,
}

impl Keys {
    fn of_page() -> Self {
        Self {
            store: expect_context(),
            place: expect_context(),
            focus: expect_context(),
            dialog: expect_context(),
            archive: expect_context(),
            undo: Undo::of_page(),
        }
    }

    /// Does what a key without a modifier does; whether it does something.
    fn single(self, key: &str) -> bool {
        let sections = self.store.module.sections().len();
        let section = self.place.section.get_untracked();
        match key {
            "]" if section + 1 < sections => self.focus.open_section(section + 1),
            "[" if section > 0 => self.focus.open_section(section - 1),
            "t" => self.open_view(View::Topology),
            "f" => self.open_view(View::Files),
            "p" => self.open_view(View::Plan),
            "o" => self.open_view(View::Cost),
            "b" => self.open_view(View::Problems),
            "m" => self.open_view(View::Brief),
            "c" => self.open_view(View::Compare),
            "s" => self.dialog.open(Which::Present),
            "u" => return self.undo.undo(),
            "r" => return self.undo.redo(),
            "d" => self.archive.download(),
            "e" => return self.go_to_first_problem(),
            "/" => return self.search(),
            "?" => self.dialog.open(Which::Shortcuts),
            _ => return false,
        }
        true
    }

    fn search(self) -> bool {
        self.dialog.open(Which::Search);
        true
    }

    fn open_view(self, view: View) {
        self.place.open_view(view);
        move_focus(&format!("tab-{}", view.slug()));
    }

    fn go_to_first_problem(self) -> bool {
        let first = self.store.deployment.read_untracked().evaluation.errors().next().map(|error| error.path.clone());
        let Some(first) = first else { return false };
        self.store.revealed.set(true);
        self.focus.go_to(&first);
        true
    }
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
                        if let Some(storage) = storage() {
                            let _ = if off.get_untracked() { storage.set_item(KEY, "1") } else { storage.remove_item(KEY) };
                        }
                    }
                />
                <label for="shortcuts-on">"Keys without Ctrl do something"</label>
            </p>
        </Dialog>
    }
}

/// Whether the event comes from within such an element.
fn comes_from(event: &web_sys::KeyboardEvent, selector: &str) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn caps_lock_changes_no_key() {
        assert_eq!(meant("Z", "KeyZ", false), "z");
        assert_eq!(meant("z", "KeyZ", true), "Z");
    }

    #[test]
    fn the_letter_counts_where_it_is_latin_and_the_place_where_it_is_not() {
        assert_eq!(meant("y", "KeyZ", false), "y", "a German keyboard");
        assert_eq!(meant("\u{44f}", "KeyZ", false), "z", "a Russian one");
        assert_eq!(meant("\u{3b6}", "KeyZ", true), "Z", "a Greek one");
        assert_eq!(meant("\u{44a}", "BracketRight", false), "]");
        assert_eq!(meant("\u{fc}", "BracketLeft", false), "\u{fc}", "a German letter is no bracket");
        assert_eq!(meant("?", "Slash", true), "?");
        assert_eq!(meant("Dead", "KeyN", false), "Dead");
    }
}
