//! Tabs, as the ARIA practices have them: arrow keys move, one tab is in the tab order.

use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_form::focus::move_focus;
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::sight::bring_into_sight;

/// One tab.
#[derive(Clone, Debug)]
pub(crate) struct Tab<T> {
    /// What opening it sets.
    pub(crate) value: T,
    /// Its part of the element's id.
    pub(crate) slug: &'static str,
    /// Its words.
    pub(crate) title: &'static str,
}

/// A row of tabs for the panel with the id `view-panel`.
#[component]
pub(crate) fn Tabs<T, B>(
    tabs: Vec<Tab<T>>,
    open: RwSignal<T>,
    label: &'static str,
    /// What stands behind a tab's words.
    badge: B,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
    B: Fn(T) -> Option<String> + Copy + Send + Sync + 'static,
{
    let place = expect_context::<Place>();
    let values: Vec<_> = tabs.iter().map(|tab| (tab.value, tab.slug)).collect();
    let on_key = move |event: web_sys::KeyboardEvent| {
        let here = values.iter().position(|(value, _)| *value == open.get_untracked()).unwrap_or_default();
        let Some(there) = led_to(&event.key(), here, values.len()) else { return };
        event.prevent_default();
        let (value, slug) = values[there];
        open.set(value);
        move_focus(&format!("tab-{slug}"));
    };
    let buttons = tabs.into_iter().map(|Tab { value, slug, title }| {
        let is_open = move || open.get() == value;
        let element = NodeRef::<html::Button>::new();
        Effect::new(move |_| {
            place.pane.track();
            if let (Some(element), true) = (element.get(), is_open()) {
                // The row can be longer than its pane, and is opened from elsewhere, too. A pane has room once it is shown.
                request_animation_frame(move || bring_into_sight(&element, 0.0));
            }
        });
        view! {
            <button
                node_ref=element
                type="button"
                role="tab"
                id=format!("tab-{slug}")
                aria-selected=move || if is_open() { "true" } else { "false" }
                aria-controls="view-panel"
                tabindex=move || if is_open() { "0" } else { "-1" }
                on:click=move |_| open.set(value)
            >
                {title}
                {move || badge(value).map(|text| view! { <span class="count">{text}</span> })}
            </button>
        }
    });
    let buttons = buttons.collect_view();
    view! { <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>{buttons}</div> }
}

/// The place among `count` tabs to which a key leads from the one that is open.
fn led_to(key: &str, here: usize, count: usize) -> Option<usize> {
    let last = count - 1;
    match key {
        "ArrowRight" if here == last => Some(0),
        "ArrowRight" => Some(here + 1),
        "ArrowLeft" => Some(here.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}
