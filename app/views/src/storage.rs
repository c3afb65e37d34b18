//! Where the page keeps what stays in this browser.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// This browser's storage; `None` where it is refused.
pub(crate) fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Asks the browser not to clear the page's storage when it needs room. Some browsers put that to their user, so this is
/// for the moment in which someone saves.
pub(crate) fn ask_to_persist() {
    let manager = window().navigator().storage();
    // Outside a secure context there is none.
    if manager.is_undefined() {
        return;
    }
    if let Ok(answer) = manager.persist() {
        leptos::task::spawn_local(async move { drop(JsFuture::from(answer).await) });
    }
}
