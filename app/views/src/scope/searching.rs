//! The answers, and the search that follows them, a few deployments at a time.

use leptos::prelude::*;
use openmercato_ecs_core::scope::{
    Goal, Interview, Outcome, Progress, Proposal, Reason, Scope, Search, SizingAssumption,
};
use openmercato_ecs_form::clock::{Pause, now};
use openmercato_ecs_form::store::Store;
use std::time::Duration;

/// Milliseconds without a change before the search begins.
const PAUSE: u64 = 250;

/// Milliseconds of search after which the browser may draw and listen.
const SLICE: f64 = 8.0;

/// The answers and what is found for them. The store has the answers as a text beside the inputs, for links and what is
/// saved.
#[derive(Clone, Copy)]
pub(crate) struct Searching {
    /// The answers.
    pub(super) scope: RwSignal<Scope>,
    /// What the proposal is for that was taken.
    taken: RwSignal<Option<Goal>>,
    /// Why inputs are what the proposal has made them that was taken.
    pub(super) reasons: RwSignal<Vec<Reason>>,
    /// How often answers came from a link, or from what was saved.
    pub(super) opened: RwSignal<usize>,
    /// What is found so far; `None` while nobody has answered anything.
    pub(super) outcome: RwSignal<Option<Outcome>>,
    /// How far the search is; `None` when none is under way.
    pub(super) progress: RwSignal<Option<Progress>>,
    /// Whether somebody stopped it before the end.
    pub(super) is_stopped: RwSignal<bool>,
    search: StoredValue<Option<Search>, LocalStorage>,
    store: Store,
    pause: Pause,
}

impl Searching {
    /// The answers that the page was opened with.
    pub(crate) fn of_page() -> Self {
        let searching = Self {
            scope: RwSignal::new(Scope::default()),
            taken: RwSignal::new(None),
            reasons: RwSignal::new(Vec::new()),
            opened: RwSignal::new(0),
            outcome: RwSignal::new(None),
            progress: RwSignal::new(None),
            is_stopped: RwSignal::new(false),
            search: StoredValue::new_local(None),
            store: expect_context(),
            pause: Pause::of(PAUSE),
        };
        let answers = Memo::new(move |_| searching.store.offer.read().answers.clone());
        Effect::new(move |_| searching.follow(&answers.read()));
        Effect::new(move |_| {
            searching.scope.track();
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
        self.tell();
        Ok(())
    }

    /// Sets what sizing rests on.
    ///
    /// # Errors
    /// The number cannot be. Says what would be one.
    pub(super) fn assume(self, assumption: SizingAssumption, number: f64) -> Result<(), String> {
        let mut scope = self.scope.get_untracked();
        scope.sizing.set(assumption, number)?;
        self.scope.set(scope);
        self.tell();
        Ok(())
    }

    /// Remembers which proposal is in the form.
    pub(super) fn take(self, proposal: &Proposal) {
        self.reasons.set(proposal.reasons.clone());
        self.taken.set(Some(proposal.goal));
        self.tell();
    }

    fn interview(self) -> Interview {
        Interview { scope: self.scope.get_untracked(), taken: self.taken.get_untracked() }
    }

    /// Gives the store what was answered.
    fn tell(self) {
        let answers = self.interview().to_string();
        if self.store.offer.with_untracked(|offer| offer.answers != answers) {
            self.store.offer.update(|offer| offer.answers = answers);
        }
    }

    /// Takes over the answers of a link or of what was saved.
    fn follow(self, answers: &str) {
        if self.interview().to_string() == answers {
            return;
        }
        let (Interview { scope, taken }, _) = Interview::read(answers);
        self.reasons.set(Vec::new());
        self.taken.set(taken);
        self.scope.set(scope);
        *self.opened.write() += 1;
    }

    /// Stops the search; what is found so far is shown.
    pub(super) fn stop(self) {
        self.end();
        self.is_stopped.set(true);
    }

    fn end(self) {
        self.pause.cancel();
        let search = self.search.try_update_value(Option::take).flatten();
        self.outcome.set(search.map(|search| search.outcome().clone()));
        self.progress.set(None);
    }

    /// Searches after a pause, from the beginning.
    pub(super) fn begin_soon(self) {
        self.end();
        self.is_stopped.set(false);
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

    /// The reasons of the proposal that was taken: a link says what it was for.
    fn find_reasons(self) {
        let taken = self.taken.get_untracked();
        let outcome = self.outcome.read_untracked();
        let proposals = outcome.iter().flat_map(|outcome| &outcome.proposals);
        let of_taken = proposals.filter(|proposal| taken == Some(proposal.goal));
        self.reasons.set(of_taken.flat_map(|proposal| proposal.reasons.clone()).collect());
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
            self.find_reasons();
        }
    }
}
