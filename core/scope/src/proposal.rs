//! What a search finds.

use crate::{Answer, Goal, Question};
use openmercato_ecs_cost::{Assumptions, Total, Usd};
use openmercato_ecs_module::Inputs;
use terraform_language::{InputPath, Value};

/// A deployment that is worth comparing.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it is for.
    pub goal: Goal,
    /// Its inputs. What only the customer knows is made up.
    pub inputs: Inputs,
    /// How much it is used, by the answers.
    pub assumptions: Assumptions,
    /// What it costs a month; `None` where there are no prices of the region.
    pub total: Option<Total>,
    /// The region whose prices were compared: another one where there are none of the region.
    pub priced_in: String,
    /// By how much the high end exceeds the budget.
    pub over_budget: Option<Usd>,
    /// Why each input is what it is, in the order of the module.
    pub reasons: Vec<Reason>,
    /// What the module still advises, each in its own words.
    pub advice: Vec<String>,
}

impl Proposal {
    /// What it costs a month, in words.
    pub fn price_words(&self) -> String {
        let Self { total, priced_in, .. } = self;
        total.map_or_else(
            || format!("no prices of this region, compared by those of {priced_in}"),
            |total| format!("{} a month", total.rounded()),
        )
    }

    /// What is chosen of each part, in words, with where it comes from; what is made up is not among that.
    pub fn by_words(&self) -> Vec<(&str, Vec<Origin>)> {
        let mut all: Vec<(&str, Vec<Origin>)> = Vec::new();
        for reason in &self.reasons {
            let at = all.iter().position(|(words, _)| *words == reason.words).unwrap_or_else(|| {
                all.push((&reason.words, Vec::new()));
                all.len() - 1
            });
            for origin in &reason.origins {
                if !matches!(origin, Origin::MadeUp) && !all[at].1.contains(origin) {
                    all[at].1.push(*origin);
                }
            }
        }
        // What an answer decides is the cheapest of what is left, too.
        for (_, origins) in all.iter_mut().filter(|(_, origins)| origins.len() > 1) {
            origins.retain(|origin| *origin != Origin::Cheapest);
        }
        all
    }

    /// The inputs that somebody has to write in the place of what is made up.
    pub fn made_up(&self) -> impl Iterator<Item = &InputPath> {
        let made_up = |reason: &&Reason| reason.origins.contains(&Origin::MadeUp);
        self.reasons.iter().filter(made_up).map(|reason| &reason.path)
    }
}

/// By the names of questions and goals.
impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Answer(one), Self::Answer(other)) => one.name == other.name,
            (Self::Goal(one), Self::Goal(other)) => one == other,
            (Self::Cheapest, Self::Cheapest) | (Self::MadeUp, Self::MadeUp) => true,
            _ => false,
        }
    }
}

/// Why an input is what it is.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The input.
    pub path: InputPath,
    /// Its value.
    pub value: Value,
    /// What that is, in a few words.
    pub words: String,
    /// Where it comes from.
    pub origins: Vec<Origin>,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// An answer excludes what is cheaper.
    Answer(&'static Question),
    /// The proposal is for this.
    Goal(Goal),
    /// It is the cheapest that meets everything.
    Cheapest,
    /// It is made up, and somebody has to write theirs.
    MadeUp,
}

/// What cannot be met.
#[derive(Clone, Debug)]
pub struct Unmet {
    /// The questions whose answers contradict each other, or what can be had.
    pub questions: Vec<&'static Question>,
    /// What is wrong, in a sentence.
    pub text: String,
    /// With which answers taken back or given otherwise there is a deployment, with its price.
    pub relaxations: Vec<Relaxation>,
}

/// Another answer with which something can be found.
#[derive(Clone, Debug)]
pub struct Relaxation {
    /// The question whose answer is in the way.
    pub question: &'static Question,
    /// What to answer instead; `None` leaves it open.
    pub answer: Option<Answer>,
    /// What the cheapest costs a month then.
    pub total: Option<Total>,
}
