//! The window that has this one in a frame.

use leptos::prelude::*;

/// The window around this one; `None` where the page is on its own.
pub(crate) fn parent_window() -> Option<web_sys::Window> {
    window().parent().ok().flatten().filter(|parent| *parent != window())
}
