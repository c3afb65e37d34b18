//! What the page reports.

use crate::clock::Pause;
use crate::count::Counts;
use crate::store::Store;
use leptos::prelude::*;

/// Milliseconds without a change before a screen reader is told.
const PAUSE: u64 = 800;

/// Milliseconds for which a report stays on the page.
const REPORT: u64 = 6000;

/// Reports what was done, to those who see the page and to screen readers.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// An announcer that has said nothing so far.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// Reports something.
    pub fn announce(self, text: impl Into<String>) {
        self.0.set(text.into());
    }
}

/// What the page reports, for a while, and what screen readers hear besides: what is found after it changed.
#[component]
pub(crate) fn Announcements(store: Store, announcer: Announcer) -> impl IntoView {
    let Announcer(report) = announcer;
    let counts = Memo::new(move |_| Counts::of(&store, |_| true));
    let said = RwSignal::new(String::new());
    let pause = Pause::of(PAUSE);
    Effect::new(move |first: Option<()>| {
        let shown = counts.get().shown().map(|(_, _, count, words)| format!("{count} {words}"));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let words = if shown.is_empty() { "Nothing is wrong".to_owned() } else { shown };
        if first.is_some() {
            pause.then(move || drop(said.try_set(words)));
        }
    });
    let rest = Pause::of(REPORT);
    Effect::new(move |_| {
        if !report.read().is_empty() {
            rest.then(move || drop(report.try_set(String::new())));
        }
    });
    view! {
        <p class="visually-hidden" role="status">{said}</p>
        <p class="report" role="status">{report}</p>
    }
}
