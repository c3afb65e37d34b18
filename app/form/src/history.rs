//! Undo and redo.

use openmercato_ecs_core::{Draft, InputPath};

/// Typing in one field counts as one change while its pauses stay below this, in milliseconds.
const PAUSE: f64 = 1500.0;
/// As many changes as can be undone.
const DEPTH: usize = 1000;

/// The draft with what it was before and, after an undo, what it will be again.
#[derive(Debug, Default)]
pub(crate) struct History {
    past: Vec<Change>,
    present: Draft,
    future: Vec<Change>,
    /// The field that was typed in last, and when; nothing else happened since.
    typing: Option<(InputPath, f64)>,
    before: Draft,
}

/// A step between two drafts.
#[derive(Debug)]
struct Change {
    /// The draft on the far side of the step.
    draft: Draft,
    what: What,
}

/// What a change was about.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// One place in the inputs.
    Field(InputPath),
    /// All inputs, by the action named, as `preset`.
    All(&'static str),
}

impl History {
    /// A history that begins with this draft.
    pub(crate) fn new(present: Draft) -> Self {
        Self { before: present.clone(), present, ..Self::default() }
    }

    /// What is decided now.
    pub(crate) fn present(&self) -> &Draft {
        &self.present
    }

    /// What was decided before the last change, be it an edit, an undo or a redo.
    pub(crate) fn before(&self) -> &Draft {
        &self.before
    }

    /// Makes `draft` the present one.
    pub(crate) fn change(&mut self, draft: Draft, what: What) {
        if draft == self.present {
            return;
        }
        let old = std::mem::replace(&mut self.present, draft);
        self.future.clear();
        self.typing = None;
        self.before = old.clone();
        self.past.push(Change { draft: old, what });
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
    }

    /// Makes `draft` the present one while someone types in the field at `path`, which is one change for as long as
    /// the typing goes on. `now` is a time in milliseconds.
    pub(crate) fn type_in(&mut self, draft: Draft, path: &InputPath, now: f64) {
        let goes_on = self.typing.as_ref().is_some_and(|(last, at)| last == path && now - at < PAUSE);
        if goes_on {
            self.present = draft;
            self.future.clear();
        } else {
            self.change(draft, What::Field(path.clone()));
        }
        self.typing = Some((path.clone(), now));
    }

    /// Goes one change back; says which it was.
    pub(crate) fn undo(&mut self) -> Option<What> {
        let change = self.past.pop()?;
        Some(self.step(change, |history| &mut history.future))
    }

    /// Makes the change again that was undone last; says which it was.
    pub(crate) fn redo(&mut self) -> Option<What> {
        let change = self.future.pop()?;
        Some(self.step(change, |history| &mut history.past))
    }

    fn step(&mut self, change: Change, other: fn(&mut Self) -> &mut Vec<Change>) -> What {
        let left = std::mem::replace(&mut self.present, change.draft);
        self.typing = None;
        self.before = left.clone();
        other(self).push(Change { draft: left, what: change.what.clone() });
        change.what
    }

    /// The last action that replaced all inputs, of those that `is_start` is true of, with what it gave; without one, what
    /// the history began with.
    pub(crate) fn started(&self, is_start: impl Fn(&str) -> bool) -> (Option<&'static str>, &Draft) {
        let after = |place: usize| self.past.get(place).map_or(&self.present, |change| &change.draft);
        let starts = self.past.iter().enumerate().rev();
        let mut starts = starts.filter_map(|(place, change)| match change.what {
            What::All(action) if is_start(action) => Some((Some(action), after(place + 1))),
            What::All(_) | What::Field(_) => None,
        });
        starts.next().unwrap_or_else(|| (None, after(0)))
    }

    /// What an undo would take back.
    pub(crate) fn undoable(&self) -> Option<&What> {
        self.past.last().map(|change| &change.what)
    }

    /// What a redo would make again.
    pub(crate) fn redoable(&self) -> Option<&What> {
        self.future.last().map(|change| &change.what)
    }
}

impl std::fmt::Display for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Field(path) => path.fmt(f),
            Self::All(action) => f.write_str(action),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_core::Inputs;

    fn named(name: &str) -> Draft {
        Draft::of(Inputs::new().with("name", name.into()))
    }

    fn name() -> What {
        What::Field(InputPath::of("name"))
    }

    #[test]
    fn typing_without_a_pause_is_one_change() {
        let mut history = History::new(Draft::default());
        for (length, now) in [(1, 0.0), (2, 200.0), (3, 900.0)] {
            history.type_in(named(&"abc"[..length]), &InputPath::of("name"), now);
        }
        history.type_in(named("abcd"), &InputPath::of("name"), 5000.0);
        assert_eq!(history.undo(), Some(name()));
        assert_eq!(history.present(), &named("abc"));
        history.undo();
        assert_eq!(history.present(), &Draft::default());
        assert_eq!(history.undo(), None);
        history.redo();
        history.redo();
        assert_eq!(history.present(), &named("abcd"));
        assert_eq!(history.redo(), None);
    }

    #[test]
    fn what_is_not_typed_is_a_change_of_its_own() {
        let mut history = History::new(Draft::default());
        history.type_in(named("a"), &InputPath::of("name"), 0.0);
        history.change(named("b"), name());
        history.type_in(named("bc"), &InputPath::of("name"), 1.0);
        history.undo();
        assert_eq!(history.present(), &named("b"));
        history.undo();
        assert_eq!(history.present(), &named("a"));
    }

    #[test]
    fn the_start_is_what_replaced_all_inputs_last() {
        let is_start = |action: &str| action == "import";
        let mut history = History::new(named("a"));
        history.change(named("b"), name());
        assert_eq!(history.started(is_start), (None, &named("a")));
        history.change(named("c"), What::All("import"));
        assert_eq!(history.started(is_start), (Some("import"), &named("c")));
        history.change(named("d"), What::All("fix"));
        history.change(named("e"), name());
        assert_eq!(history.started(is_start), (Some("import"), &named("c")));
        for _ in 0..3 {
            history.undo();
        }
        assert_eq!(history.started(is_start), (None, &named("a")));
    }

    #[test]
    fn before_is_the_state_that_the_last_change_left() {
        let mut history = History::new(Draft::default());
        history.change(named("a"), What::All("preset"));
        assert_eq!(history.before(), &Draft::default());
        history.undo();
        assert_eq!(history.before(), &named("a"));
    }
}
