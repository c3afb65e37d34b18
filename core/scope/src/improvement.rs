//! What would make a deployment cheaper, safer or simpler: one change at a time.

use crate::candidate::Candidate;
use crate::space::{self, Alternative, Part};
use crate::{Scope, lever};
use openmercato_ecs_cost::{Assumptions, Change, Usd, UsdRange};
use openmercato_ecs_module::names::{Input, input};
use openmercato_ecs_module::{Draft, Inputs, Module};
use std::collections::{BTreeMap, BTreeSet};
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
    pub title: String,
    /// What it becomes, in a few words.
    pub words: String,
    /// What it sets.
    pub settings: Vec<(InputPath, Value)>,
    /// The inputs after the change.
    pub inputs: Inputs,
    /// What it is good for; at least one.
    pub merits: Vec<Merit>,
    /// Whether it does the same with another size or kind of what it runs on, and the module finds nothing new.
    pub is_like_for_like: bool,
    /// By how much a month's price rises; below zero where it falls. `None` where there are no prices of the region.
    pub change: Option<UsdRange>,
    /// What the module no longer advises, in its words.
    pub gained: Vec<String>,
    /// What it advises then, in its words, and what else is given up.
    pub lost: Vec<String>,
    /// Whether the module finds nothing that it does not find before.
    adds_nothing: bool,
}

/// Single changes of a deployment that Terraform accepts before and after, what saves most first. None where the inputs
/// have errors.
pub fn improvements(module: &'static Module, inputs: &Inputs, assumptions: &Assumptions) -> Vec<Improvement> {
    let now = Present::of(module, inputs, assumptions);
    if now.candidate.evaluation.errors().count() > 0 {
        return Vec::new();
    }
    let parts = space::parts(&Scope::default(), &space::zones_of(module, inputs));
    let mut found: Vec<_> = parts.iter().flat_map(|part| of_part(part, &now)).collect();
    for lever in lever::levers(&now.candidate, &parts) {
        let Some(best) = of_lever(&lever, &now) else { continue };
        let others = found.extract_if(.., |one| one.merits.contains(&Merit::Cheaper) && one.sets_what(&best));
        let same = others.filter(|one| one.inputs == best.inputs).last();
        found.push(best.with_words_of(same));
    }
    found.sort_by_key(|one| (one.merits.first().copied(), one.change.map(|change| (change.high, change.low))));
    found
}

impl Improvement {
    /// By how much a month's price rises, in words: `−$29 to −$60 a month`.
    pub fn change_words(&self) -> String {
        let Some(amount) = self.change else { return "no prices of the region".to_owned() };
        Change { amount, drivers: Vec::new() }.short().unwrap_or_else(|| "the same price".to_owned())
    }

    /// Whether it sets the same places as another one.
    fn sets_what(&self, other: &Self) -> bool {
        self.settings.iter().map(|(path, _)| path).eq(other.settings.iter().map(|(path, _)| path))
    }

    /// With what the part that has the same alternative says of it beside.
    fn with_words_of(mut self, same: Option<Self>) -> Self {
        let Some(same) = same else { return self };
        self.gained = same.gained;
        self.lost.extend(same.lost.into_iter().filter(|lost| !self.lost.contains(lost)).collect::<Vec<_>>());
        self
    }

    /// Whether it sets an input that another one sets, too.
    pub(crate) fn changes_what(&self, other: &Self) -> bool {
        let is_same = |one: &InputPath, other: &InputPath| one.is_within(other) || other.is_within(one);
        self.settings.iter().any(|(path, _)| other.settings.iter().any(|(set, _)| is_same(path, set)))
    }
}

/// The deployment that is to be improved.
pub(crate) struct Present<'a> {
    module: &'static Module,
    assumptions: &'a Assumptions,
    pub(crate) candidate: Candidate,
}

impl<'a> Present<'a> {
    pub(crate) fn of(module: &'static Module, inputs: &Inputs, assumptions: &'a Assumptions) -> Self {
        Self { module, assumptions, candidate: Candidate::of(module, inputs, assumptions) }
    }

    /// What it is with these settings.
    fn with<'s>(&self, settings: impl IntoIterator<Item = &'s (InputPath, Value)>) -> Candidate {
        let now = Draft::of(self.candidate.evaluation.inputs.clone());
        let draft =
            settings.into_iter().fold(now, |draft, (path, value)| draft.with(self.module, path, Some(value.clone())));
        self.candidate.edited(&draft.inputs, self.assumptions)
    }

    /// What it is with an improvement, if that still saves and adds nothing.
    pub(crate) fn after(&self, improvement: &Improvement) -> Option<Candidate> {
        let then = self.with(&improvement.settings);
        let before = advice(&self.candidate);
        let adds_nothing = advice(&then).keys().all(|found| before.contains_key(found));
        let is_sound = then.evaluation.errors().count() == 0 && adds_nothing;
        (is_sound && is_cheaper(&self.candidate, &then)).then_some(then)
    }
}

/// Single changes of one part of a deployment.
fn of_part(part: &Part, now: &Present) -> Vec<Improvement> {
    if FIXED.iter().any(|input| part.sets(*input)) {
        return Vec::new();
    }
    let is = part.alternatives.iter().find(|one| differing(one, &now.candidate).is_empty());
    let tried = single_changes(part, &now.candidate).into_iter();
    tried.filter_map(|alternative| improvement(&part.title, alternative, is, now)).collect()
}

/// Of the sizes or kinds at one place the cheapest with which the module finds nothing new, if that saves.
fn of_lever(lever: &Part, now: &Present) -> Option<Improvement> {
    let others = lever.alternatives.iter().filter(|one| !differing(one, &now.candidate).is_empty());
    let tried = others.filter_map(|alternative| improvement(&lever.title, alternative, None, now));
    let sound = tried.filter(|one| one.merits.contains(&Merit::Cheaper) && one.adds_nothing);
    let cheapest = sound.min_by_key(|one| one.change.map(|change| (change.high, change.low)))?;
    Some(Improvement { is_like_for_like: true, ..cheapest })
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
    now.evaluation.in_effect().get(path.variable())?.at(path.steps())
}

fn improvement(title: &str, alternative: &Alternative, is: Option<&Alternative>, now: &Present) -> Option<Improvement> {
    let then = now.with(settings(alternative, &now.candidate));
    let now = &now.candidate;
    if then.evaluation.errors().count() > 0 || then.evaluation.inputs == now.evaluation.inputs {
        return None;
    }
    let (before, after) = (advice(now), advice(&then));
    let adds_nothing = after.keys().all(|found| before.contains_key(found));
    let merits = merits(now, &then, adds_nothing);
    if merits.is_empty() {
        return None;
    }
    let was = is.map(|is| is.good_for).unwrap_or_default();
    let less = |one: &[&str], other: &[&str]| -> Vec<String> {
        one.iter().filter(|text| !other.contains(text)).map(ToString::to_string).collect()
    };
    let beyond = |one: &Advice, other: &Advice| -> Vec<String> {
        one.iter().filter(|(found, _)| !other.contains_key(*found)).map(|(_, text)| text.clone()).collect()
    };
    let is_priced = now.estimate.total().is_some();
    let given_up = less(was, alternative.good_for).into_iter().chain(less(alternative.gives_up, &[]));
    Some(Improvement {
        title: title.to_owned(),
        words: alternative.words.clone(),
        settings: settings(alternative, now).cloned().collect(),
        merits,
        is_like_for_like: false,
        change: is_priced.then(|| then.total().range - now.total().range),
        gained: less(alternative.good_for, was).into_iter().chain(beyond(&before, &after)).collect(),
        lost: given_up.chain(beyond(&after, &before)).collect(),
        adds_nothing,
        inputs: then.evaluation.inputs,
    })
}

fn merits(now: &Candidate, then: &Candidate, adds_nothing: bool) -> Vec<Merit> {
    let resources = |candidate: &Candidate| candidate.evaluation.plan.resources.len();
    let is_safer = adds_nothing && advice(then).len() < advice(now).len();
    let is_simpler = adds_nothing && resources(then) < resources(now);
    let all = [(Merit::Cheaper, is_cheaper(now, then)), (Merit::Safer, is_safer), (Merit::Simpler, is_simpler)];
    all.into_iter().filter(|(_, is)| *is).map(|(merit, _)| merit).collect()
}

/// Whether the high end falls and the low end does not rise; no price means neither.
fn is_cheaper(now: &Candidate, then: &Candidate) -> bool {
    let Some(change) = then.estimate.change_since(&now.estimate) else { return false };
    let saves = change.amount.low <= Usd::ZERO && change.amount.high < Usd::ZERO;
    saves && then.estimate.has_gaps_of(&now.estimate)
}

/// What the module advises, by the check and the place.
type Advice = BTreeMap<(String, String), String>;

fn advice(candidate: &Candidate) -> Advice {
    let advice = candidate.evaluation.advice();
    let told = advice.map(|found| {
        let check = found.check.clone().unwrap_or_default();
        ((check, found.path.to_string()), format!("{}: {}", found.path, found.message))
    });
    told.collect()
}
