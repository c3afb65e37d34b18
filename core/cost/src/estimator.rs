//! From plan, values and assumptions to lines.

mod compute;
mod data;
mod network;
mod services;

use super::answer::{ANSWERS, Answer};
use super::load::Load;
use super::{
    Assumption, Assumptions, Basis, Bounds, Driver, HOURS, Line, Omission, Outside, Quote, Rate, Sku, UsdRange,
};
use openmercato_ecs_module::Reading;
use openmercato_ecs_module::names::{Attribute, Input};
use openmercato_ecs_module::{Plan, PlannedResource, TaskRange, Values};
use terraform_language::{Address, InputPath, InstanceKey};

/// What lines are made from, and those that were made so far.
pub(super) struct Estimator<'a> {
    plan: &'a Plan,
    reading: Reading<'a>,
    assumptions: &'a Assumptions,
    region: &'a str,
    /// The one load to estimate for; `None` for everything between a quiet month and a busy one.
    load: Option<Load>,
    pub(super) lines: Vec<Line>,
    pub(super) outside: Vec<Outside>,
    pub(super) not_included: Vec<Omission>,
}

impl<'a> Estimator<'a> {
    /// A estimator at the prices of `region`.
    pub(super) fn new(plan: &'a Plan, values: &'a Values, assumptions: &'a Assumptions, region: &'a str) -> Self {
        Self {
            plan,
            reading: Reading(values),
            assumptions,
            region,
            load: None,
            lines: Vec::new(),
            outside: Vec::new(),
            not_included: Vec::new(),
        }
    }

    /// The same at one load: what follows from load is no range then.
    pub(super) fn at(self, load: Load) -> Self {
        Self { load: Some(load), ..self }
    }

    /// The services that autoscaling gives tasks, by name, with how many each can have.
    pub(super) fn autoscaled(&self) -> Vec<(String, TaskRange)> {
        compute::autoscaled(self)
    }

    /// Makes every line.
    pub(super) fn run(&mut self) {
        compute::services(self);
        network::load_balancer(self);
        network::ways_out(self);
        network::public_addresses(self);
        data::database(self);
        data::redis(self);
        services::secrets(self);
        services::zones(self);
        services::logs(self);
        services::watched(self);
        services::existing(self);
        for (resource_type, answer) in ANSWERS {
            let is_planned = self.planned(resource_type).next().is_some();
            if let (Answer::NotIncluded(what), true) = (answer, is_planned) {
                self.omit(what, "no price of them was sourced");
            }
        }
        services::never_sourced(self);
    }

    /// The planned resources of a type, which must be one that has an answer: a test holds those against the module.
    fn planned(&self, resource_type: &'static str) -> impl Iterator<Item = &'a PlannedResource> + use<'a> {
        debug_assert!(ANSWERS.iter().any(|(known, _)| *known == resource_type), "the module has no {resource_type}");
        self.plan.resources.iter().filter(move |resource| *resource.address.resource_type == *resource_type)
    }

    /// Each planned resource of a type, as what a line rests on.
    fn resources(&self, resource_type: &'static str) -> Vec<Basis> {
        self.planned(resource_type).map(|resource| Basis::Resource(resource.address.clone())).collect()
    }

    fn assumed(&self, assumption: Assumption) -> Bounds {
        let bounds = self.assumptions.get(assumption);
        match self.load {
            Some(load) if assumption.follows_load() => load.within(bounds),
            _ => bounds,
        }
    }

    /// Adds the line of a quantity; where no region has a price, an omission.
    fn charge(&mut self, driver: Driver, sku: Sku, quantity: Bounds, basis: Vec<Basis>) {
        let Some(price) = Quote::of(sku, self.region) else {
            let what = format!("{driver}: {}", sku.name());
            return self.gap(&what, "no price of it was sourced for any region");
        };
        self.lines.push(Line {
            driver,
            item: sku.name(),
            quantity,
            unit: sku.unit(),
            amount: UsdRange { low: price.range.low.times(quantity.low), high: price.range.high.times(quantity.high) },
            price,
            basis,
        });
    }

    /// Adds the line of something that runs all month, so many times.
    fn charge_hours(&mut self, driver: Driver, sku: Sku, count: Bounds, mut basis: Vec<Basis>) {
        basis.push(Basis::Hours);
        self.charge(driver, sku, count.map(|count| count * HOURS), basis);
    }

    /// Says what costs and is not in the total, however much it is.
    fn omit(&mut self, what: &str, why: &str) {
        self.not_included.push(Omission { what: what.to_owned(), why: why.to_owned(), is_gap: false });
    }

    /// Says which running cost of something planned is not in the total.
    fn gap(&mut self, what: &str, why: &str) {
        self.not_included.push(Omission { what: what.to_owned(), why: why.to_owned(), is_gap: true });
    }

    /// Says what exists already or is outside, with what its owner pays.
    fn leave(&mut self, what: impl Into<String>, why: &'static str, rates: &[Sku]) {
        let rates = rates.iter().filter_map(|sku| Rate::of(*sku, self.region)).collect();
        self.outside.push(Outside { what: what.into(), why, rates });
    }
}

/// What a line rests on: resources, then inputs, then assumptions.
fn basis(resources: &[Basis], inputs: &[Input], assumptions: &[Assumption]) -> Vec<Basis> {
    let mut basis = resources.to_vec();
    basis.extend(inputs.iter().map(|input| Basis::Input(input.path())));
    basis.extend(assumptions.iter().copied().map(Basis::Assumption));
    basis
}

/// The attribute of a service, as what a line rests on.
fn within(path: &InputPath, attribute: Attribute) -> Basis {
    Basis::Input(path.then(attribute.step()))
}

#[allow(clippy::cast_precision_loss)]
fn quantity(count: usize) -> f64 {
    count as f64
}

/// So many things, neither fewer nor more.
fn number(count: usize) -> Bounds {
    Bounds::exactly(quantity(count))
}

/// The key that `for_each` gives an address.
fn key(address: &Address) -> Option<&str> {
    match &address.key {
        InstanceKey::Each(key) => Some(key),
        InstanceKey::Single | InstanceKey::Count(_) => None,
    }
}
