//! Light, dark, or as the system has it.

use crate::parent::parent_window;
use crate::storage::storage;
use leptos::prelude::*;

/// The name under which the choice is kept; `start.js` reads it before the first paint.
const KEY: &str = "openmercato-ecs.theme";

/// The colours that the page has now.
#[derive(Clone, Copy)]
pub(crate) struct Colours(pub(crate) RwSignal<Theme>);

impl Colours {
    /// Those that the page was opened with.
    pub(crate) fn of_page() -> Self {
        Self(RwSignal::new(Theme::opened()))
    }

    /// Turns to the next ones, and keeps them for the next visit.
    pub(crate) fn turn(self) {
        let theme = self.0.get_untracked().next();
        self.show(theme);
        // In a frame they are that place's.
        if parent_window().is_none() {
            theme.keep();
        }
    }

    /// Shows the page in these.
    pub(crate) fn show(self, theme: Theme) {
        theme.apply();
        self.0.set(theme);
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
    /// Those in which `theme.js` shows the page, by its address or by what was kept; where a host's policy refuses that
    /// script, what was kept.
    fn opened() -> Self {
        let shown = document().document_element().and_then(|root| root.get_attribute("data-theme"));
        let kept = || storage()?.get_item(KEY).ok().flatten();
        shown.or_else(kept).and_then(|name| Self::named(&name)).unwrap_or(Self::System)
    }

    /// The colours of this name; `auto` is another one for the system's.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "system" | "auto" => Some(Self::System),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    /// Shows the page in these colours.
    fn apply(self) {
        if let Some(root) = document().document_element() {
            let _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                Self::Light | Self::Dark => root.set_attribute("data-theme", self.name()),
            };
        }
    }

    /// Keeps them for the next visit.
    fn keep(self) {
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
