//! The answers, and the search that follows them, a few deployments at a time.

use leptos::prelude::*;
use openmercato_ecs_core::scope::{Outcome, Progress, Scope, Search};
use openmercato_ecs_form::clock::{Pause, now};
use openmercato_ecs_form::store::Store;
use std::time::Duration;

/// Milliseconds without a change before the search begins.
const PAUSE: u64 = 250;

/// Milliseconds of search after which the browser may draw and listen.
const SLICE: f64 = 8.0;

/// Where the answers are kept while the page is open in this tab.
const KEPT: &str = "openmercato-ecs/answers";

/// The answers and what is found for them.
#[derive(Clone, Copy)]
pub(crate) struct Searching {
    /// The answers.
    pub(super) scope: RwSignal<Scope>,
    /// What is found so far; `None` while nobody has answered anything.
    pub(super) outcome: RwSignal<Option<Outcome>>,
    /// How far the search is; `None` when none is under way.
    pub(super) progress: RwSignal<Option<Progress>>,
    search: StoredValue<Option<Search>, LocalStorage>,
    store: Store,
    pause: Pause,
}

impl Searching {
    /// The answers that this tab has kept.
    pub(crate) fn of_page() -> Self {
        let kept = session().and_then(|storage| storage.get_item(KEPT).ok().flatten()).unwrap_or_default();
        let searching = Self {
            scope: RwSignal::new(read(&kept)),
            outcome: RwSignal::new(None),
            progress: RwSignal::new(None),
            search: StoredValue::new_local(None),
            store: expect_context(),
            pause: Pause::of(PAUSE),
        };
        Effect::new(move |_| {
            searching.scope.track();
            searching.keep();
            searching.begin_soon();
        });
        searching
    }

    /// Answers a question in the words of the command line.
    ///
    /// # Errors
    /// That is no answer. Says what would be one.
    pub(super) fn answer(self, question: &str, text: &str) -> Result<(), String> {
        let mut scope = self.scope.get_untracked();
        scope.set(question, text)?;
        self.scope.set(scope);
        Ok(())
    }

    /// Stops the search; what is found so far is shown.
    pub(super) fn stop(self) {
        self.pause.cancel();
        let search = self.search.try_update_value(Option::take).flatten();
        self.outcome.set(search.map(|search| search.outcome().clone()));
        self.progress.set(None);
    }

    fn keep(self) {
        let scope = self.scope.read_untracked();
        let lines = scope.answered().map(|(question, answer)| format!("{}={answer}\n", question.name));
        let text: String = lines.collect();
        if let Some(storage) = session() {
            // A browser that keeps nothing loses nothing else.
            let _ = if text.is_empty() { storage.remove_item(KEPT) } else { storage.set_item(KEPT, &text) };
        }
    }

    fn begin_soon(self) {
        self.stop();
        // What was found for other answers must not be taken for these.
        self.outcome.set(None);
        if self.scope.read_untracked().answered().next().is_none() {
            return;
        }
        self.progress.set(Some(Progress { judged: 0, about: 1 }));
        self.pause.then(move || {
            let current = self.store.inputs.get_untracked();
            self.search.set_value(Some(Search::new(self.store.module, &self.scope.read_untracked(), &current)));
            self.go_on();
        });
    }

    fn go_on(self) {
        let end = now() + SLICE;
        let mut progress = None;
        let is_under_way = self.search.try_update_value(|search| {
            let Some(search) = search else { return false };
            loop {
                progress = search.step();
                if progress.is_none() || now() > end {
                    return true;
                }
            }
        });
        if is_under_way != Some(true) {
            return;
        }
        self.progress.set(progress);
        if progress.is_some() {
            set_timeout(move || self.go_on(), Duration::ZERO);
        } else {
            let outcome = self.search.with_value(|search| search.as_ref().map(|search| search.outcome().clone()));
            self.search.set_value(None);
            self.outcome.set(outcome);
        }
    }
}

fn session() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// What is no answer any more is left out.
fn read(kept: &str) -> Scope {
    let mut scope = Scope::default();
    for (question, answer) in kept.lines().filter_map(|line| line.split_once('=')) {
        let _ = scope.set(question, answer);
    }
    scope
}
