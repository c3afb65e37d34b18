//! What core says a change of inputs does to a deployment that runs.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::{self as core, ArgumentPath, Changes, ConsequenceKind, Evaluation, Inputs, Module};

use super::{Action, Actions, Answer};

/// What core says when the inputs of a deployment that runs become others.
#[must_use]
pub fn foretell(before: &Inputs, after: &Inputs) -> Answer {
    let of = |inputs: &Inputs| Evaluation::of(Module::embedded(), inputs);
    let (before, after) = (of(before), of(after));
    let changes = Changes::between(&before, &after);
    match changes.refusals.first() {
        Some(refusal) => {
            let inputs: Vec<_> = refusal.inputs.iter().map(ToString::to_string).collect();
            Answer::Refused(format!("{}: {}", inputs.join(", "), refusal.message))
        }
        None => Answer::Planned(as_rows(&before, &after, &changes)),
    }
}

/// The worst that core says of a change to a deployment that runs.
#[must_use]
pub fn worst_consequence(before: &Inputs, after: &Inputs) -> Option<ConsequenceKind> {
    let of = |inputs: &Inputs| Evaluation::of(Module::embedded(), inputs);
    let changes = Changes::between(&of(before), &of(after));
    changes.resources.iter().flat_map(core::Change::consequences).map(|consequence| consequence.kind).max()
}

/// The changes as a row has them: all instances of a resource as one, where they fare alike.
fn as_rows(before: &Evaluation, after: &Evaluation, changes: &Changes) -> Actions {
    let mut instances: BTreeMap<String, BTreeMap<String, Option<Action>>> = BTreeMap::new();
    for resource in before.plan.resources.iter().chain(&after.plan.resources) {
        let name = format!("{}.{}", resource.address.resource_type, resource.address.name);
        instances.entry(name).or_default().insert(resource.address.to_string(), None);
    }
    for change in &changes.resources {
        let name = format!("{}.{}", change.address.resource_type, change.address.name);
        instances.entry(name).or_default().insert(change.address.to_string(), Some(action(&change.action)));
    }
    let mut actions = Actions::new();
    for (name, instances) in instances {
        let different: BTreeSet<_> = instances.values().collect();
        match different.first() {
            Some(Some(action)) if different.len() == 1 && instances.len() > 1 => {
                actions.insert(format!("{name}[*]"), action.clone());
            }
            _ => actions.extend(instances.into_iter().filter_map(|(address, action)| Some((address, action?)))),
        }
    }
    actions
}

fn action(action: &core::Action) -> Action {
    match action {
        core::Action::Create => Action::Create,
        core::Action::Delete => Action::Delete,
        core::Action::Update(changed) => Action::Update(firsts(changed)),
        core::Action::Replace { forced_by, create_first: false, .. } => Action::Replace(firsts(forced_by)),
        core::Action::Replace { forced_by, create_first: true, .. } => Action::ReplaceCreateFirst(firsts(forced_by)),
    }
}

fn firsts(paths: &[ArgumentPath]) -> BTreeSet<String> {
    paths.iter().filter_map(ArgumentPath::first).map(str::to_owned).collect()
}
