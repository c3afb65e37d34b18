//! The clipboard.

use leptos::prelude::*;
use openmercato_ecs_form::announcer::Announcer;
use wasm_bindgen_futures::JsFuture;

/// Puts a text on the clipboard, then tells `done` whether that worked.
pub(crate) fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    leptos::task::spawn_local(async move {
        let clipboard = window().navigator().clipboard();
        // Outside a secure context there is no clipboard.
        let copied =
            if clipboard.is_undefined() { false } else { JsFuture::from(clipboard.write_text(&text)).await.is_ok() };
        done(copied);
    });
}

/// Puts a text on the clipboard, then reports that `what` was copied, or that it could not be.
pub(crate) fn copy_and_report(text: String, what: &str, announcer: Announcer) {
    let copied = format!("Copied {what}.");
    copy(text, move |done| {
        announcer.announce(if done { copied } else { "The clipboard is not open to this page.".to_owned() });
    });
}
