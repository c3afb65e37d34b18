//! Counts of problems.

use crate::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A count of problems, as beside a section or a row.
#[component]
pub fn ProblemCount(
    /// How many there are.
    count: usize,
) -> impl IntoView {
    let words = if count == 1 { "problem" } else { "problems" };
    view! {
        <span class="count wrong">
            <Icon glyph=Glyph::Error/>
            {count}
            <span class="visually-hidden">" " {words}</span>
        </span>
    }
}
