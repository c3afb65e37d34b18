//! The border between form and views, which can be moved.

use crate::storage::storage;
use leptos::prelude::*;
use openmercato_ecs_form::focus::after_render;
use std::ops::RangeInclusive;
use wasm_bindgen::JsCast;

/// The name under which the form's share of the room is kept.
const KEY: &str = "openmercato-ecs.form-share";
/// The share, in percent, that the form may have of the room for form and views.
const SHARES: RangeInclusive<i32> = 20..=70;
/// How far an arrow key moves it, in percent; with Shift, this many times as far.
const STEP: i32 = 2;
const FAR: i32 = 5;

/// A separator that mouse, touch and arrow keys move, and a double click or Enter puts back.
#[component]
pub(crate) fn Divider() -> impl IntoView {
    let width = Width::kept();
    Effect::new(move |_| {
        apply(width.chosen.get());
        after_render(move || width.measure());
    });
    let listener = window_event_listener(leptos::ev::resize, move |_| width.measure());
    on_cleanup(move || listener.remove());
    view! {
        <div
            class="divider"
            class:moved=width.is_moved
            role="separator"
            tabindex="0"
            aria-label="Width of the form"
            aria-orientation="vertical"
            aria-controls="form"
            aria-valuemin=*SHARES.start()
            aria-valuemax=*SHARES.end()
            aria-valuenow=move || within(width.shown.get())
            aria-valuetext=move || format!("{} percent", width.shown.get())
            title="Move to make the form wider or narrower; double click for the usual width"
            on:keydown=move |event| {
                if let Some(share) = led_to(&event, width.shown.get_untracked()) {
                    event.prevent_default();
                    width.choose(share);
                    width.keep();
                }
            }
            on:dblclick=move |_| {
                width.choose(None);
                width.keep();
            }
            on:pointerdown=move |event| {
                if event.button() == 0 {
                    width.is_moved.set(true);
                    capture(&event);
                    // Or a text would be selected while it moves.
                    event.prevent_default();
                }
            }
            on:pointermove=move |event| width.follow(f64::from(event.client_x()))
            on:pointerup=move |_| width.release()
            on:pointercancel=move |_| width.release()
        ></div>
    }
    .into_any()
}

/// The form's share of the room, in percent.
#[derive(Clone, Copy)]
struct Width {
    /// `None` for the usual one.
    chosen: RwSignal<Option<i32>>,
    /// What it is now, chosen or not.
    shown: RwSignal<i32>,
    /// Whether a pointer moves it.
    is_moved: RwSignal<bool>,
}

impl Width {
    /// The one of the last visit.
    fn kept() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        let kept = kept.and_then(|text| text.parse().ok()).filter(|share| SHARES.contains(share));
        Self { chosen: RwSignal::new(kept), shown: RwSignal::new(0), is_moved: RwSignal::new(false) }
    }

    /// Remembers it for the next visit; where storage is refused it holds until the page is closed.
    fn keep(self) {
        let Some(storage) = storage() else { return };
        let _ = match self.chosen.get_untracked() {
            Some(share) => storage.set_item(KEY, &share.to_string()),
            None => storage.remove_item(KEY),
        };
    }

    fn choose(self, share: Option<i32>) {
        let share = share.map(within);
        if self.chosen.get_untracked() != share {
            self.chosen.set(share);
        }
    }

    fn measure(self) {
        if let Some(room) = Room::measured() {
            self.shown.set(room.share());
        }
    }

    /// Goes where a pointer goes that moves it.
    fn follow(self, x: f64) {
        if let (true, Some(room)) = (self.is_moved.get_untracked(), Room::measured()) {
            self.choose(Some(room.share_at(x)));
        }
    }

    fn release(self) {
        if self.is_moved.get_untracked() {
            self.is_moved.set(false);
            self.keep();
        }
    }
}

/// The nearest share that the form may have.
fn within(share: i32) -> i32 {
    share.clamp(*SHARES.start(), *SHARES.end())
}

/// Where a key leads from a share: `Some(None)` back to the usual one.
fn led_to(event: &web_sys::KeyboardEvent, share: i32) -> Option<Option<i32>> {
    let step = if event.shift_key() { STEP * FAR } else { STEP };
    // The form is at the left, or at the right on a page that runs from right to left.
    let step = if Room::measured().is_some_and(Room::is_mirrored) { -step } else { step };
    match event.key().as_str() {
        "ArrowLeft" => Some(Some(share - step)),
        "ArrowRight" => Some(Some(share + step)),
        "Home" => Some(Some(*SHARES.start())),
        "End" => Some(Some(*SHARES.end())),
        "Enter" => Some(None),
        _ => None,
    }
}

/// The pointer goes on moving the divider when it leaves it.
fn capture(event: &web_sys::PointerEvent) {
    let divider = event.current_target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(divider) = divider {
        let _ = divider.set_pointer_capture(event.pointer_id());
        let _ = divider.focus();
    }
}

/// Where form and views are, in the window's pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Room {
    form: (f64, f64),
    views: (f64, f64),
}

impl Room {
    /// `None` while one of them is hidden.
    fn measured() -> Option<Self> {
        let sides = |id: &str| {
            let rect = document().get_element_by_id(id)?.get_bounding_client_rect();
            (rect.width() > 0.0).then_some((rect.left(), rect.right()))
        };
        Some(Self { form: sides("form")?, views: sides("views")? })
    }

    fn is_mirrored(self) -> bool {
        self.form.0 > self.views.0
    }

    /// The form's share, in percent.
    fn share(self) -> i32 {
        self.share_at(if self.is_mirrored() { self.form.0 } else { self.form.1 })
    }

    /// The share that the form would have if it ended at `x`.
    fn share_at(self, x: f64) -> i32 {
        let (left, right) = (self.form.0.min(self.views.0), self.form.1.max(self.views.1));
        let part = if self.is_mirrored() { right - x } else { x - left };
        #[allow(clippy::cast_possible_truncation)]
        let percent = (100.0 * part / (right - left)).round() as i32;
        percent
    }
}

/// Gives form and views their shares of the room, or leaves them to the style sheet.
fn apply(share: Option<i32>) {
    let page = document().query_selector(".page").ok().flatten();
    let Some(page) = page.and_then(|page| page.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    for (property, part) in [("--form-share", share), ("--views-share", share.map(|share| 100 - share))] {
        let _ = match part {
            Some(part) => page.style().set_property(property, &format!("minmax(18rem, {part}fr)")),
            None => page.style().remove_property(property).map(drop),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_that_of_the_room_of_both() {
        let room = Room { form: (200.0, 600.0), views: (600.0, 1200.0) };
        assert_eq!((room.share(), room.share_at(700.0)), (40, 50));
        let mirrored = Room { form: (600.0, 1000.0), views: (0.0, 600.0) };
        assert_eq!((mirrored.share(), mirrored.share_at(500.0)), (40, 50));
    }
}
