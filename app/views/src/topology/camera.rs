//! Which part of the picture is in sight.

use leptos::prelude::*;
use openmercato_ecs_core::topology::Drawing;
use std::sync::Arc;

/// Room around the picture, in its own units, so that no line at its edge is cut.
const MARGIN: f64 = 8.0;
/// As close as it goes, against the whole picture.
const CLOSEST: f64 = 8.0;

/// A part of the picture, in its own units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// The part of the picture in sight, which follows the picture's size while the whole of it is shown.
#[derive(Clone, Copy)]
pub(super) struct Camera {
    whole: Memo<Frame>,
    /// How much closer than the whole, from 1, and the middle of what is seen as a share of the whole.
    view: RwSignal<(f64, f64, f64)>,
}

impl Camera {
    /// A camera that shows the whole picture.
    pub(super) fn new(drawing: Memo<Arc<Drawing>>) -> Self {
        let whole = Memo::new(move |_| {
            let drawing = drawing.read();
            let (w, h) = (f64::from(drawing.width), f64::from(drawing.height));
            Frame { x: -MARGIN, y: -MARGIN, w: w + 2.0 * MARGIN, h: h + 2.0 * MARGIN }
        });
        Self { whole, view: RwSignal::new((1.0, 0.5, 0.5)) }
    }

    /// What is in sight.
    pub(super) fn frame(self) -> Frame {
        seen(self.whole.get(), self.view.get())
    }

    /// Whether less than the whole is in sight.
    pub(super) fn is_close(self) -> bool {
        self.view.get().0 > 1.0
    }

    /// Shows the whole picture again.
    pub(super) fn reset(self) {
        self.view.set((1.0, 0.5, 0.5));
    }

    /// Goes closer by a factor above 1, or farther by one below it.
    pub(super) fn zoom(self, factor: f64) {
        let frame = self.frame_now();
        self.zoom_at(factor, frame.x + frame.w / 2.0, frame.y + frame.h / 2.0);
    }

    /// Goes closer or farther while the point at `x`, `y` of the picture stays where it is.
    pub(super) fn zoom_at(self, factor: f64, x: f64, y: f64) {
        let (whole, frame) = (self.whole.get_untracked(), self.frame_now());
        let old = self.view.get_untracked().0;
        let new = (old * factor).clamp(1.0, CLOSEST);
        let shrink = old / new;
        let center = |at: f64, start: f64, length: f64| at + (start + length / 2.0 - at) * shrink;
        let (cx, cy) = (center(x, frame.x, frame.w), center(y, frame.y, frame.h));
        self.look(new, (cx - whole.x) / whole.w, (cy - whole.y) / whole.h);
    }

    /// Moves what is seen by so many units of the picture.
    pub(super) fn pan(self, dx: f64, dy: f64) {
        let whole = self.whole.get_untracked();
        let (scale, cx, cy) = self.view.get_untracked();
        self.look(scale, cx + dx / whole.w, cy + dy / whole.h);
    }

    fn look(self, scale: f64, cx: f64, cy: f64) {
        // Nothing outside the picture comes into sight.
        let half = 0.5 / scale;
        self.view.set((scale, cx.clamp(half, 1.0 - half), cy.clamp(half, 1.0 - half)));
    }

    fn frame_now(self) -> Frame {
        seen(self.whole.get_untracked(), self.view.get_untracked())
    }
}

fn seen(whole: Frame, (scale, cx, cy): (f64, f64, f64)) -> Frame {
    let (w, h) = (whole.w / scale, whole.h / scale);
    Frame { x: whole.x + cx * whole.w - w / 2.0, y: whole.y + cy * whole.h - h / 2.0, w, h }
}
