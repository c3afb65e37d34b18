//! The shapes of a drawing as SVG elements.

use leptos::prelude::*;
use openmercato_ecs_core::topology::{LegendEntry, Line, Rect, Text};

/// A text of the drawing.
pub(super) fn text(text: &Text) -> AnyView {
    let transform = text.transform();
    view! {
        <text x=text.x y=text.y text-anchor=text.anchor.svg() transform=transform class=text.style.class()>
            {text.text.clone()}
        </text>
    }
    .into_any()
}

/// A rectangle with round corners.
pub(super) fn rect(rect: Rect, class: &'static str, radius: i32) -> AnyView {
    view! { <rect class=class x=rect.x y=rect.y width=rect.w height=rect.h rx=radius/> }.into_any()
}

/// The line with the arrow head or the dot that it ends in.
pub(super) fn stroke(line: &Line) -> AnyView {
    let head = line.head().map(|head| view! { <path class="head" d=head/> });
    let dot = line.dot().map(|dot| view! { <circle class="dot" cx=dot.x cy=dot.y r="2.5"/> });
    view! { <path class="way" d=line.path()/> {head} {dot} }.into_any()
}

/// A line style, and what it means.
pub(super) fn legend_entry(entry: &LegendEntry) -> AnyView {
    let Rect { x, y, w, h } = entry.sample;
    let class = format!("sample {}", entry.ownership.class());
    view! { <rect class=class x=x y=y width=w height=h rx="4"/> {text(&entry.text)} }.into_any()
}

/// The end of a line, and what it means.
pub(super) fn legend_line(line: &Line) -> AnyView {
    view! { <g class=line.class()>{stroke(line)} {line.label.as_ref().map(text)}</g> }.into_any()
}
