//! Light, dark, or as the system has it.

use crate::storage::storage;
use leptos::prelude::*;

/// The name under which the choice is kept; `start.js` reads it before the first paint.
const KEY: &str = "openmercato-ecs.theme";

/// The colours that the page has now.
#[derive(Clone, Copy)]
pub(crate) struct Colours(pub(crate) RwSignal<Theme>);

impl Colours {
    /// Those that were kept.
    pub(crate) fn of_page() -> Self {
        Self(RwSignal::new(Theme::kept()))
    }

    /// Turns to the next ones.
    pub(crate) fn turn(self) {
        self.0.update(|theme| *theme = theme.next());
        self.0.get_untracked().apply();
    }
}

/// Which colours the page can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    /// The choice kept in this browser.
    fn kept() -> Self {
        match storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// Shows the page in these colours and keeps the choice.
    fn apply(self) {
        if let Some(root) = document().document_element() {
            let _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                Self::Light | Self::Dark => root.set_attribute("data-theme", self.name()),
            };
        }
        // Where storage is refused the choice holds until the page is closed.
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, self.name());
        }
    }

    /// The next one in the round.
    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// Its name for people and for storage.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}
