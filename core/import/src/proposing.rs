//! What calls of well-known modules say that could be inputs: proposed, and taken by nobody but people.
//!
//! ```text
//! call ──well_known──▶ rows of arguments and inputs ──reading──▶ proposals ──judged by the module──▶ proposals, notes
//! ```

mod environment;
mod reading;
mod service;
mod well_known;

pub(crate) use well_known::WellKnown;

use crate::{Import, NoteKind, Proposal, added};
use openmercato_ecs_module::{Evaluation, Inputs, Module};
use reading::Reading;
use std::collections::BTreeSet;

/// The most that is proposed of what somebody brings.
const MOST: usize = 500;

impl Proposal {
    /// The inputs with it taken; what else is set stays.
    #[must_use]
    pub fn taken_into(&self, inputs: &Inputs) -> Inputs {
        let alone = Inputs::new().with_at(&self.path, self.value.clone()).unwrap_or_default();
        added(inputs, &alone)
    }

    /// Whether the inputs have it.
    pub fn is_in(&self, inputs: &Inputs) -> bool {
        inputs.at(&self.path) == Some(&self.value)
    }
}

impl Import {
    /// The import with every proposal taken.
    #[must_use]
    pub fn with_proposals(mut self) -> Self {
        for proposal in std::mem::take(&mut self.proposals) {
            self.inputs = proposal.taken_into(&self.inputs);
            self.taken.push((proposal.lines, proposal.path));
        }
        self
    }
}

/// Proposes what the calls of well-known modules say, and notes what else they do.
pub(crate) fn propose(import: &mut Import, module: &'static Module) {
    let calls = std::mem::take(&mut import.calls);
    let mut proposed = Vec::new();
    for call in &calls {
        if let Some(known) = WellKnown::of(&call.source) {
            proposed.extend(Reading::of(import, module, call).read(known));
        }
    }
    import.calls = calls;
    let proposed = environment::settled(import, module, proposed);
    let proposed = once(import, proposed);
    import.proposals = accepted(import, module, proposed);
    import.proposals.sort_by_key(|proposal| proposal.lines);
}

/// The proposals without those for an input that is set, or that something else is proposed for.
fn once(import: &mut Import, proposed: Vec<Proposal>) -> Vec<Proposal> {
    let mut kept = Vec::<Proposal>::new();
    for proposal in proposed {
        let Proposal { path, value, from, .. } = &proposal;
        let other = kept.iter().find(|kept| kept.path == *path);
        let (kind, text) = match (import.inputs.at(path), other) {
            (Some(set), _) if set == value => (NoteKind::Aside, format!("{from} is {path}, which says the same.")),
            (Some(_), _) => {
                let there = import.place_of(path);
                (NoteKind::LeftOut, format!("{from} is left out: what {there} says of {path} counts."))
            }
            (None, Some(other)) if other.value == *value => {
                (NoteKind::Aside, format!("{from} could be {path}, as {} could.", other.from))
            }
            (None, Some(other)) => {
                (NoteKind::LeftOut, format!("{from} is left out: {} is proposed as {path}.", other.from))
            }
            (None, None) if kept.len() < MOST => {
                kept.push(proposal);
                continue;
            }
            (None, None) => (NoteKind::LeftOut, format!("{from} is left out: the first {MOST} are proposed.")),
        };
        import.notes.push(proposal.note(kind, text));
    }
    kept
}

/// The proposals that the module does not refuse.
fn accepted(import: &mut Import, module: &'static Module, mut proposed: Vec<Proposal>) -> Vec<Proposal> {
    if proposed.is_empty() {
        return proposed;
    }
    let all = proposed.iter().fold(import.inputs.clone(), |inputs, proposal| proposal.taken_into(&inputs));
    let said = |inputs: &Inputs| -> BTreeSet<_> {
        let evaluation = Evaluation::of(module, inputs);
        evaluation.errors().map(|error| (error.path.clone(), error.message.clone())).collect()
    };
    let before = said(&import.inputs);
    let refused: Vec<_> = said(&all).into_iter().filter(|error| !before.contains(error)).collect();
    proposed.retain(|proposal| {
        let Some((_, why)) = refused.iter().find(|(path, _)| path.is_within(&proposal.path)) else { return true };
        let text = format!("{} is left out: the module refuses it as {}: {why}", proposal.from, proposal.path);
        import.notes.push(proposal.note(NoteKind::LeftOut, text));
        false
    });
    proposed
}
