//! Counts of what is found.

use crate::icon::{Glyph, Icon};
use crate::messages::look;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::{InputPath, Level};

/// What is found in some places, and what of them is still to be filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    levels: [usize; 3],
    to_fill_in: usize,
}

impl Counts {
    /// The counts of the places that `holds` is true of.
    pub fn of(store: &Store, holds: impl Fn(&InputPath) -> bool) -> Self {
        let to_fill_in = store.to_fill_in().iter().filter(|path| holds(path)).count();
        Self { levels: Level::ALL.map(|level| store.count(level, &holds)), to_fill_in }
    }

    /// Whether nothing is found at any level. Something may still have to be filled in.
    pub fn are_fine(self) -> bool {
        self.levels == [0; 3]
    }

    /// Each count that is not zero, the worst first: its class in styles, its picture, its number and its words.
    pub fn shown(self) -> impl Iterator<Item = (&'static str, Glyph, usize, &'static str)> {
        let levels = Level::ALL.into_iter().zip(self.levels).map(|(level, count)| {
            let ((class, glyph), words) = (look(level), words(level));
            (class, glyph, count, words)
        });
        levels.chain([("fill", Glyph::Fill, self.to_fill_in, "to fill in")]).filter(|(_, _, count, _)| *count > 0)
    }
}

/// What follows a count.
fn words(level: Level) -> &'static str {
    match level {
        Level::Refused => "refused",
        Level::WillNotWork => "will not work",
        Level::WillHurt => "will hurt",
    }
}

/// The counts as small marks, as beside a section or a row.
#[component]
pub fn Marks(
    /// What is counted.
    counts: Counts,
) -> impl IntoView {
    let marks = counts.shown().map(|(class, glyph, count, words)| {
        view! {
            <span class=format!("count {class}")>
                <Icon glyph/>
                {count.to_string()}
                <span class="visually-hidden">" " {words}</span>
            </span>
        }
        .into_any()
    });
    marks.collect::<Vec<_>>()
}
