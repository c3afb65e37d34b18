//! The pane that a picture is in, and which way a picture has to run there.

use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::topology::Orientation;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Where a pane is this much narrower than high, the tall picture has the larger letters.
const TALL: f64 = 0.8;
/// Where there are fewer pixels across, words of the broad picture become too small.
const NARROW: i32 = 560;

/// Width and height, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Size {
    /// The window's.
    pub(super) fn of_window() -> Self {
        #[allow(clippy::cast_possible_truncation)]
        let pixels = |length: Result<wasm_bindgen::JsValue, _>| {
            length.ok().and_then(|length| length.as_f64()).unwrap_or_default() as i32
        };
        Self { width: pixels(window().inner_width()), height: pixels(window().inner_height()) }
    }

    /// The way a picture runs that shows most in this room.
    pub(super) fn orientation(self) -> Orientation {
        let is_tall = f64::from(self.width) < TALL * f64::from(self.height);
        if is_tall || self.width < NARROW { Orientation::Portrait } else { Orientation::Landscape }
    }
}

/// The orientation that fits the pane around an element, now and whenever the pane's size changes.
pub(super) fn orientation_in(element: NodeRef<html::Div>) -> RwSignal<Orientation> {
    let orientation = RwSignal::new(Orientation::Landscape);
    let fit = move |pane: &web_sys::Element| {
        let window = Size::of_window();
        // Where the page scrolls as a whole the pane is as high as what is in it.
        let size = Size { width: pane.client_width(), height: pane.client_height().min(window.height) };
        // A pane that is hidden has no size; it keeps what it had.
        if size.width > 0 && orientation.get_untracked() != size.orientation() {
            orientation.set(size.orientation());
        }
    };
    let observer = StoredValue::new_local(None);
    Effect::new(move |_| {
        let pane = element.get().and_then(|element| element.closest(".view").ok().flatten());
        let Some(pane) = pane else { return };
        fit(&pane);
        let observed = pane.clone();
        observer.set_value(Observer::of(&pane, move || fit(&observed)));
    });
    on_cleanup(move || {
        if let Some(observer) = observer.try_update_value(Option::take).flatten() {
            Observer::end(observer);
        }
    });
    orientation
}

/// What tells of changes of an element's size.
struct Observer {
    observer: web_sys::ResizeObserver,
    _told: Closure<dyn FnMut()>,
}

impl Observer {
    /// `None` in a browser that observes no sizes.
    fn of(element: &web_sys::Element, told: impl FnMut() + 'static) -> Option<Self> {
        let told = Closure::<dyn FnMut()>::new(told);
        let observer = web_sys::ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        // Without bars to scroll: those come and go with what is in it.
        let options = web_sys::ResizeObserverOptions::new();
        options.set_box(web_sys::ResizeObserverBoxOptions::BorderBox);
        observer.observe_with_options(element, &options);
        Some(Self { observer, _told: told })
    }

    fn end(self) {
        self.observer.disconnect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_follows_the_shape_of_its_pane() {
        let of = |width, height| Size { width, height }.orientation();
        assert_eq!(of(750, 640), Orientation::Landscape, "laptop");
        assert_eq!(of(1080, 820), Orientation::Landscape, "projector");
        assert_eq!(of(844, 390), Orientation::Landscape, "a phone on its side");
        assert_eq!(of(374, 560), Orientation::Portrait, "phone");
        assert_eq!(of(430, 1000), Orientation::Portrait, "tablet");
        assert_eq!(of(320, 256), Orientation::Portrait, "zoomed in far");
        assert_eq!(of(900, 1600), Orientation::Portrait, "a screen that stands");
    }
}
