//! What is dropped or pasted anywhere on the page.

use super::importing::Importing;
use crate::untyped;
use crate::upload::{Dropped, offers_files};
use leptos::prelude::*;
use leptos::{ev, html};
use openmercato_ecs_form::clock::Pause;
use wasm_bindgen::JsCast;

/// Milliseconds without a word of a drag after which it has left: a browser says every half second where it is.
const PAUSE: u64 = 1000;

/// Fields into which a text is dropped and pasted as everywhere.
const FIELDS: &str = "textarea, select, [contenteditable], \
                      input:not([type=checkbox]):not([type=radio]):not([type=file])";

/// Listens for what is dropped and pasted, and shows while something is held over the page where it goes.
#[component]
pub(crate) fn Arrival() -> impl IntoView {
    let importing = expect_context::<Importing>();
    let is_over = RwSignal::new(false);
    follow_drags(importing, is_over);
    let paste = window_event_listener(ev::paste, move |event| {
        let dropped = event.clipboard_data().map(|transfer| Dropped::of(&transfer));
        let Some(dropped) = dropped.filter(|_| !is_in_field(&event)) else { return };
        if importing.show_dropped(dropped) {
            event.prevent_default();
        }
    });
    on_cleanup(move || paste.remove());
    view! { <DropSign is_over/> }
}

fn follow_drags(importing: Importing, is_over: RwSignal<bool>) {
    // What is dragged from this page is not brought to it.
    let is_own = StoredValue::new(false);
    let left = Pause::of(PAUSE);
    let goes_here = move |event: &web_sys::DragEvent| {
        let transfer = event.data_transfer();
        let is_text = || !is_own.get_value() && !is_in_field(event);
        transfer.filter(|transfer| offers_files(transfer) || is_text())
    };
    let hold = move |event: web_sys::DragEvent| {
        let transfer = goes_here(&event);
        is_over.set(transfer.is_some());
        if let Some(transfer) = transfer {
            event.prevent_default();
            untyped::set(&transfer, "dropEffect", "copy");
            left.then(move || {
                is_over.try_set(false);
            });
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        is_over.set(false);
        if let Some(transfer) = goes_here(&event) {
            event.prevent_default();
            importing.show_dropped(Dropped::of(&transfer));
        }
    };
    let leave = move |event: web_sys::DragEvent| {
        if untyped::get(&event, "relatedTarget").is_null() {
            is_over.set(false);
        }
    };
    let listeners = [
        window_event_listener(ev::dragenter, hold),
        window_event_listener(ev::dragover, hold),
        window_event_listener(ev::dragleave, leave),
        window_event_listener(ev::drop, drop),
        window_event_listener(ev::dragstart, move |_| is_own.set_value(true)),
        window_event_listener(ev::dragend, move |_| is_own.set_value(false)),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
}

fn is_in_field(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.closest(FIELDS).is_ok_and(|field| field.is_some()))
}

/// Says over the whole page that what is held over it can be dropped. It is a popover, to be above dialogs.
#[component]
fn DropSign(is_over: RwSignal<bool>) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let (Some(element), is_over) = (element.get(), is_over.get()) else { return };
        // A browser without popovers shows it all the same, below dialogs.
        untyped::call(&element, if is_over { "showPopover" } else { "hidePopover" });
    });
    view! {
        <div node_ref=element popover="manual" class="drop-sign" aria-hidden="true" hidden=move || !is_over.get()>
            <p><strong>"Drop it to read it here"</strong></p>
            <p>"You see what became of each line before anything changes."</p>
        </div>
    }
    .into_any()
}
