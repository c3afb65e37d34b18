//! Parts of a view that follow signals.
//!
//! Leptos makes code anew for each closure in a view, a kilobyte and more. Through [`live`] all closures are of one type,
//! and that code is in the program once.

use leptos::prelude::*;

/// What `view` gives, again and again as the signals change that it reads.
pub(crate) fn live(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    of_one_type(Box::new(view))
}

fn of_one_type(view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || view()).into_any()
}
