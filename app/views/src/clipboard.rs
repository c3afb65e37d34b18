//! The clipboard.

use leptos::prelude::*;
use openmercato_ecs_form::announcer::Announcer;
use wasm_bindgen::JsValue;
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

/// Puts HTML on the clipboard, with plain text for programs that take no HTML, and reports that `what` was copied, or
/// that it could not be.
pub(crate) async fn copy_rich_and_report(html: &str, text: &str, what: &str, announcer: Announcer) {
    let clipboard = window().navigator().clipboard();
    let copied = if clipboard.is_undefined() { Err(JsValue::UNDEFINED) } else { rich(html, text) };
    let copied = match copied {
        Ok(items) => JsFuture::from(clipboard.write(&items)).await.is_ok(),
        Err(_) => false,
    };
    let said = if copied { format!("Copied {what}.") } else { "The clipboard is not open to this page.".to_owned() };
    announcer.announce(said);
}

/// The one item that both forms make.
fn rich(html: &str, text: &str) -> Result<js_sys::Array, JsValue> {
    let forms = js_sys::Object::new();
    for (media_type, text) in [("text/html", html), ("text/plain", text)] {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = js_sys::Array::of1(&text.into());
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
        js_sys::Reflect::set(&forms, &media_type.into(), &blob)?;
    }
    let item = web_sys::ClipboardItem::new_with_record_from_str_to_blob_promise(&forms)?;
    Ok(js_sys::Array::of1(&item))
}

/// Puts a text on the clipboard, then reports that `what` was copied, or that it could not be.
pub(crate) fn copy_and_report(text: String, what: &str, announcer: Announcer) {
    let copied = format!("Copied {what}.");
    copy(text, move |done| {
        announcer.announce(if done { copied } else { "The clipboard is not open to this page.".to_owned() });
    });
}
