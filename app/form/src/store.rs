//! What the page holds, and what is derived from it.

use crate::clock;
use crate::history::{History, What};
use crate::opening::Opening;
use leptos::prelude::*;
use openmercato_ecs_core::cost::Assumptions;
use openmercato_ecs_core::names::input;
use openmercato_ecs_core::{
    Deployment, Diagnostic, Draft, InputPath, Inputs, Level, Module, Offer, Value, Variable, draft,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

/// The draft with its history, and the evaluation of its inputs.
#[derive(Clone, Copy)]
pub struct Store {
    /// The module that is configured.
    pub module: &'static Module,
    history: RwSignal<History>,
    /// How much the deployment is used: what its cost rests on besides the inputs.
    pub assumptions: RwSignal<Assumptions>,
    /// For whom the deployment is, and until when it holds.
    pub offer: RwSignal<Offer>,
    /// Inputs that the page around this one has settled.
    pub pins: RwSignal<Inputs>,
    /// What the module is given.
    pub inputs: Memo<Inputs>,
    /// What follows from the inputs.
    pub deployment: Memo<Evaluated>,
    /// What followed from the inputs before the last change.
    pub before: Memo<Evaluated>,
    /// How an edit is followed, once the page has loaded it; before that, all is evaluated anew.
    edit: StoredValue<Option<Edit>>,
    /// The diagnostics by the field that they belong to.
    pub by_field: Memo<BTreeMap<InputPath, Vec<Diagnostic>>>,
    /// The fields that someone has edited: those whose empty state may be called wrong.
    touched: RwSignal<BTreeSet<InputPath>>,
    /// Whether a download was tried, so that every field may say what is wrong.
    pub revealed: RwSignal<bool>,
    /// Rows whose name cannot be used yet, by an id of the row: they are no inputs so far, but they are not lost.
    unfinished: RwSignal<BTreeMap<String, Unfinished>>,
    /// How often all inputs were replaced: the form starts anew each time.
    pub(crate) generation: RwSignal<usize>,
    /// The inputs that the form started with.
    started_with: RwSignal<Inputs>,
}

/// A row that is not among the inputs because of its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished {
    /// The map that the row belongs to.
    pub path: InputPath,
    /// The key that it has among the inputs, if it had one before.
    pub key: Option<Arc<str>>,
    /// The name that was typed.
    pub name: String,
    /// The value that waits for a name.
    pub value: Option<Value>,
    /// The id of the element to mend it in.
    pub element: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// What [`Deployment::edited`] does.
pub type Edit = fn(&Deployment, &Inputs, &Assumptions) -> Deployment;

/// An evaluation that is shared, and equal only to itself.
#[derive(Clone)]
pub struct Evaluated(Arc<Deployment>);

impl Evaluated {
    /// Shares an evaluation.
    pub fn of(deployment: Deployment) -> Self {
        Self(Arc::new(deployment))
    }
}

impl PartialEq for Evaluated {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Evaluated {
    type Target = Deployment;

    fn deref(&self) -> &Deployment {
        &self.0
    }
}

/// The inputs with others in the place of their own.
pub fn replaced(inputs: &Inputs, others: &Inputs) -> Inputs {
    others.iter().fold(inputs.clone(), |inputs, (name, value)| inputs.with(name, value.clone()))
}

impl Store {
    /// A store that begins with what the page was opened with.
    pub(crate) fn new(module: &'static Module, opening: &Opening) -> Self {
        let Opening { inputs, pins, assumptions, offer, .. } = opening;
        let (assumptions, offer) = (RwSignal::new(assumptions.clone()), RwSignal::new(offer.clone()));
        let pins = RwSignal::new(pins.clone());
        let started_with = RwSignal::new(inputs.clone());
        let history = RwSignal::new(History::new(Draft::of(inputs.clone())));
        let inputs = Memo::new(move |_| replaced(&history.read().present().inputs, &pins.read()));
        let before = Memo::new(move |_| replaced(&history.read().before().inputs, &pins.read()));
        let edit = StoredValue::new(None::<Edit>);
        let evaluate = move |inputs: &Inputs, near: Option<&Evaluated>| {
            let assumptions = assumptions.read();
            let deployment = match edit.get_value().zip(near) {
                Some((edit, near)) => edit(near, inputs, &assumptions),
                None => Deployment::assuming(module, inputs, &assumptions),
            };
            Evaluated::of(deployment.offered(offer.get()))
        };
        let deployment = Memo::new(move |last| evaluate(&inputs.read(), last));
        let before = Memo::new(move |_| evaluate(&before.read(), Some(&deployment.read_untracked())));
        let by_field = Memo::new(move |_| {
            let deployment = deployment.read();
            let mut by_field: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for diagnostic in &deployment.evaluation.diagnostics {
                let owner = draft::owner(module, &deployment.evaluation.inputs, &diagnostic.path);
                by_field.entry(owner).or_default().push(diagnostic.clone());
            }
            by_field
        });
        Self {
            module,
            history,
            assumptions,
            offer,
            pins,
            inputs,
            deployment,
            before,
            edit,
            by_field,
            touched: RwSignal::default(),
            revealed: RwSignal::new(false),
            unfinished: RwSignal::default(),
            generation: RwSignal::new(0),
            started_with,
        }
    }

    /// Follows each edit from now on by what it does to the deployment of before.
    pub fn edit_by(&self, edit: Edit) {
        self.edit.set_value(Some(edit));
    }

    /// Sets the value at `path`, or takes it away.
    pub fn set(&self, path: &InputPath, value: Option<Value>) {
        self.history.update(|history| {
            let draft = history.present().with(self.module, path, value);
            history.change(draft, What::Field(path.clone()));
        });
    }

    /// Sets the value at `path` while someone types it: letter after letter is one change.
    pub fn type_in(&self, path: &InputPath, value: Option<Value>) {
        self.history.update(|history| {
            let draft = history.present().with(self.module, path, value);
            history.type_in(draft, path, clock::now());
        });
    }

    /// Replaces all inputs; `action` says by what, as `preset`.
    pub fn load(&self, inputs: Inputs, action: &'static str) {
        self.touched.write().clear();
        self.unfinished.write().clear();
        self.revealed.set(false);
        *self.generation.write() += 1;
        self.started_with.set(inputs.clone());
        self.history.update(|history| history.change(Draft::of(inputs), What::All(action)));
    }

    /// Takes over what a link or a saved deployment has beside the inputs.
    pub fn attend(&self, assumptions: Assumptions, offer: Offer) {
        if assumptions != self.assumptions.get_untracked() {
            self.assumptions.set(assumptions);
        }
        if offer != self.offer.get_untracked() {
            self.offer.set(offer);
        }
    }

    /// Takes over inputs that differ in a few places, as those of a fix.
    pub fn apply(&self, inputs: Inputs, action: &'static str) {
        self.history.update(|history| {
            let draft = history.present().with_inputs(self.module, inputs);
            history.change(draft, What::All(action));
        });
    }

    /// Goes one change back; says which.
    pub fn undo(&self) -> Option<What> {
        self.history.try_update(History::undo).flatten()
    }

    /// Goes one change forth; says which.
    pub fn redo(&self) -> Option<What> {
        self.history.try_update(History::redo).flatten()
    }

    /// What an undo would take back.
    pub fn undoable(&self) -> Option<What> {
        self.history.read().undoable().cloned()
    }

    /// What a redo would make again.
    pub fn redoable(&self) -> Option<What> {
        self.history.read().redoable().cloned()
    }

    /// The last action that replaced all inputs, of those that `is_start` is true of, with the inputs that it gave;
    /// without one, the inputs that the page began with.
    pub fn started(&self, is_start: impl Fn(&str) -> bool) -> (Option<&'static str>, Inputs) {
        let history = self.history.read();
        let (action, draft) = history.started(is_start);
        (action, replaced(&draft.inputs, &self.pins.read()))
    }

    /// The value set at `path`.
    pub fn value(&self, path: &InputPath) -> Option<Value> {
        self.inputs.read().at(path).cloned()
    }

    /// What stands at `path` by the module's declaration when nothing is set there.
    pub fn default(&self, path: &InputPath) -> Option<Value> {
        draft::declared_at(self.module, path).and_then(|(_, default)| default).filter(|default| !default.is_null())
    }

    /// What stands for `path` in the modes chosen when nothing is set there.
    pub fn placeholder(&self, path: &InputPath) -> Option<Value> {
        let effective = || {
            let is_whole = path.steps().is_empty();
            is_whole.then(|| self.deployment.read().evaluation.effective(path.variable()).cloned()).flatten()
        };
        self.default(path).or_else(effective).filter(Value::is_wholly_known)
    }

    /// The draft as it would be with another value at `path`.
    pub fn draft_with(&self, path: &InputPath, value: Option<Value>) -> Draft {
        self.history.read_untracked().present().with(self.module, path, value)
    }

    /// Silences a piece of advice that was read and accepted, by the name of its check.
    pub fn acknowledge(&self, check: &str) {
        let path = input::ACKNOWLEDGED_ADVICE.path();
        let accepted = self.value(&path);
        let others = accepted.as_ref().and_then(Value::elements).unwrap_or_default().iter().cloned();
        let all = others.chain([check.into()]);
        self.set(&path, Some(Value::tuple(all)));
    }

    /// The diagnostics that belong to the field at `path`.
    pub(crate) fn diagnostics(&self, path: &InputPath) -> Vec<Diagnostic> {
        self.by_field.read().get(path).cloned().unwrap_or_default()
    }

    /// Remembers that the field at `path` was edited.
    pub(crate) fn touch(&self, path: &InputPath) {
        if !self.touched.read_untracked().contains(path) {
            self.touched.write().insert(path.clone());
        }
    }

    /// Whether the field at `path`, or one inside it, was edited.
    pub(crate) fn is_touched(&self, path: &InputPath) -> bool {
        self.touched.read().iter().any(|touched| touched.is_within(path))
    }

    /// Whether the form shows the variable: the modes use it, or something is wrong with what it is set to.
    pub fn is_shown(&self, variable: &Variable) -> bool {
        if self.pins.read().get(&variable.name).is_some() {
            return false;
        }
        let deployment = self.deployment.read();
        deployment.evaluation.values.uses(variable)
            || deployment.evaluation.inputs.get(&variable.name).is_some()
                && deployment
                    .evaluation
                    .diagnostics
                    .iter()
                    .any(|diagnostic| diagnostic.path.variable() == variable.name)
    }

    /// Whether the field at `path` may be folded away: most people never touch it, and nothing was set there when the
    /// form started with a link, a preset or the like.
    pub fn is_folded(&self, path: &InputPath) -> bool {
        self.module.is_fine_tuning(path) && self.started_with.read_untracked().at(path).is_none()
    }

    /// Reports a row that cannot become an input yet, or that now can.
    pub fn set_unfinished(&self, row: &str, unfinished: Option<Unfinished>) {
        if self.unfinished.read_untracked().get(row) != unfinished.as_ref() {
            self.unfinished.update(|rows| match unfinished {
                Some(unfinished) => drop(rows.insert(row.to_owned(), unfinished)),
                None => drop(rows.remove(row)),
            });
        }
    }

    /// Takes the rows of one map that cannot become inputs yet, so that they can be shown again.
    pub fn take_unfinished(&self, path: &InputPath) -> Vec<Unfinished> {
        let mut rows = self.unfinished.get_untracked();
        let taken = rows.extract_if(.., |_, row| row.path == *path).map(|(_, row)| row).collect::<Vec<_>>();
        if !taken.is_empty() {
            self.unfinished.set(rows);
        }
        taken
    }

    /// The rows that cannot become inputs yet.
    pub fn unfinished(&self) -> Vec<Unfinished> {
        self.unfinished.read().values().cloned().collect()
    }

    /// How many errors there are, unfinished rows among them.
    pub fn error_count(&self) -> usize {
        self.deployment.read().evaluation.errors().count() + self.unfinished.read().len()
    }

    /// How much is found at one level in the places that `holds` is true of: unfinished rows among what is refused, but
    /// not what is still to be filled in.
    pub fn count(&self, level: Level, holds: impl Fn(&InputPath) -> bool) -> usize {
        let deployment = self.deployment.read();
        let evaluation = &deployment.evaluation;
        let found = evaluation.at(level).filter(|found| !evaluation.is_missing(found) && holds(&found.path));
        let rows = self.unfinished.read();
        let rows = rows.values().filter(|row| level == Level::Refused && holds(&row.path));
        found.count() + rows.count()
    }

    /// The fields that are still to be filled in: something is missing there, or made up.
    pub fn to_fill_in(&self) -> Vec<InputPath> {
        self.deployment.read().evaluation.to_fill_in().to_vec()
    }

    /// Whether what is set at `path` itself is made up.
    pub(crate) fn is_made_up(&self, path: &InputPath) -> bool {
        let deployment = self.deployment.read();
        let evaluation = &deployment.evaluation;
        evaluation.to_fill_in().contains(path) && evaluation.inputs.at(path).is_some()
    }
}
