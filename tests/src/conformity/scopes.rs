//! Whether the cheapest deployment that the search finds is the cheapest there is, and Terraform accepts all that it
//! proposes.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use openmercato_ecs_core::cost::{Assumptions, Usd};
use openmercato_ecs_core::scope::{Candidate, Constraint, Kind, Outcome, QUESTIONS, Question, Scope, Search, Space};
use openmercato_ecs_core::{Inputs, Module};

use super::BATCH;
use crate::calls;
use crate::terraform::{Result, Terraform};

/// The figures of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopeFigures {
    /// The seed that makes the same answers again.
    pub seed: u64,
    /// Sets of answers.
    pub scopes: usize,
    /// Those among them that nothing meets.
    pub unmet: usize,
    /// Combinations that were judged one by one.
    pub combinations: usize,
    /// Different proposals, each of which Terraform judged.
    pub proposals: usize,
    /// What differs or is refused, each with the answers.
    pub faults: Vec<String>,
}

impl fmt::Display for ScopeFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, scopes, unmet, combinations, proposals, faults } = self;
        write!(
            f,
            "seed {seed}: {scopes} sets of answers, {unmet} of them unmet; {combinations} combinations, {proposals} \
             proposals; {} faults",
            faults.len()
        )
    }
}

/// Compares so many searches with all combinations. Of small spaces alone where `is_sample`. `report` hears how far it is.
///
/// # Errors
/// When Terraform cannot be run.
pub fn compare(seed: u64, count: usize, is_sample: bool, mut report: impl FnMut(&str)) -> Result<ScopeFigures> {
    let terraform = Terraform::find()?;
    let mut random = fastrand::Rng::with_seed(seed);
    let scopes: Vec<_> = (0..count).map(|_| scope(&mut random, is_sample)).collect();
    let mut figures = ScopeFigures { seed, ..ScopeFigures::default() };
    let mut seen = BTreeSet::new();
    let mut proposed = Vec::new();
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|threads| {
        for sender in vec![sender; self::threads()] {
            let (scopes, next) = (&scopes, &next);
            // A space takes from a moment to minutes: whoever is done takes the next one.
            threads.spawn(move || {
                while let Some(scope) = scopes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // Without a receiver, Terraform could not be run, and nobody waits for the rest.
                    if sender.send((scope, Compared::of(scope))).is_err() {
                        break;
                    }
                }
            });
        }
        for (scope, compared) in receiver {
            figures.add(scope, &compared);
            let inputs = compared.outcome.proposals.into_iter().map(|proposal| proposal.inputs);
            proposed.extend(inputs.filter(|inputs| seen.insert(inputs.to_json().to_string())));
            figures.proposals = seen.len();
            if proposed.len() >= BATCH {
                figures.faults.extend(refused(&terraform, &std::mem::take(&mut proposed))?);
            }
            report(&figures.to_string());
        }
        figures.faults.extend(refused(&terraform, &proposed)?);
        Ok(figures)
    })
}

impl ScopeFigures {
    fn add(&mut self, scope: &Scope, compared: &Compared) {
        self.scopes += 1;
        self.combinations += compared.combinations;
        self.unmet += usize::from(compared.outcome.proposals.is_empty());
        self.faults.extend(compared.fault(scope));
    }
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// What Terraform refuses of inputs that are proposed.
fn refused(terraform: &Terraform, proposed: &[Inputs]) -> Result<Vec<String>> {
    let said = calls::validate(terraform, &proposed.iter().collect::<Vec<_>>())?;
    let refused = proposed.iter().zip(said).filter(|(_, said)| !said.is_empty());
    Ok(refused.map(|(inputs, said)| format!("{:#}\n{said:?}", inputs.to_json())).collect())
}

/// A search beside all combinations.
struct Compared {
    outcome: Outcome,
    combinations: usize,
    /// The cheapest of all combinations that meet everything, by high end and low end.
    cheapest: Option<(Usd, Usd)>,
}

impl Compared {
    fn of(scope: &Scope) -> Self {
        let outcome = Search::new(Module::embedded(), scope, &Inputs::new()).run();
        let (combinations, cheapest) = cheapest_of_all(scope);
        Self { outcome, combinations, cheapest }
    }

    fn fault(&self, scope: &Scope) -> Option<String> {
        let found = self.outcome.proposals.first().and_then(|proposal| proposal.total);
        let found = found.map(|total| (total.range.high, total.range.low));
        let answers: Vec<_> =
            scope.answered().map(|(question, answer)| format!("{}={answer}", question.name)).collect();
        let cheapest = self.cheapest;
        (found != cheapest).then(|| format!("{}: found {found:?}, cheapest {cheapest:?}", answers.join(" ")))
    }
}

fn cheapest_of_all(scope: &Scope) -> (usize, Option<(Usd, Usd)>) {
    let module = Module::embedded();
    let space = Space::of(module, scope, &Inputs::new());
    let constraints: Vec<_> = scope.constraints().into_iter().map(|(_, constraint)| constraint).collect();
    let mut enumeration = Enumeration {
        space: &space,
        constraints: &constraints,
        allowed: space.allowed(module, &constraints),
        assumptions: scope.assumptions(),
        count: 0,
        cheapest: None,
    };
    let firsts: Option<Vec<_>> = enumeration.allowed.iter().map(|possible| possible.first().copied()).collect();
    if let Some(mut choices) = firsts {
        let first = Candidate::of(module, &space.inputs(&choices), &enumeration.assumptions);
        enumeration.judge_all(0, &mut choices, &first);
    }
    (enumeration.count, enumeration.cheapest)
}

/// All combinations, each judged as a change of one part of the one before it: what a change does not reach is not
/// evaluated again. That this gives what an evaluation from scratch gives is held by tests of their own; of the cheapest it
/// is held here.
struct Enumeration<'a> {
    space: &'a Space,
    constraints: &'a [Constraint],
    allowed: Vec<Vec<usize>>,
    assumptions: Assumptions,
    count: usize,
    cheapest: Option<(Usd, Usd)>,
}

impl Enumeration<'_> {
    /// Judges all combinations of the parts from one on; `now` is what the choices are.
    fn judge_all(&mut self, part: usize, choices: &mut Vec<usize>, now: &Candidate) {
        let Some(possible) = self.allowed.get(part).cloned() else { return self.judge(choices, now) };
        for alternative in possible {
            let before = std::mem::replace(&mut choices[part], alternative);
            if alternative == before {
                self.judge_all(part + 1, choices, now);
            } else {
                let then = now.edited(&self.space.inputs(choices), &self.assumptions);
                self.judge_all(part + 1, choices, &then);
            }
            choices[part] = before;
        }
    }

    fn judge(&mut self, choices: &[usize], candidate: &Candidate) {
        self.count += 1;
        let range = candidate.total().range;
        let price = (range.high, range.low);
        if self.cheapest.is_some_and(|least| least <= price) || !self.is_met_by(candidate) {
            return;
        }
        let anew = Candidate::of(Module::embedded(), &self.space.inputs(choices), &self.assumptions);
        assert!(self.is_met_by(&anew) && anew.total() == candidate.total(), "an edit is what it comes to");
        self.cheapest = Some(price);
    }

    fn is_met_by(&self, candidate: &Candidate) -> bool {
        candidate.faults().is_empty() && self.constraints.iter().all(|constraint| constraint.is_met_by(candidate))
    }
}

/// Random answers: about two in three questions have one.
fn scope(random: &mut fastrand::Rng, is_sample: bool) -> Scope {
    let mut scope = Scope::default();
    for question in &QUESTIONS {
        if random.u8(..3) == 0 {
            continue;
        }
        scope.set(question.name, &answer(question, random)).expect("an answer of the question");
    }
    if is_sample {
        // With what exists there is little left to choose, so that all combinations are soon judged.
        let existing = ["database,redis,network", "database,redis", "database,redis,domain"];
        scope.set("existing", existing[random.usize(..existing.len())]).expect("an answer");
        scope.set("downtime", ["trial", "hour", "minutes"][random.usize(..3)]).expect("an answer");
    }
    scope
}

fn answer(question: &Question, random: &mut fastrand::Rng) -> String {
    match question.kind {
        Kind::Region => ["us-east-1", "eu-central-1", "eu-west-1"][random.usize(..3)].to_owned(),
        Kind::One(replies) => replies[random.usize(..replies.len())].name.to_owned(),
        Kind::Several(replies) => {
            let some = replies.iter().filter(|_| random.bool());
            some.map(|reply| reply.name).collect::<Vec<_>>().join(",")
        }
        // One in eight is beyond what customers ask for: where nothing meets the answers, nothing is compared.
        Kind::Number { least, most, .. } if random.u8(..8) > 0 => {
            let usual = match question.name {
                "people" => 1..=2000,
                "jobs" => 1..=6,
                "kept" => 1..=35,
                "budget" => 300..=5000,
                _ => least..=most,
            };
            random.usize(usual).to_string()
        }
        Kind::Number { least, most, .. } => {
            let digits = random.u32(1..=most.ilog10());
            random.usize(least..=10_usize.pow(digits).max(least)).to_string()
        }
    }
}
