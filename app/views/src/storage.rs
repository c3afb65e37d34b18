//! Where the page keeps what stays in this browser.

use leptos::prelude::*;

/// This browser's storage; `None` where it is refused.
pub(crate) fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
