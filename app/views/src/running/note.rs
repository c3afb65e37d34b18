//! What a change does to a deployment that runs, at the field that was changed.

use super::impact::{Grave, Impact};
use super::panel::{look, resource};
use super::short::show_whole;
use crate::opened::{Opened, OpenedDeployment};
use crate::settled::Settled;
use leptos::prelude::*;
use openmercato_ecs_core::{Evaluation, Inputs, Module, Value};
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::Evaluated;
use std::collections::BTreeMap;

/// As many consequences are said at a field.
const MOST: usize = 2;

/// What is said at a field.
#[derive(Clone, Debug, Default, PartialEq)]
struct Note {
    consequences: Vec<Grave>,
    refusals: Vec<String>,
}

/// What is said at each field that differs from what was opened, by the input's name.
#[derive(Clone, Copy)]
pub(crate) struct Notes(RwSignal<BTreeMap<String, Note>>);

impl Notes {
    /// The notes of the page. They are found after a pause, one input at a time, so that no edit waits for them.
    pub(crate) fn of_page() -> Self {
        let (Settled(settled), opened) = (expect_context(), expect_context::<Opened>());
        let notes = Self(RwSignal::default());
        let turn = Pause::of(0);
        Effect::new(move |_| {
            let wanted = settled.get();
            turn.cancel();
            let Some(OpenedDeployment { deployment: runs, .. }) = opened.deployment.get() else {
                return notes.put(BTreeMap::new());
            };
            let left = differing(&runs, &wanted);
            if left.is_empty() {
                return notes.put(BTreeMap::new());
            }
            turn.then(move || {
                let whole = Impact::between(&runs.evaluation, &wanted.evaluation);
                let found = refused(&whole);
                let left = if whole.is_grave() { left } else { Vec::new() };
                Search { notes, turn, runs, wanted, whole: whole.consequences(), left, found }.go_on();
            });
        });
        notes
    }

    fn put(self, notes: BTreeMap<String, Note>) {
        if self.0.try_get_untracked().is_some_and(|known| known != notes) {
            self.0.set(notes);
        }
    }
}

/// The inputs that differ, by name.
fn differing(runs: &Evaluated, wanted: &Evaluated) -> Vec<String> {
    let (before, after) = (&runs.evaluation.inputs, &wanted.evaluation.inputs);
    let names = runs.evaluation.module().variables().iter().map(|variable| variable.name.clone());
    names.filter(|name| before.get(name) != after.get(name)).collect()
}

/// The module's refusals, at the inputs that they name.
fn refused(impact: &Impact) -> BTreeMap<String, Note> {
    let mut notes: BTreeMap<String, Note> = BTreeMap::new();
    for refusal in impact.refusals() {
        for path in &refusal.inputs {
            notes.entry(path.variable().to_owned()).or_default().refusals.push(refusal.message.clone());
        }
    }
    notes
}

/// A search for the input that has a consequence: each is changed alone.
struct Search {
    notes: Notes,
    turn: Pause,
    runs: Evaluated,
    wanted: Evaluated,
    /// What all changes together mean.
    whole: Vec<Grave>,
    left: Vec<String>,
    found: BTreeMap<String, Note>,
}

impl Search {
    /// Tries one input, and the next ones in turns of their own.
    fn go_on(mut self) {
        let Some(name) = self.left.pop() else { return self.notes.put(self.found) };
        let consequences = consequences_of(&name, &self.runs.evaluation, &self.wanted.evaluation.inputs, &self.whole);
        if !consequences.is_empty() {
            self.found.entry(name).or_default().consequences = consequences;
        }
        let turn = self.turn;
        turn.then(move || self.go_on());
    }
}

/// Of what all changes together mean, what one of them alone means.
fn consequences_of(name: &str, runs: &Evaluation, wanted: &Inputs, whole: &[Grave]) -> Vec<Grave> {
    let module: &'static Module = runs.module();
    let inputs = runs.inputs.with(name, wanted.get(name).cloned().unwrap_or(Value::Null));
    let alone = Impact::between(runs, &Evaluation::of(module, &inputs)).consequences();
    alone.into_iter().filter(|grave| whole.iter().any(|known| known.text == grave.text)).collect()
}

/// What the change of an input does to the deployment that was opened, if it runs; nothing where nobody notices.
#[component]
pub(crate) fn RunningNote(name: String) -> impl IntoView {
    let Notes(notes) = expect_context();
    let note = Memo::new(move |_| notes.read().get(&name).cloned().unwrap_or_default());
    move || {
        let note = note.get();
        (note != Note::default()).then(|| words(&note)).into_any()
    }
}

fn words(note: &Note) -> AnyView {
    let (place, opened) = (expect_context::<Place>(), expect_context::<Opened>());
    // What is refused does not happen.
    let worst = note.consequences.iter().filter(|_| note.refusals.is_empty()).take(MOST);
    let consequences = worst.map(|grave| {
        let (class, glyph) = look(grave.kind);
        let addresses = grave.addresses.iter().map(|address| resource(address)).collect_view();
        view! {
            <p class=format!("message {class}")>
                <Icon glyph/> " " <b class="kind">{grave.kind.words()}</b> " " {grave.text}
            </p>
            <p class="help of">{addresses}</p>
        }
    });
    let consequences = consequences.collect_view();
    let refusals = note.refusals.iter().cloned().map(|text| {
        view! { <p class="message error"><Icon glyph=Glyph::Error/> " The module refuses the change: " <Prose text/></p> }
    });
    let refusals = refusals.collect_view();
    view! {
        <div class="running-note" role="status">
            <p class="help">
                "If this runs already: "
                <button type="button" class="link" on:click=move |_| show_whole(place, opened)>"all that changes"</button>
            </p>
            {refusals}
            {consequences}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_core::preset;

    #[test]
    fn a_consequence_is_said_at_the_input_that_has_it() {
        let runs = &preset::find("minimal-managed").expect("a preset").inputs;
        let wanted = runs.with("name", "other".into()).with("alb_idle_timeout", 75.into());
        let of = |inputs: &Inputs| Evaluated::of(openmercato_ecs_core::Deployment::of(Module::embedded(), inputs));
        let (before, after) = (of(runs), of(&wanted));
        let names = differing(&before, &after);
        assert!(names.contains(&"name".to_owned()) && names.contains(&"alb_idle_timeout".to_owned()), "{names:?}");
        let whole = Impact::between(&before.evaluation, &after.evaluation).consequences();
        let said = |name: &str| consequences_of(name, &before.evaluation, &wanted, &whole);
        assert!(!said("name").is_empty());
        assert_eq!(said("alb_idle_timeout"), []);
    }
}
