//! The part of this document that its reader sees.

use crate::parent::parent_window;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Opens a dialog where it is seen: a page around this one may show only a part of it, and not its middle. The browser
/// says a moment later what is seen; `is_wanted` says then whether the dialog still shall open.
pub(crate) fn show_in_sight(dialog: web_sys::HtmlDialogElement, is_wanted: impl Fn() -> bool + 'static) {
    if parent_window().is_none() {
        let _ = dialog.show_modal();
        return;
    }
    // Placed before it opens: the browser moves the focus into it, and scrolls the page around to where that is.
    let seen = Closure::once_into_js(move |entries: js_sys::Array, observer: web_sys::IntersectionObserver| {
        observer.disconnect();
        let entry = entries.get(0).dyn_into::<web_sys::IntersectionObserverEntry>();
        if let Ok(part) = entry.map(|entry| entry.intersection_rect())
            && part.height() > 0.0
        {
            let style = web_sys::HtmlElement::style(&dialog);
            let _ = style.set_property("--seen-from", &format!("{}px", part.top()));
            let _ = style.set_property("--seen", &format!("{}px", part.height()));
        }
        if is_wanted() && dialog.is_connected() && !dialog.open() {
            let _ = dialog.show_modal();
        }
    });
    if let (Ok(observer), Some(root)) =
        (web_sys::IntersectionObserver::new(seen.unchecked_ref()), document().document_element())
    {
        observer.observe(&root);
    }
}
