//! How the bill grows with load.

use super::assumption::quantity;
use super::estimate::{priced_in, region_of};
use super::estimator::Estimator;
use super::load::Load;
use super::{Assumption, Assumptions, Bounds, Scale, Total, UsdRange};
use openmercato_ecs_module::{Plan, TaskRange, Values};

/// What a deployment costs a month, from no load to that of a busy month.
///
/// # Load
/// Load is a share of the busy month: 0 is none, 1 is the busy month. The busy month is no figure of its own: it is the
/// high end of every assumption that follows load ([`Assumption::follows_load`]), with every autoscaled service at its
/// most tasks. At a load between,
///
/// - an assumption is that share of its high end, and never less than its low end: images are pulled, workers ask Redis
///   and tasks write logs when nobody is there, and [`Assumption::explanation`] says how much;
/// - an autoscaled service runs that share of its most tasks, rounded up, and never fewer than its fewest. That is what
///   keeping a metric at its target comes to when all tasks carry the same and the most are just enough for the busy
///   month: <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html>.
///   The fewest and the most are the inputs' (what a schedule sets widens them).
///
/// # What is held
/// Prices, classes, the tasks of services without autoscaling, and all that does not follow load are as in the estimate,
/// each at its low end for the low total and at its high end for the high one: a price that is the range of other
/// regions, storage that may grow, how long logs have been kept and what is left of them, a service whose tasks follow a
/// schedule alone.
///
/// So the low total at no load is the estimate's low end, and the high total at the busy month its high end.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// The totals by load, from 0 to 1. At a step there are two: before it and after it.
    pub moments: Vec<Moment>,
    /// Whether something planned has no price at all, so that every total is less than the cost.
    pub at_least: bool,
    /// Where autoscaling adds tasks, by load. Steps closer than a two-hundredth of the axis are one. Some forty tasks are
    /// named one by one; of more, every so many are.
    pub steps: Vec<Step>,
    /// Dollars a month.
    pub money: Scale,
    /// Load in [`Growth::unit`]; its end is the busy month.
    pub load: Scale,
    /// What load is counted in: requests, or a share of the busy month where no requests are assumed.
    pub unit: &'static str,
}

/// The total at a load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The share of the busy month's load.
    pub load: f64,
    /// The total there.
    pub total: UsdRange,
}

/// A load at which autoscaling adds tasks.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The share of the busy month's load above which they run.
    pub load: f64,
    /// The services that get more, in the order of the lines.
    pub scaled: Vec<Scaled>,
    /// The total before.
    pub before: UsdRange,
    /// The total after.
    pub after: UsdRange,
}

/// A service that gets more tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// Its name: `web` or a worker's.
    pub service: String,
    /// How many tasks it has after.
    pub tasks: usize,
}

/// How many tasks are named one by one.
const NAMED: usize = 40;
/// The loads between steps at which there is a total, too: what bends between them is hardly seen.
const LOADS: u32 = 20;
/// Steps closer than this are one.
const TOGETHER: f64 = 0.005;
/// How far above its load a step is taken.
const ABOVE: f64 = 1e-7;
/// The fewest requests that an axis shows, in millions a month.
const COUNTED: f64 = 0.01;

impl Growth {
    /// The growth of what is planned, with values as [`Estimate::of`](super::Estimate::of) takes them.
    pub fn of(plan: &Plan, values: &Values, assumptions: &Assumptions) -> Self {
        let region = priced_in(region_of(values));
        let estimator = || Estimator::new(plan, values, assumptions, region);
        let total = |load: f64| {
            let mut estimator = estimator().at(Load(load));
            estimator.run();
            estimator.lines.iter().map(|line| line.amount).sum::<UsdRange>()
        };
        let mut whole = estimator();
        whole.run();
        let climbs = climbs(&whole.autoscaled());
        let between = loads(assumptions).into_iter().filter(|load| climbs.iter().all(|climb| climb.first != *load));
        let mut moments: Vec<_> = between.map(|load| Moment { load, total: total(load) }).collect();
        let mut steps = Vec::new();
        for Climb { first, last, scaled } in climbs {
            let (before, after) = (total(first), total(last + ABOVE));
            moments.extend([Moment { load: first, total: before }, Moment { load: last, total: after }]);
            steps.push(Step { load: first, scaled, before, after });
        }
        // Stable, so what is before a step stays before what is after it.
        moments.sort_by(|one, other| one.load.total_cmp(&other.load));
        let most = moments.last().map_or(0.0, |moment| moment.total.high.to_f64());
        let (busy, unit) = match assumptions.get(Assumption::Requests).high {
            requests if requests >= COUNTED => (requests, "million requests a month"),
            _ => (100.0, "% of a busy month"),
        };
        let at_least = whole.not_included.iter().any(|omission| omission.is_gap);
        Self { moments, at_least, steps, money: Scale::around(most), load: Scale::up_to(busy), unit }
    }

    /// The totals at no load and at the busy month.
    pub fn ends(&self) -> [UsdRange; 2] {
        let total = |moment: Option<&Moment>| moment.map_or(UsdRange::ZERO, |moment| moment.total);
        [total(self.moments.first()), total(self.moments.last())]
    }

    /// A total of it, as people are told it.
    pub fn in_all(&self, range: UsdRange) -> Total {
        Total { range, at_least: self.at_least }
    }

    /// A load in words: `1.67 million requests a month`.
    pub fn at(&self, load: f64) -> String {
        format!("{} {}", quantity(load * self.load.most), self.unit)
    }
}

impl Step {
    /// What it adds, by either end of the total.
    pub fn adds(&self) -> UsdRange {
        self.after - self.before
    }

    /// Who has how many tasks from here on: `web 3, indexing 2`.
    pub fn label(&self) -> String {
        let one = |scaled: &Scaled| format!("{} {}", scaled.service, scaled.tasks);
        self.scaled.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

/// A stretch of load, most often none at all, over which services get more tasks.
struct Climb {
    first: f64,
    last: f64,
    scaled: Vec<Scaled>,
}

/// Where services get more tasks, by load.
#[allow(clippy::cast_precision_loss)]
fn climbs(services: &[(String, TaskRange)]) -> Vec<Climb> {
    let tasks = services.iter().map(|(_, range)| range.most - range.least).fold(0, usize::saturating_add);
    let stride = tasks.div_ceil(NAMED).max(1);
    let tasks_of = |(service, TaskRange { least, most }): &(String, TaskRange)| {
        let (service, most) = (service.clone(), *most);
        let before = (*least..most).step_by(stride);
        before.map(move |before| (before as f64 / most as f64, Scaled { service: service.clone(), tasks: before + 1 }))
    };
    let mut single: Vec<_> = services.iter().flat_map(tasks_of).collect();
    // Stable, so those at one load stay in the order of the services.
    single.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut climbs: Vec<Climb> = Vec::new();
    for (load, scaled) in single {
        match climbs.last_mut().filter(|climb| load - climb.first < TOGETHER) {
            Some(climb) => climb.take_up(load, scaled),
            None => climbs.push(Climb { first: load, last: load, scaled: vec![scaled] }),
        }
    }
    climbs
}

impl Climb {
    fn take_up(&mut self, load: f64, scaled: Scaled) {
        self.last = load;
        match self.scaled.iter_mut().find(|other| other.service == scaled.service) {
            Some(before) => *before = scaled,
            None => self.scaled.push(scaled),
        }
    }
}

/// Loads from 0 to 1: even ones, and those from which on an assumption rises.
fn loads(assumptions: &Assumptions) -> Vec<f64> {
    let even = (0..=LOADS).map(|load| f64::from(load) / f64::from(LOADS));
    let rising = Assumption::ALL.into_iter().filter(|assumption| assumption.follows_load());
    let bends = rising.map(|assumption| assumptions.get(assumption)).filter(|bounds| bounds.low < bounds.high);
    even.chain(bends.map(|Bounds { low, high }| low / high)).collect()
}
