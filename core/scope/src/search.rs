//! Finds the cheapest deployments that meet all answers.
//!
//! First every alternative is judged and priced by itself, with all else as cheap as it can be. That gives the price of
//! each combination as a sum. Then the cheapest combination is judged. What is found in it that may not be excludes every
//! combination with the same alternatives of the parts that the rule reads, and the cheapest of the rest is next, until
//! one meets everything. A test holds the result against all combinations, one by one.

use crate::candidate::{Candidate, UNPRICED};
use crate::conflict::{Conflict, cheapest_without};
use crate::price::Price;
use crate::proposal::{Origin, Proposal, Reason, Relaxation, Unmet};
use crate::{Answer, Constraint, Goal, Kind, QUESTIONS, Question, Scope, Space, space};
use openmercato_ecs_cost::Assumptions;
use openmercato_ecs_module::{Inputs, Module, made_up};
use std::collections::{BTreeMap, BTreeSet};
use terraform_language::{InputPath, Number, Value};

/// How many combinations are judged for one goal at most: more than there are of the three parts that one rule reads at
/// most. Each that fails excludes what fails alike.
const MOST_COMBINATIONS: usize = 400;

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// So many deployments were judged.
    pub judged: usize,
    /// About so many are to be judged in all.
    pub about: usize,
}

/// What a search has found.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The cheapest first; each is another deployment.
    pub proposals: Vec<Proposal>,
    /// Why nothing meets all answers; empty where something does.
    pub unmet: Vec<Unmet>,
}

/// A search, which goes on one deployment at a time.
pub struct Search {
    module: &'static Module,
    scope: Scope,
    current: Inputs,
    assumptions: Assumptions,
    space: Space,
    constraints: Vec<(&'static Question, Constraint)>,
    /// Of each part, the alternatives that are still possible.
    possible: Vec<Vec<usize>>,
    /// The alternatives to be judged by themselves, the cheapest combination's first.
    to_judge: Vec<(usize, usize)>,
    judged: BTreeMap<(usize, usize), Judged>,
    /// By what is found, the alternatives with which it is found whatever the others are.
    conflicts: BTreeMap<String, BTreeSet<Conflict>>,
    /// What of all that was found makes no proposal, whatever is asked.
    faults: BTreeSet<String>,
    /// What was judged first: all others differ from it in a few inputs.
    first: Option<Candidate>,
    stage: Stage,
    count: usize,
    outcome: Outcome,
    /// Whether goals beyond the cheapest, and answers to relax, are looked for, too.
    is_whole: bool,
}

/// What is known of an alternative, with all others as in the base.
#[derive(Clone)]
struct Judged {
    price: Price,
    findings: BTreeSet<String>,
    faults: BTreeSet<String>,
    /// What each of them says.
    texts: BTreeMap<String, String>,
}

enum Stage {
    /// Judges alternatives by themselves.
    Alone,
    /// Looks for the best of one goal.
    Goal(BestOf),
    /// Looks for what can be found without one answer.
    Relaxing {
        others: Vec<(&'static Question, Option<Answer>)>,
        search: Option<Relaxing>,
    },
    Done,
}

/// A search for the best of one goal.
struct BestOf {
    /// The place of the goal.
    index: usize,
    /// Of each part the price of every alternative that the goal allows.
    priced: Vec<Vec<(Price, usize)>>,
    /// What no proposal for this goal has.
    conflicts: BTreeSet<Conflict>,
    tried: usize,
}

/// A search with one answer taken back, or another one given.
struct Relaxing {
    question: &'static Question,
    answer: Option<Answer>,
    search: Box<Search>,
}

impl Search {
    /// A search for what meets the scope, over what somebody typed already: their name, image, secrets and so on.
    pub fn new(module: &'static Module, scope: &Scope, current: &Inputs) -> Self {
        Self::of(module, scope, current, true)
    }

    /// A search for the cheapest alone, unless it is a whole one.
    pub(crate) fn of(module: &'static Module, scope: &Scope, current: &Inputs, is_whole: bool) -> Self {
        let space = Space::of(module, scope, current);
        let mut search = Self {
            module,
            scope: scope.clone(),
            current: current.clone(),
            assumptions: scope.assumptions(),
            possible: space.parts.iter().map(|part| (0..part.alternatives.len()).collect()).collect(),
            space,
            constraints: scope.constraints(),
            to_judge: Vec::new(),
            judged: BTreeMap::new(),
            conflicts: BTreeMap::new(),
            faults: BTreeSet::new(),
            first: None,
            stage: Stage::Alone,
            count: 0,
            outcome: Outcome::default(),
            is_whole,
        };
        search.exclude_by_values();
        search.begin();
        search
    }

    /// Goes on by one deployment; `None` when all is found.
    pub fn step(&mut self) -> Option<Progress> {
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Alone => self.judge_alone(),
            Stage::Goal(best) => self.judge_next(best),
            Stage::Relaxing { others, search } => self.relax(others, search),
            Stage::Done => return None,
        }
        let to_come = if matches!(self.stage, Stage::Alone) { self.to_judge.len() + Goal::ALL.len() } else { 1 };
        let about = self.count + if matches!(self.stage, Stage::Done) { 0 } else { to_come };
        Some(Progress { judged: self.count, about })
    }

    /// What is found so far; all of it once [`Search::step`] gives `None`.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Searches to the end.
    pub fn run(mut self) -> Outcome {
        while self.step().is_some() {}
        self.outcome
    }

    /// Takes out alternatives whose values are not as asked, whatever the others are.
    fn exclude_by_values(&mut self) {
        let asked: Vec<_> = self.constraints.iter().map(|(_, constraint)| *constraint).collect();
        self.possible = self.space.allowed(self.module, &asked);
    }

    /// The first possible alternative of each part; `None` where a part has none.
    fn base(&self) -> Option<Vec<usize>> {
        self.possible.iter().map(|possible| possible.first().copied()).collect()
    }

    fn begin(&mut self) {
        if self.base().is_none() {
            let questions = self.in_conflict();
            let text = match questions[..] {
                [_] => "Nothing that this module makes meets this answer.",
                _ => "These answers exclude each other.",
            };
            // What bounds a number is said with its question.
            let numbers = questions.iter().filter(|one| matches!(one.kind, Kind::Number { .. }));
            let text = numbers.fold(text.to_owned(), |text, one| format!("{text} {}", one.about));
            self.say_unmet(questions, text);
            return;
        }
        let all =
            self.possible.iter().enumerate().flat_map(|(part, possible)| possible.iter().map(move |one| (part, *one)));
        self.to_judge = all.collect();
        self.to_judge.reverse();
    }

    fn candidate(&mut self, choices: &[usize]) -> Candidate {
        self.count += 1;
        let inputs = self.space.inputs(choices);
        let first = self.first.get_or_insert_with(|| Candidate::of(self.module, &inputs, &self.assumptions));
        first.edited(&inputs, &self.assumptions)
    }

    fn judge_alone(&mut self) {
        let Some(mut choices) = self.base() else { return };
        let Some((part, alternative)) = self.to_judge.pop() else { return self.begin_goal(0) };
        self.stage = Stage::Alone;
        let is_base = choices[part] == alternative;
        if let Some(base) = self.judged.get(&(0, choices[0])).filter(|_| is_base && part > 0) {
            let judged = base.clone();
            self.judged.insert((part, alternative), judged);
            return;
        }
        choices[part] = alternative;
        let candidate = self.candidate(&choices);
        self.learn(&choices, &candidate);
        self.judged.insert((part, alternative), Judged::of(&candidate));
    }

    fn begin_goal(&mut self, index: usize) {
        let Some(goal) = Goal::ALL.get(index).filter(|_| self.is_whole || index == 0) else { return };
        let possible = self.space.allowed(self.module, &self.asked(*goal));
        let priced = possible.iter().enumerate().map(|(part, possible)| {
            possible.iter().filter_map(|one| Some((self.judged.get(&(part, *one))?.price, *one))).collect()
        });
        let best = BestOf { index, priced: priced.collect(), conflicts: self.unpriced(), tried: 0 };
        self.stage = Stage::Goal(best);
    }

    /// Remembers with which alternatives there is what was found: those of the parts that its rules read.
    fn learn(&mut self, choices: &[usize], candidate: &Candidate) {
        let faults = candidate.faults();
        let found: BTreeSet<_> = candidate.findings().into_iter().chain(faults.iter().cloned()).collect();
        self.faults.extend(faults);
        for name in &found {
            let behind = candidate.inputs_behind(name);
            let alike = |part: usize| match &behind {
                Some(names) => self.space.parts[part].alike(choices[part], names),
                None => BTreeSet::from([choices[part]]),
            };
            let decides = |(part, alike): &(usize, BTreeSet<usize>)| {
                self.possible[*part].iter().any(|possible| !alike.contains(possible))
            };
            let conflict = Conflict::of((0..choices.len()).map(|part| (part, alike(part))).filter(decides));
            self.conflicts.entry(name.clone()).or_default().insert(conflict);
        }
    }

    /// Alternatives without a price, where they are all of one part. As the price of a combination is the sum of its parts,
    /// each is without a price by itself.
    fn unpriced(&self) -> BTreeSet<Conflict> {
        let is_unpriced =
            |part: usize, one: usize| self.judged.get(&(part, one)).is_some_and(|one| one.faults.contains(UNPRICED));
        let varies = |part: &usize| {
            let mut found = self.possible[*part].iter().map(|one| is_unpriced(*part, *one));
            let first = found.next();
            found.any(|other| Some(other) != first)
        };
        let deciding: Vec<_> = (0..self.possible.len()).filter(varies).collect();
        let [part] = deciding[..] else { return BTreeSet::new() };
        let unpriced = self.possible[part].iter().copied().filter(|one| is_unpriced(part, *one));
        BTreeSet::from([Conflict::of([(part, unpriced.collect())])])
    }

    fn judge_next(&mut self, mut best: BestOf) {
        let goal = Goal::ALL[best.index];
        let asked = self.asked(goal);
        best.conflicts.extend(self.known_conflicts(&asked).cloned());
        let next = cheapest_without(&best.conflicts, &best.priced).filter(|_| best.tried < MOST_COMBINATIONS);
        let Some(choices) = next else { return self.end_goal(best.index) };
        let candidate = self.candidate(&choices);
        self.learn(&choices, &candidate);
        let is_met =
            asked.iter().filter(|one| !matches!(one, Constraint::Budget(_))).all(|one| one.is_met_by(&candidate));
        if is_met && candidate.faults().is_empty() {
            self.propose(goal, &choices, &candidate);
            return self.end_goal(best.index);
        }
        if !self.known_conflicts(&asked).any(|conflict| conflict.is_in(&choices)) {
            best.conflicts.insert(Conflict::of(choices.iter().map(|one| BTreeSet::from([*one])).enumerate()));
        }
        best.tried += 1;
        self.stage = Stage::Goal(best);
    }

    /// What the answers and a goal ask for.
    fn asked(&self, goal: Goal) -> Vec<Constraint> {
        self.constraints.iter().map(|(_, constraint)| *constraint).chain(goal.constraints().iter().copied()).collect()
    }

    /// The conflicts by what may not be found.
    fn known_conflicts<'a>(&'a self, asked: &'a [Constraint]) -> impl Iterator<Item = &'a Conflict> {
        let is_asked = |name: &str| asked.iter().any(|one| matches!(one, Constraint::Quiet(check) if *check == name));
        let counts = move |(name, _): &(&String, _)| self.faults.contains(*name) || is_asked(name);
        self.conflicts.iter().filter(counts).flat_map(|(_, conflicts)| conflicts)
    }

    /// Goes on to the next goal, or says what cannot be met.
    fn end_goal(&mut self, index: usize) {
        let cheapest = self.outcome.proposals.first();
        if index > 0 || cheapest.is_some_and(|proposal| proposal.over_budget.is_none()) {
            return self.begin_goal(index + 1);
        }
        let text = match cheapest.and_then(|proposal| proposal.total) {
            Some(total) => {
                format!("The cheapest deployment that meets everything else costs {} a month.", total.rounded())
            }
            None => format!("No deployment meets all of these answers. {}", self.nearest_fails()),
        };
        self.outcome.proposals.clear();
        let questions = self.scope.answered().map(|(question, _)| question).collect();
        self.say_unmet(questions, text);
    }

    /// What is wrong with what comes nearest to meeting the answers, in the module's words.
    fn nearest_fails(&self) -> String {
        let asked: Vec<_> = self.constraints.iter().map(|(_, constraint)| *constraint).collect();
        let nearest = self.judged.values().min_by_key(|judged| judged.faults_for(&asked).len());
        let texts = nearest.into_iter().flat_map(|judged| {
            judged.faults_for(&asked).into_iter().filter_map(|fault| judged.texts.get(&fault).cloned())
        });
        let texts: Vec<_> = texts.collect();
        if texts.is_empty() { String::new() } else { format!("What comes nearest fails: {}", texts.join(" ")) }
    }

    /// The fewest questions whose answers leave a part without alternatives: one, two, or all that concern it.
    fn in_conflict(&self) -> Vec<&'static Question> {
        let Some(part) = self.possible.iter().position(Vec::is_empty) else { return Vec::new() };
        let concerns = |(_, constraint): &&(&'static Question, Constraint)| {
            constraint.input().is_some_and(|input| self.space.parts[part].sets(input))
        };
        let asked: Vec<_> = self.constraints.iter().filter(concerns).copied().collect();
        let names: BTreeSet<_> = asked.iter().map(|(question, _)| question.name).collect();
        let all: Vec<_> = QUESTIONS.iter().filter(|question| names.contains(question.name)).collect();
        let leave_nothing = |questions: &[&Question]| {
            let of = |(asked, _): &&(&Question, Constraint)| questions.iter().any(|one| one.name == asked.name);
            let constraints: Vec<_> = asked.iter().filter(of).map(|(_, constraint)| *constraint).collect();
            self.space.allowed(self.module, &constraints)[part].is_empty()
        };
        let single = all.iter().map(|one| vec![*one]);
        let pairs = all.iter().enumerate().flat_map(|(at, one)| all[at + 1..].iter().map(|other| vec![*one, *other]));
        single.chain(pairs).find(|questions| leave_nothing(questions)).unwrap_or_else(|| all.clone())
    }

    fn say_unmet(&mut self, questions: Vec<&'static Question>, text: String) {
        self.outcome.unmet.push(Unmet { questions, text, relaxations: Vec::new() });
        if self.is_whole {
            self.stage = Stage::Relaxing { others: self.other_answers(), search: None };
        } else {
            self.stage = Stage::Done;
        }
    }

    /// What can be answered otherwise, the last to be tried first: each question left open, and of a few that exclude each
    /// other, other replies.
    fn other_answers(&self) -> Vec<(&'static Question, Option<Answer>)> {
        let mut others: Vec<_> = self.scope.answered().map(|(question, _)| (question, None)).collect();
        let in_conflict = self.outcome.unmet.first().map(|unmet| unmet.questions.clone()).unwrap_or_default();
        for question in in_conflict.iter().filter(|_| in_conflict.len() <= 2) {
            let replies = question.replies().iter().filter_map(|reply| self.scope.with_reply(question, reply));
            others.extend(replies.map(|answer| (*question, Some(answer))));
        }
        others.reverse();
        others
    }

    fn relax(&mut self, mut others: Vec<(&'static Question, Option<Answer>)>, search: Option<Relaxing>) {
        let Some(mut relaxing) = search else {
            if let Some((question, answer)) = others.pop() {
                let scope = self.scope.answering(question, answer.clone());
                let search = Box::new(Self::of(self.module, &scope, &self.current, false));
                self.stage = Stage::Relaxing { others, search: Some(Relaxing { question, answer, search }) };
            }
            return;
        };
        self.count += 1;
        if relaxing.search.step().is_some() {
            self.stage = Stage::Relaxing { others, search: Some(relaxing) };
            return;
        }
        let Relaxing { question, answer, search } = relaxing;
        let found = search.outcome.proposals.first();
        if let (Some(unmet), Some(found)) = (self.outcome.unmet.first_mut(), found) {
            let total = found.total;
            // The same as with the question left open is no other way.
            let is_known = unmet.relaxations.iter().any(|one| one.question.name == question.name && one.total == total);
            if !is_known {
                unmet.relaxations.push(Relaxation { question, answer, total });
            }
        }
        self.stage = Stage::Relaxing { others, search: None };
    }

    fn propose(&mut self, goal: Goal, choices: &[usize], candidate: &Candidate) {
        let inputs = self.space.inputs(choices);
        if self.outcome.proposals.iter().any(|proposal| proposal.inputs == inputs) {
            return;
        }
        let high = candidate.total().range.high;
        let over_budget = self.scope.budget().filter(|most| high > *most).map(|most| high - most);
        let advice = candidate.evaluation.advice().map(|found| format!("{}: {}", found.path, found.message));
        self.outcome.proposals.push(Proposal {
            goal,
            reasons: self.reasons(goal, choices),
            assumptions: self.assumptions.clone(),
            total: candidate.estimate.total(),
            priced_in: candidate.estimate.priced_in.clone(),
            over_budget,
            advice: advice.collect(),
            inputs,
        });
    }

    /// Why each input is what it is.
    fn reasons(&self, goal: Goal, choices: &[usize]) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for (at, (part, chosen)) in self.space.parts.iter().zip(choices).enumerate() {
            let alternative = &part.alternatives[*chosen];
            for (path, value) in alternative.settings.iter().filter(|(_, value)| !value.is_null()) {
                let origins = self.origins(goal, at, *chosen, path, value);
                reasons.push(self.reason(path.clone(), value, alternative.words.clone(), origins));
            }
            for (name, value) in alternative.examples.iter() {
                let path = InputPath::of(name);
                reasons.push(self.reason(path, value, alternative.words.clone(), vec![Origin::MadeUp]));
            }
        }
        let position =
            |path: &InputPath| self.module.variables().iter().position(|variable| *variable.name == *path.variable());
        reasons.sort_by_key(|reason| position(&reason.path));
        reasons
    }

    fn reason(&self, path: InputPath, value: &Value, words: String, mut origins: Vec<Origin>) -> Reason {
        let is_made_up = value.to_json_text().is_some_and(|text| made_up::is_made_up(&text));
        if is_made_up && !origins.contains(&Origin::MadeUp) {
            origins.push(Origin::MadeUp);
        }
        Reason { path, value: value.clone(), words, origins }
    }

    /// What excludes the alternatives that set the input otherwise.
    fn origins(&self, goal: Goal, part: usize, chosen: usize, path: &InputPath, value: &Value) -> Vec<Origin> {
        let setting = |one: usize| {
            let settings = &self.space.parts[part].alternatives[one].settings;
            settings.iter().find(|(set, _)| set == path).map(|(_, value)| value)
        };
        let all = 0..self.space.parts[part].alternatives.len();
        let others: Vec<_> = all.filter(|one| setting(*one).is_some_and(|other| other != value)).collect();
        let excludes =
            |constraint: &Constraint| others.iter().any(|one| self.is_excluded(part, *one, chosen, *constraint));
        let mut origins = self.sizing_answer(path, value);
        for question in self.scope.answered().map(|(question, _)| question) {
            let of_question = self.constraints.iter().filter(|(asked, _)| asked.name == question.name);
            let of_question: Vec<_> = of_question.map(|(_, constraint)| *constraint).collect();
            let excluded =
                |one: &usize| of_question.iter().any(|constraint| self.is_excluded(part, *one, chosen, *constraint));
            let origin = Origin::Answer(question);
            if !others.is_empty() && others.iter().all(excluded) {
                // It leaves nothing for another answer to decide.
                return vec![origin];
            }
            if others.iter().any(excluded) && !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        if origins.is_empty() && goal.constraints().iter().any(excludes) {
            origins.push(Origin::Goal(goal));
        }
        if origins.is_empty() {
            origins.push(Origin::Cheapest);
        }
        origins
    }

    /// The answer whose number the value is made from.
    fn sizing_answer(&self, path: &InputPath, value: &Value) -> Vec<Origin> {
        let sized_by = space::SIZED_BY.iter().filter(|(_, input)| input.name() == path.variable());
        let answered = sized_by.filter_map(|(name, _)| Some((Question::find(name)?, self.scope.get(name)?)));
        // More days than were answered are what the module advises.
        let is_other = |answer: &Answer| {
            let days = value.as_number().and_then(Number::to_usize);
            matches!(answer, Answer::Number(number) if path.steps().is_empty() && days.is_some_and(|days| days != *number))
        };
        answered.filter(|(_, answer)| !is_other(answer)).map(|(question, _)| Origin::Answer(question)).collect()
    }

    /// Whether a constraint excludes an alternative and not the chosen one, with all others as in the base.
    fn is_excluded(&self, part: usize, alternative: usize, chosen: usize, constraint: Constraint) -> bool {
        match constraint {
            Constraint::Quiet(check) => {
                let finds =
                    |one: usize| self.judged.get(&(part, one)).is_some_and(|judged| judged.findings.contains(check));
                finds(alternative) && !finds(chosen)
            }
            Constraint::Budget(_) => false,
            _ => {
                let concerns = constraint.input().is_some_and(|input| self.space.parts[part].sets(input));
                concerns && !constraint.allows(self.module, &self.space.values_with(self.module, part, alternative))
            }
        }
    }
}

impl Judged {
    /// The names of what may not be, by what is asked.
    fn faults_for(&self, asked: &[Constraint]) -> BTreeSet<String> {
        let is_asked = |found: &&String| {
            asked.iter().any(|one| matches!(one, Constraint::Quiet(check) if *check == found.as_str()))
        };
        self.faults.iter().chain(self.findings.iter().filter(is_asked)).cloned().collect()
    }

    fn of(candidate: &Candidate) -> Self {
        let total = candidate.total().range;
        Self {
            price: Price { high: total.high, low: total.low },
            findings: candidate.findings(),
            faults: candidate.faults(),
            texts: candidate.texts(),
        }
    }
}
