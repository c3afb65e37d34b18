//! What most people never touch, folded away.

use crate::count::{Counts, Marks};
use crate::focus::Focus;
use crate::live::live;
use crate::store::Store;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::InputPath;
use std::sync::Arc;

/// Fields behind a line that says how many they are and how many are set. It opens by itself for a field that has a
/// message or is still to be filled in, and for one that someone is sent to.
#[component]
pub fn Fold(
    /// Where the values of the fields stand; it may read signals. Without any, nothing is shown.
    paths: Arc<dyn Fn() -> Vec<InputPath> + Send + Sync>,
    children: Children,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let target = expect_context::<Focus>().target;
    let paths = StoredValue::new(paths);
    let paths = move || paths.get_value()();
    let asks = Memo::new(move |_| {
        let paths = paths();
        let holds = |found: &InputPath| is_within(found, &paths);
        store.by_field.read().keys().any(holds)
            || store.to_fill_in().iter().any(holds)
            || store.unfinished().iter().any(|row| holds(&row.path))
    });
    let is_led_to = move || target.read().as_ref().is_some_and(|target| is_within(target, &paths()));
    let is_empty = move || paths().is_empty();
    let element = NodeRef::<html::Details>::new();
    // The element may be one that stood in another section, as someone left it there.
    follow(element, Box::new(|| false), close);
    follow(element, Box::new(move || asks.get()), open);
    follow(element, Box::new(is_led_to), open);
    follow(element, Box::new(is_empty), hide);
    let words = move || {
        let paths = paths();
        let (count, set) = (paths.len(), paths.iter().filter(|path| store.value(path).is_some()).count());
        let words =
            if set == 0 { format!("Fine tuning ({count})") } else { format!("Fine tuning ({count}, {set} set)") };
        view! { {words} <Marks counts=Counts::of(&store, |found| is_within(found, &paths))/> }.into_any()
    };
    view! {
        <details class="fold" node_ref=element>
            <summary>{live(words)}</summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
    .into_any()
}

fn is_within(found: &InputPath, paths: &[InputPath]) -> bool {
    paths.iter().any(|path| found.is_within(path))
}

/// Tells the element whether the condition is true, now and whenever that may have changed.
fn follow(element: NodeRef<html::Details>, condition: Box<dyn Fn() -> bool>, act: fn(&web_sys::Element, bool)) {
    Effect::new(move |_| {
        let is_true = condition();
        if let Some(element) = element.get() {
            act(&element, is_true);
        }
    });
}

fn close(element: &web_sys::Element, _: bool) {
    let _ = element.remove_attribute("open");
}

/// Only people close it again.
fn open(element: &web_sys::Element, is_wanted: bool) {
    if is_wanted {
        let _ = element.set_attribute("open", "");
    }
}

fn hide(element: &web_sys::Element, is_empty: bool) {
    let _ = element.toggle_attribute_with_force("hidden", is_empty);
}
