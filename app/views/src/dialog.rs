//! Modal dialogs.

use crate::seen::show_in_sight;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_form::icon::{Glyph, Icon};

/// The dialogs of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Confirm,
    Download,
    Import,
    Menu,
    Present,
    Saved,
    Search,
    Share,
    Shortcuts,
}

impl Which {
    /// Its name for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Confirm => "Download what changes a deployment?",
            Self::Download => "Download the archive?",
            Self::Import => "Import",
            Self::Menu => "Menu",
            Self::Present => "The picture alone",
            Self::Saved => "Saved in this browser",
            Self::Search => "Search",
            Self::Share => "Share",
            Self::Shortcuts => "Keyboard shortcuts",
        }
    }

    /// The id of its element.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Download => "ask-download",
            Self::Import => "import",
            Self::Menu => "menu",
            Self::Present => "present",
            Self::Saved => "saved",
            Self::Search => "search",
            Self::Share => "share",
            Self::Shortcuts => "shortcuts",
        }
    }
}

/// The dialog that is open, if one is.
#[derive(Clone, Copy)]
pub(crate) struct OpenDialog(RwSignal<Option<Which>>);

impl OpenDialog {
    /// No dialog is open so far.
    pub(crate) fn none() -> Self {
        Self(RwSignal::new(None))
    }

    /// Opens a dialog in the place of the one that is open.
    pub(crate) fn open(self, which: Which) {
        self.0.set(Some(which));
    }

    /// Closes the dialog.
    pub(crate) fn close(self) {
        self.0.set(None);
    }
}

/// A dialog over the page. The browser keeps the focus in it, closes it with Escape and gives the focus back. What is
/// in it is made when it opens.
#[component]
pub(crate) fn Dialog(which: Which, children: ChildrenFn) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let (is_open, closed) = follow(which, element);
    let heading = format!("{}-heading", which.id());
    view! {
        <dialog node_ref=element id=which.id() aria-labelledby=heading.clone() on:close=move |_| closed()>
            <div class="dialog-head">
                <h2 id=heading.clone()>{which.title()}</h2>
                <button type="button" class="icon" aria-label="Close" on:click=move |_| closed()>
                    <Icon glyph=Glyph::Close/>
                </button>
            </div>
            <Show when=move || is_open.get()>
                <div class="dialog-body">{children()}</div>
            </Show>
        </dialog>
    }
    .into_any()
}

/// Opens and closes the element with the dialog that it shows. Gives whether that is open, and what to call when the
/// browser has closed it.
pub(crate) fn follow(which: Which, element: NodeRef<html::Dialog>) -> (Memo<bool>, impl Fn() + Copy + Send + Sync) {
    let OpenDialog(open) = expect_context();
    let is_open = Memo::new(move |_| open.get() == Some(which));
    Effect::new(move |_| {
        let (Some(element), is_open) = (element.get(), is_open.get()) else { return };
        if is_open && !element.open() {
            show_in_sight(element.clone(), move || open.try_get_untracked() == Some(Some(which)));
        } else if !is_open && element.open() {
            element.close();
        }
    });
    // When another dialog takes its place, the event of closing this one comes late.
    let closed = move || {
        if open.get_untracked() == Some(which) {
            open.set(None);
        }
    };
    (is_open, closed)
}
