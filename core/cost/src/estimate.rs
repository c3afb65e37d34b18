//! What a deployment costs a month.

use super::answer::{ANSWERS, Answer};
use super::estimator::Estimator;
use super::quote::{REFERENCE, is_priced};
use super::{Assumptions, Driver, Free, Line, Omission, Outside, PriceSource, UsdRange};
use openmercato_ecs_module::names::input;
use openmercato_ecs_module::{Plan, Values};
use std::fmt;

/// What a deployment costs a month, on demand and before tax.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The deployment's region, as it was typed; empty while none is.
    pub region: String,
    /// The region whose prices are used: another one where there are none of the deployment's.
    pub priced_in: String,
    /// What is charged for, in the order of the drivers.
    pub lines: Vec<Line>,
    /// What the deployment uses and does not make: somebody's bill already, or outside the account.
    pub outside: Vec<Outside>,
    /// What is planned and costs nothing.
    pub free: Vec<Free>,
    /// What costs and is not in the total.
    pub not_included: Vec<Omission>,
}

/// The sum of an estimate's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The sum of the lines.
    pub range: UsdRange,
    /// Whether something planned has no price at all, so that the sum is less than the cost.
    pub at_least: bool,
}

impl Estimate {
    /// Estimates from what is planned, and from values with the module's default in the place of every null.
    pub fn of(plan: &Plan, values: &Values, assumptions: &Assumptions) -> Self {
        let region = region_of(values).to_owned();
        let priced_in = priced_in(&region).to_owned();
        let mut estimator = Estimator::new(plan, values, assumptions, &priced_in);
        estimator.run();
        let Estimator { lines, outside, not_included, .. } = estimator;
        Self { free: free(plan), lines, outside, not_included, region, priced_in }
    }

    /// The total; `None` where there are no prices of the region.
    pub fn total(&self) -> Option<Total> {
        (self.region == self.priced_in).then(|| self.reference_total())
    }

    /// The total at the prices of [`Estimate::priced_in`], which is another region where [`Estimate::total`] is
    /// `None`.
    pub fn reference_total(&self) -> Total {
        Total {
            range: self.lines.iter().map(|line| line.amount).sum(),
            at_least: self.not_included.iter().any(|omission| omission.is_gap),
        }
    }

    /// The drivers with the sums of their lines, in the order of the lines.
    pub fn by_driver(&self) -> Vec<(&Driver, UsdRange)> {
        let mut sums: Vec<(&Driver, UsdRange)> = Vec::new();
        for line in &self.lines {
            match sums.iter_mut().find(|(driver, _)| *driver == &line.driver) {
                Some((_, sum)) => *sum = *sum + line.amount,
                None => sums.push((&line.driver, line.amount)),
            }
        }
        sums
    }

    /// The lines whose price is missing for the region and is the range of the others.
    pub fn gaps(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.price.elsewhere)
    }

    /// The oldest date of the prices in use; `None` when nothing is priced.
    pub fn oldest(&self) -> Option<&'static str> {
        self.lines.iter().map(|line| line.price.date()).min()
    }

    /// The sources of the prices in use, by letter.
    pub fn sources(&self) -> Vec<&'static PriceSource> {
        let prices = self.lines.iter().flat_map(|line| &line.price.prices);
        let rates = self.outside.iter().flat_map(|outside| &outside.rates).flat_map(|rate| &rate.price.prices);
        let used: Vec<_> = prices.chain(rates).map(|price| price.source.letter).collect();
        PriceSource::ALL.into_iter().filter(|source| used.contains(&source.letter)).collect()
    }
}

impl Total {
    /// The range in whole dollars, rounded away from its middle: `$120 to $234`.
    pub fn rounded(self) -> String {
        let prefix = if self.at_least { "at least " } else { "" };
        format!("{prefix}{}", self.range.rounded())
    }
}

/// The deployment's region, as it was typed.
pub(super) fn region_of(values: &Values) -> &str {
    values.of(input::AWS_REGION).as_str().unwrap_or_default().trim()
}

/// The region whose prices are used for a region.
pub(super) fn priced_in(region: &str) -> &str {
    if is_priced(region) { region } else { REFERENCE }
}

/// In the order of the answers, which is by type.
fn free(plan: &Plan) -> Vec<Free> {
    let count = |resource_type: &str| {
        plan.resources.iter().filter(|resource| *resource.address.resource_type == *resource_type).count()
    };
    let free = ANSWERS.iter().filter_map(|(resource_type, answer)| match answer {
        Answer::Free(why) => Some(Free { resource_type, count: count(resource_type), why }),
        Answer::Priced | Answer::NotIncluded(_) => None,
    });
    free.filter(|free| free.count > 0).collect()
}

/// `$120.10 to $233.45`; with `at least` in front where something planned has no price.
impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = if self.at_least { "at least " } else { "" };
        write!(f, "{prefix}{}", self.range)
    }
}
