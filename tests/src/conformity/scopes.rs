//! Whether the cheapest deployment that the search finds is the cheapest there is, and Terraform accepts all that it
//! proposes.

use std::fmt;
use std::thread;

use openmercato_ecs_core::cost::Usd;
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
    /// Proposals that Terraform judged.
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
    let mut figures = ScopeFigures { seed, ..ScopeFigures::default() };
    while figures.scopes < count {
        let wanted = threads().min(count - figures.scopes);
        let scopes: Vec<_> = (0..wanted).map(|_| scope(&mut random, is_sample)).collect();
        let found: Vec<_> = thread::scope(|threads| {
            let all: Vec<_> = scopes.iter().map(|scope| threads.spawn(|| Compared::of(scope))).collect();
            all.into_iter().map(|one| one.join().expect("a search without a fault")).collect()
        });
        let mut proposed = Vec::new();
        for (scope, compared) in scopes.iter().zip(found) {
            figures.scopes += 1;
            figures.combinations += compared.combinations;
            figures.unmet += usize::from(compared.outcome.proposals.is_empty());
            figures.faults.extend(compared.fault(scope));
            proposed.extend(compared.outcome.proposals.into_iter().map(|proposal| proposal.inputs));
        }
        figures.proposals += proposed.len();
        for batch in proposed.chunks(BATCH) {
            figures.faults.extend(refused(&terraform, batch)?);
        }
        report(&figures.to_string());
    }
    Ok(figures)
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
    let allowed = space.allowed(module, &constraints);
    let assumptions = scope.assumptions();
    let count = allowed.iter().map(Vec::len).product();
    let mut cheapest = None;
    for number in 0..count {
        let candidate = Candidate::of(module, &space.inputs(&combination(&allowed, number)), &assumptions);
        let is_met = constraints.iter().all(|constraint: &Constraint| constraint.is_met_by(&candidate));
        if is_met && candidate.faults().is_empty() {
            let range = candidate.total().range;
            let price = (range.high, range.low);
            cheapest = cheapest.filter(|least| *least <= price).or(Some(price));
        }
    }
    (count, cheapest)
}

/// The combination of this number, each digit of which is the alternative of a part.
fn combination(allowed: &[Vec<usize>], mut number: usize) -> Vec<usize> {
    let mut digits = allowed.iter().map(|possible| {
        let digit = possible[number % possible.len()];
        number /= possible.len();
        digit
    });
    digits.by_ref().collect()
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
        // Small numbers are more likely than large ones, as they are with customers.
        Kind::Number { least, most, .. } => {
            let digits = random.u32(1..=most.ilog10());
            random.usize(least..=10_usize.pow(digits).max(least)).to_string()
        }
    }
}
