//! What would make a deployment cheaper, safer or simpler: one change at a time.

use crate::Scope;
use crate::candidate::Candidate;
use crate::space::{self, Alternative, Part};
use openmercato_ecs_cost::{Assumptions, UsdRange};
use openmercato_ecs_module::names::{Input, input};
use openmercato_ecs_module::{Draft, Inputs, Module};
use std::collections::BTreeSet;
use terraform_language::{InputPath, Value};

/// What a change is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Merit {
    /// It costs less.
    Cheaper,
    /// The module advises less.
    Safer,
    /// There is less of it: fewer resources, and nothing more is advised.
    Simpler,
}

impl Merit {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cheaper => "cheaper",
            Self::Safer => "safer",
            Self::Simpler => "simpler",
        }
    }
}

/// A single change of a deployment.
#[derive(Clone, Debug)]
pub struct Improvement {
    /// The part that changes.
    pub title: &'static str,
    /// What it becomes, in a few words.
    pub words: String,
    /// What it sets.
    pub settings: Vec<(InputPath, Value)>,
    /// The inputs after the change.
    pub inputs: Inputs,
    /// What it is good for; at least one.
    pub merits: Vec<Merit>,
    /// By how much a month's price rises; below zero where it falls. The high end of the range is that of the price.
    pub change: UsdRange,
    /// What the module no longer advises, in its words.
    pub gained: Vec<String>,
    /// What it advises then, in its words.
    pub lost: Vec<String>,
}

/// Single changes of a deployment that Terraform accepts before and after, what saves most first. None where the inputs
/// have errors.
pub fn improvements(module: &'static Module, inputs: &Inputs, assumptions: &Assumptions) -> Vec<Improvement> {
    let now = Candidate::of(module, inputs, assumptions);
    if now.evaluation.errors().count() > 0 {
        return Vec::new();
    }
    let mut parts = space::parts(&Scope::default(), &space::zones_of(module, inputs));
    parts.push(space::processors());
    let mut found = Vec::new();
    for part in parts.iter().filter(|part| !FIXED.iter().any(|input| part.sets(*input))) {
        let is = part.alternatives.iter().find(|one| differing(one, &now).is_empty());
        for alternative in single_changes(part, &now) {
            found.extend(improvement(module, part.title, alternative, is, &now, assumptions));
        }
    }
    found.sort_by_key(|one| (one.merits.clone(), one.change.high, one.change.low));
    found
}

/// What is no matter of cheaper or safer: what the customer has, who may come, how much there is to do.
const FIXED: [Input; 5] =
    [input::ENVIRONMENT, input::DNS_MODE, input::WAF_MODE, input::ALB_INTERNAL, input::WEB_SERVICE];

/// Choices that move data from one place to another when they change.
const PLACES: [Input; 3] = [input::NETWORKING_MODE, input::DATABASE_MODE, input::REDIS_MODE];

/// The alternatives of a part that change no more than is needed.
fn single_changes<'a>(part: &'a Part, now: &Candidate) -> Vec<&'a Alternative> {
    let changes = part.alternatives.iter().map(|one| (one, differing(one, now)));
    let changes: Vec<_> = changes
        .filter(|(one, differing)| {
            let moves = differing.iter().any(|path| PLACES.iter().any(|place| place.path() == *path));
            !differing.is_empty() && !moves && one.examples.iter().next().is_none()
        })
        .collect();
    let is_single = |differing: &BTreeSet<InputPath>| {
        !changes.iter().any(|(_, other)| other.len() < differing.len() && other.is_subset(differing))
    };
    changes.iter().filter(|(_, differing)| is_single(differing)).map(|(one, _)| *one).collect()
}

/// What somebody has measured out for themselves, once it is set.
const MEASURED_OUT: [Input; 5] = [
    input::REDIS_NODE_TYPE,
    input::DB_MAX_ALLOCATED_STORAGE,
    input::DB_BACKUP_RETENTION_DAYS,
    input::FLOW_LOG_RETENTION_DAYS,
    input::WORKER_SERVICES,
];

/// What an alternative sets otherwise than it is.
fn differing(alternative: &Alternative, now: &Candidate) -> BTreeSet<InputPath> {
    settings(alternative, now).map(|(path, _)| path.clone()).collect()
}

/// What an alternative sets otherwise than it is. Of what somebody has measured out it takes all or leaves it.
fn settings<'a>(alternative: &'a Alternative, now: &Candidate) -> impl Iterator<Item = &'a (InputPath, Value)> {
    let inputs = &now.evaluation.inputs;
    alternative.settings.iter().filter(move |(path, value)| {
        let is_measured_out = MEASURED_OUT.iter().any(|input| input.path() == *path) && inputs.at(path).is_some();
        // A list that was typed is a tuple, until it takes the type of its input.
        let is_so = in_effect(now, path).unwrap_or(&Value::Null).to_json() == value.to_json();
        !is_so && (!is_measured_out || value.is_null())
    })
}

fn in_effect<'a>(now: &'a Candidate, path: &InputPath) -> Option<&'a Value> {
    now.in_effect.get(path.variable())?.at(path.steps())
}

fn improvement(
    module: &'static Module,
    title: &'static str,
    alternative: &Alternative,
    is: Option<&Alternative>,
    now: &Candidate,
    assumptions: &Assumptions,
) -> Option<Improvement> {
    let draft = settings(alternative, now).fold(Draft::of(now.evaluation.inputs.clone()), |draft, (path, value)| {
        draft.with(module, path, Some(value.clone()))
    });
    let then = Candidate::of(module, &draft.inputs, assumptions);
    if then.evaluation.errors().count() > 0 || then.evaluation.inputs == now.evaluation.inputs {
        return None;
    }
    let (before, after) = (advice(now), advice(&then));
    let merits = merits(now, &then, &before, &after);
    if merits.is_empty() {
        return None;
    }
    let was = is.map(|is| is.good_for).unwrap_or_default();
    let said =
        |good_for: &str, before: &str| Some(good_for.to_owned()).filter(|text| !text.is_empty() && text != before);
    let (from, to) = (now.total().range, then.total().range);
    Some(Improvement {
        title,
        words: alternative.words.clone(),
        settings: settings(alternative, now).cloned().collect(),
        inputs: draft.inputs,
        merits,
        change: UsdRange { low: to.low - from.low, high: to.high - from.high },
        gained: said(alternative.good_for, was).into_iter().chain(before.difference(&after).cloned()).collect(),
        lost: said(was, alternative.good_for).into_iter().chain(after.difference(&before).cloned()).collect(),
    })
}

fn merits(now: &Candidate, then: &Candidate, before: &BTreeSet<String>, after: &BTreeSet<String>) -> Vec<Merit> {
    let adds_nothing = after.is_subset(before);
    let is_cheaper = then.total().range.high < now.total().range.high;
    let is_safer = adds_nothing && after.len() < before.len();
    let resources = |candidate: &Candidate| candidate.evaluation.plan.resources.len();
    let is_simpler = resources(then) < resources(now) && adds_nothing;
    let all = [(Merit::Cheaper, is_cheaper), (Merit::Safer, is_safer), (Merit::Simpler, is_simpler)];
    all.into_iter().filter(|(_, is)| *is).map(|(merit, _)| merit).collect()
}

fn advice(candidate: &Candidate) -> BTreeSet<String> {
    candidate.evaluation.advice().map(|found| format!("{}: {}", found.path, found.message)).collect()
}
