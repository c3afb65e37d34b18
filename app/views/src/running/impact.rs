//! What Terraform would do, in the order in which people have to know it.

use crate::opened::Opened;
use leptos::prelude::*;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::{Action, Change, Changes, Consequence, ConsequenceKind, Evaluation, Refusal, Running};
use openmercato_ecs_form::store::Store;

/// What Terraform would do to a deployment that runs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Impact(Changes);

/// What happens to a resource, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Destroyed,
    Replaced,
    Changed,
    Created,
}

/// A consequence with the resources that have it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grave {
    pub(super) kind: ConsequenceKind,
    pub(super) text: &'static str,
    pub(super) addresses: Vec<String>,
}

impl Fate {
    pub(super) const ALL: [Self; 4] = [Self::Destroyed, Self::Replaced, Self::Changed, Self::Created];

    fn of(action: &Action) -> Self {
        match action {
            Action::Create => Self::Created,
            Action::Update(_) => Self::Changed,
            Action::Replace { .. } => Self::Replaced,
            Action::Delete => Self::Destroyed,
        }
    }

    /// What is done, for people.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Destroyed => "AWS removes it",
            Self::Replaced => "AWS makes a new one and removes the old one",
            Self::Changed => "It stays, and some of it changes",
            Self::Created => "AWS makes it",
        }
    }

    /// What Terraform calls it.
    pub(super) fn term(self) -> &'static str {
        match self {
            Self::Destroyed => "destroyed",
            Self::Replaced => "replaced",
            Self::Changed => "changed in place",
            Self::Created => "created",
        }
    }
}

impl Impact {
    /// These changes.
    pub(crate) fn of(changes: Changes) -> Self {
        Self(changes)
    }

    /// What Terraform does to `runs` when its inputs become those of `wanted`.
    pub(crate) fn between(runs: &Evaluation, wanted: &Evaluation) -> Self {
        Self(Changes::between(runs, wanted))
    }

    /// What Terraform does to what runs when its inputs become those of `wanted`, and its module this page's.
    pub(super) fn on(running: &Running, wanted: &Evaluation) -> Self {
        Self(running.changes_to(wanted))
    }

    /// What Terraform does to the deployment that was opened when it becomes the one on the page; `None` where nothing was
    /// opened that may run already.
    pub(crate) fn of_page(store: Store, opened: Opened) -> Option<Self> {
        let runs = opened.deployment.get_untracked()?;
        Some(Self::between(&runs.deployment.evaluation, &store.deployment.read_untracked().evaluation))
    }

    /// Why the module refuses the change.
    pub(super) fn refusals(&self) -> &[Refusal] {
        &self.0.refusals
    }

    /// Whether Terraform would change nothing.
    pub(super) fn is_nothing(&self) -> bool {
        self.0.resources.is_empty() && self.0.refusals.is_empty()
    }

    /// Whether someone has to know it before they take the change away: the module refuses it, or people notice.
    pub(crate) fn is_grave(&self) -> bool {
        let is_noticed = |change: &Change| !change.consequences().is_empty();
        !self.0.refusals.is_empty() || self.0.resources.iter().any(is_noticed)
    }

    /// The changes of one fate, in the order of the module.
    pub(super) fn of_fate(&self, fate: Fate) -> impl Iterator<Item = &Change> {
        self.0.resources.iter().filter(move |change| Fate::of(&change.action) == fate)
    }

    /// How many resources have which fate, as `1 created, 2 replaced`; those that have none are left out.
    pub(crate) fn counts(&self) -> String {
        if self.0.resources.is_empty() {
            return "Terraform would change nothing.".to_owned();
        }
        let counts = Fate::ALL.map(|fate| (self.of_fate(fate).count(), fate));
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, fate)| format!("{count} {}", fate.term())).collect();
        format!("{}: {}.", counted(self.0.resources.len(), "resource", "resources"), counts.join(", "))
    }

    /// What people notice, the worst first. What is the same for several resources is said once.
    pub(super) fn consequences(&self) -> Vec<Grave> {
        let mut found: Vec<Grave> = Vec::new();
        for change in &self.0.resources {
            for consequence in change.consequences() {
                let address = change.address.to_string();
                if let Some(known) = found.iter_mut().find(|known| known.text == consequence.text) {
                    known.addresses.push(address);
                } else {
                    let Consequence { kind, text } = consequence;
                    found.push(Grave { kind, text, addresses: vec![address] });
                }
            }
        }
        found.sort_by_key(|grave| std::cmp::Reverse(grave.kind));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_core::{Inputs, Module, preset};

    fn impact(change: impl Fn(&Inputs) -> Inputs) -> Impact {
        let runs = &preset::find("minimal-managed").expect("a preset").inputs;
        let of = |inputs: &Inputs| Evaluation::of(Module::embedded(), inputs);
        Impact::between(&of(runs), &of(&change(runs)))
    }

    #[test]
    fn the_worst_comes_first_and_is_counted() {
        let impact = impact(|inputs| inputs.with("name", "other".into()));
        let consequences = impact.consequences();
        assert_eq!(consequences.first().map(|grave| grave.kind), Some(ConsequenceKind::DataLost));
        assert!(consequences.is_sorted_by_key(|grave| std::cmp::Reverse(grave.kind)));
        assert!(impact.is_grave());
        let counted: usize = Fate::ALL.iter().map(|fate| impact.of_fate(*fate).count()).sum();
        assert_eq!(counted, impact.0.resources.len());
        assert!(impact.counts().contains(" replaced"), "{}", impact.counts());
    }

    #[test]
    fn the_same_again_is_nothing() {
        let impact = impact(Clone::clone);
        assert!(impact.is_nothing() && !impact.is_grave());
        assert_eq!(impact.counts(), "Terraform would change nothing.");
    }

    #[test]
    fn what_nobody_notices_is_not_grave() {
        let impact = impact(|inputs| inputs.with("alb_idle_timeout", 75.into()));
        assert!(impact.counts().ends_with(" changed in place."), "{}", impact.counts());
        assert!(!impact.is_nothing() && !impact.is_grave());
    }
}
