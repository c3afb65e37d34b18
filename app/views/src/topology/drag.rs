//! Mouse and touch on the picture.

use super::camera::Camera;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Where a pointer is, in the window's pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pointer {
    id: i32,
    x: f64,
    y: f64,
}

/// The pointers that are down on the picture: one drags it, two zoom it.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    camera: Camera,
    pointers: StoredValue<Vec<Pointer>>,
}

impl Drag {
    /// Moves this camera.
    pub(super) fn new(camera: Camera) -> Self {
        Self { camera, pointers: StoredValue::default() }
    }

    /// The wheel zooms with Ctrl, as a pinch on a touchpad does; without, it scrolls as anywhere else.
    pub(super) fn wheel(self, event: &web_sys::WheelEvent) {
        if !event.ctrl_key() && !event.meta_key() {
            return;
        }
        event.prevent_default();
        let factor = (-event.delta_y() * 0.01).exp().clamp(0.5, 2.0);
        if let Some((x, y)) = self.in_picture(event, f64::from(event.client_x()), f64::from(event.client_y())) {
            self.camera.zoom_at(factor, x, y);
        }
    }

    /// A finger or the mouse button goes down.
    pub(super) fn down(self, event: &web_sys::PointerEvent) {
        let pointer = pointer(event);
        self.pointers.update_value(|pointers| {
            pointers.retain(|other| other.id != pointer.id);
            pointers.push(pointer);
            pointers.truncate(2);
        });
    }

    /// A pointer that is down moves.
    pub(super) fn moved(self, event: &web_sys::PointerEvent) {
        let now = pointer(event);
        let old = self.pointers.get_value();
        let Some(before) = old.iter().find(|pointer| pointer.id == now.id).copied() else { return };
        let Some(unit) = self.unit(event) else { return };
        match old.iter().find(|pointer| pointer.id != now.id) {
            None if self.camera.is_close() => self.camera.pan((before.x - now.x) * unit, (before.y - now.y) * unit),
            None => {}
            Some(other) => {
                let spread = |pointer: Pointer| (pointer.x - other.x).hypot(pointer.y - other.y).max(1.0);
                let middle = ((now.x + other.x) / 2.0, (now.y + other.y) / 2.0);
                if let Some((x, y)) = self.in_picture(event, middle.0, middle.1) {
                    self.camera.zoom_at(spread(now) / spread(before), x, y);
                }
            }
        }
        self.pointers.update_value(|pointers| {
            pointers.iter_mut().filter(|pointer| pointer.id == now.id).for_each(|pointer| *pointer = now);
        });
    }

    /// A pointer is lifted or lost.
    pub(super) fn up(self, event: &web_sys::PointerEvent) {
        self.pointers.update_value(|pointers| pointers.retain(|pointer| pointer.id != event.pointer_id()));
    }

    /// How many units of the picture one pixel is.
    fn unit(self, event: &web_sys::Event) -> Option<f64> {
        let (frame, rect) = (self.camera.frame(), rect(event)?);
        // The picture keeps its proportions: the tighter side decides.
        Some((frame.w / rect.width()).max(frame.h / rect.height()))
    }

    /// A point of the window as a point of the picture.
    fn in_picture(self, event: &web_sys::Event, x: f64, y: f64) -> Option<(f64, f64)> {
        let (frame, rect, unit) = (self.camera.frame(), rect(event)?, self.unit(event)?);
        let from_middle = |at: f64, start: f64, length: f64| (at - start - length / 2.0) * unit;
        Some((
            frame.x + frame.w / 2.0 + from_middle(x, rect.left(), rect.width()),
            frame.y + frame.h / 2.0 + from_middle(y, rect.top(), rect.height()),
        ))
    }
}

fn pointer(event: &web_sys::PointerEvent) -> Pointer {
    Pointer { id: event.pointer_id(), x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

fn rect(event: &web_sys::Event) -> Option<web_sys::DomRect> {
    let element = event.current_target()?.dyn_into::<web_sys::Element>().ok()?;
    let rect = element.get_bounding_client_rect();
    (rect.width() > 0.0 && rect.height() > 0.0).then_some(rect)
}
