//! The page's own small pictures.

use leptos::prelude::*;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Something new.
    Add,
    /// Away with what lies over the page.
    Close,
    /// To the clipboard.
    Copy,
    /// A file to save.
    Download,
    /// The same once more.
    Duplicate,
    /// Something is wrong.
    Error,
    /// Something could be better.
    Advice,
    /// Something will not work.
    Broken,
    /// Something is to be filled in.
    Fill,
    /// Nothing is wrong.
    Fine,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// The whole picture.
    Fit,
    /// A list of what can be done.
    Menu,
    /// Farther away.
    Minus,
    /// On.
    Next,
    /// Back.
    Previous,
    /// Once more what was taken back.
    Redo,
    /// Away with it for good.
    Remove,
    /// Back to the default.
    Reset,
    /// What is looked for.
    Search,
    /// Back to how it was.
    Undo,
    /// Dark colours.
    ThemeDark,
    /// Light colours.
    ThemeLight,
    /// The colours of the system.
    ThemeSystem,
}

impl Glyph {
    /// The strokes, in a square of 16.
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M8 3v10M3 8h10",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => "M6 6h7v7H6zM10 6V3H3v7h3",
            Self::Download => "M8 2v8M5 7l3 3 3-3M3 13h10",
            Self::Duplicate => "M6 6h7v7H6zM10 6V3H3v7h3M9.5 8v3M8 9.5h3",
            Self::Error => "M8 2l6.5 11.5h-13zM8 6.5v3.5M8 11.7v.6",
            Self::Advice => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 7.2v4M8 4.7v.6",
            Self::Broken => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
            Self::Fill => "M3 13l.7-3L10.5 3.2a1.4 1.4 0 0 1 2.2 2.2L6 12.3z",
            Self::Fine => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.3 8.2l2 2 3.5-4",
            Self::File => "M4 2h5l3 3v9H4zM9 2v3h3",
            Self::Folder => "M2 4h4l1.5 2H14v7H2z",
            Self::Fit => "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::Minus => "M3 8h10",
            Self::Next => "M6 3l5 5-5 5",
            Self::Previous => "M10 3L5 8l5 5",
            Self::Redo => "M10 3l3 3-3 3M13 6H6a3.5 3.5 0 0 0 0 7h4",
            Self::Remove => "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4",
            Self::Reset => "M3 3v3.5h3.5M3.3 6.2A5.2 5.2 0 1 1 2.8 9",
            Self::Search => "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.2 10.2L14 14",
            Self::Undo => "M6 3L3 6l3 3M3 6h7a3.5 3.5 0 0 1 0 7H6",
            Self::ThemeDark => "M13 9.5A5.5 5.5 0 1 1 6.5 3a4.5 4.5 0 0 0 6.5 6.5z",
            Self::ThemeLight => {
                "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9"
            }
            Self::ThemeSystem => "M2 3h12v8H2zM6 14h4M8 11v3",
        }
    }
}

/// A small picture beside words or in a button that has a name: screen readers pass over it.
#[component]
pub fn Icon(
    /// What it shows.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d=glyph.path()/>
        </svg>
    }
    .into_any()
}
