//! Modal dialogs.

use crate::icon::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;

/// A dialog over the page. The browser keeps the focus in it, closes it with Escape and gives the focus back.
#[component]
pub(crate) fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: String,
    /// Its id, and the beginning of its parts' ids.
    id: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(element), is_open) = (element.get(), open.get()) else { return };
        if is_open && !element.open() {
            let _ = element.show_modal();
        } else if !is_open && element.open() {
            element.close();
        }
    });
    let heading = format!("{id}-heading");
    let children = StoredValue::new(children);
    view! {
        <dialog node_ref=element id=id aria-labelledby=heading.clone() on:close=move |_| open.set(false)>
            <div class="dialog-head">
                <h2 id=heading.clone()>{title}</h2>
                <button type="button" class="icon" aria-label="Close" on:click=move |_| open.set(false)>
                    <Icon glyph=Glyph::Close/>
                </button>
            </div>
            <Show when=move || open.get()>
                <div class="dialog-body">{children.read_value()()}</div>
            </Show>
        </dialog>
    }
    .into_any()
}
