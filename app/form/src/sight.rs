//! What scrolls, and what in it is out of sight.

use leptos::prelude::*;

/// Brings an element into sight by scrolling what is around it, each by as little as that takes; `margin` is the room
/// that it shall have above, below and beside it, in CSS pixels, where there is as much.
///
/// It ends at this document, unlike `scrollIntoView`: that would also scroll the page that this one is part of, from
/// under its reader.
pub fn bring_into_sight(element: &web_sys::Element, margin: f64) {
    let root = document().document_element();
    let mut next = element.parent_element();
    while let Some(container) = next {
        let (inner, outer) = (element.get_bounding_client_rect(), container.get_bounding_client_rect());
        let (width, height) = (f64::from(container.client_width()), f64::from(container.client_height()));
        // The root moves under the window, which begins at 0.
        let (left, top) = if root.as_ref() == Some(&container) { (0.0, 0.0) } else { (outer.left(), outer.top()) };
        let across = distance((inner.left() - left, inner.right() - left), width, margin);
        let down = distance((inner.top() - top, inner.bottom() - top), height, margin);
        if across != 0 {
            container.set_scroll_left(container.scroll_left() + across);
        }
        if down != 0 {
            container.set_scroll_top(container.scroll_top() + down);
        }
        next = container.parent_element();
    }
}

/// How far to scroll so that a span lies within `0..length`; its start, where it is longer.
#[allow(clippy::cast_possible_truncation)]
fn distance((start, end): (f64, f64), length: f64, margin: f64) -> i32 {
    let margin = margin.min((length - (end - start)) / 2.0).max(0.0);
    let (before, after) = (start - margin, end + margin - length);
    if before < 0.0 {
        before.floor() as i32
    } else if after > 0.0 {
        after.min(before).ceil() as i32
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn what_is_in_sight_stays() {
        assert_eq!(distance((10.0, 20.0), 100.0, 0.0), 0);
    }

    #[test]
    fn the_nearest_edge_is_enough() {
        assert_eq!(distance((-5.5, 4.5), 100.0, 0.0), -6);
        assert_eq!(distance((95.0, 105.2), 100.0, 0.0), 6);
        assert_eq!(distance((95.0, 105.0), 100.0, 20.0), 25);
    }

    #[test]
    fn what_is_longer_begins_in_sight() {
        assert_eq!(distance((30.0, 300.0), 100.0, 20.0), 30);
        assert_eq!(distance((-30.0, 300.0), 100.0, 20.0), -30);
    }

    #[test]
    fn a_margin_is_no_more_than_there_is_room_for() {
        assert_eq!(distance((0.0, 10.0), 100.0, 500.0), -45);
    }
}
