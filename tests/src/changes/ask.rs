//! Asks Terraform what the rows say.

use openmercato_ecs_core::{Evaluation, Inputs, Module};

use super::{Actions, Planner, Row, Running, actions};
use crate::terraform::Result;

/// What Terraform plans for each row. Rows that start from the same deployment share its state, and all share plans.
/// `report` hears how far it is.
///
/// # Errors
/// When Terraform cannot be run, or refuses the inputs of a row.
pub fn ask(planner: &Planner, rows: &[&Row], mut report: impl FnMut(&str)) -> Result<Vec<Actions>> {
    let bases = Bases::of(rows);
    let started = std::time::Instant::now();
    let running = planner.settle(&bases.inputs)?;
    let resources: usize = running.iter().map(Running::len).sum();
    report(&format!("{} deployments with {resources} resources settled in {:.1} s", running.len(), seconds(started)));

    let started = std::time::Instant::now();
    let deployments = bases.of_row.iter().zip(rows).filter_map(|(base, row)| Some((running.get(*base)?, &row.after)));
    let plans = planner.plan(&deployments.collect::<Vec<_>>())?;
    report(&format!("{} changes planned in {:.1} s", plans.len(), seconds(started)));
    Ok(plans.iter().map(|plan| actions(plan, planner.schemas())).collect())
}

fn seconds(started: std::time::Instant) -> f64 {
    started.elapsed().as_secs_f64()
}

/// The different deployments that rows start from.
struct Bases<'a> {
    inputs: Vec<&'a Inputs>,
    /// The index of each row's deployment.
    of_row: Vec<usize>,
}

impl<'a> Bases<'a> {
    fn of(rows: &[&'a Row]) -> Self {
        let mut bases = Self { inputs: Vec::new(), of_row: Vec::new() };
        let mut values = Vec::new();
        for row in rows {
            let in_effect = row.deployment();
            let known = values.iter().position(|values| *values == in_effect);
            bases.of_row.push(known.unwrap_or(values.len()));
            if known.is_none() {
                values.push(in_effect);
                bases.inputs.push(&row.before);
            }
        }
        bases
    }
}

/// What the two say differently of a row, a line for each address; empty when they agree.
#[must_use]
pub fn differences(row: &Row, planned: &Actions) -> Vec<String> {
    let addresses: std::collections::BTreeSet<_> = row.actions.keys().chain(planned.keys()).collect();
    let said =
        |actions: &Actions, address: &String| actions.get(address).map_or("nothing".to_owned(), ToString::to_string);
    let differing = addresses.into_iter().filter(|address| row.actions.get(*address) != planned.get(*address));
    let line = |address: &String| {
        let (row_says, terraform) = (said(&row.actions, address), said(planned, address));
        format!("{}: {}: {address}: the row says {row_says}, Terraform plans {terraform}", row.place(), row.name())
    };
    differing.map(line).collect()
}

/// What the module's rules say against the inputs of a row, before or after its change, a line for each.
#[must_use]
pub fn refused(row: &Row) -> Vec<String> {
    let errors = |end: &str, inputs: &Inputs| {
        let evaluation = Evaluation::of(Module::embedded(), inputs);
        let line = |error: &openmercato_ecs_core::Diagnostic| {
            format!("{}: {} {end}: {}: {}", row.place(), row.name(), error.path, error.message)
        };
        evaluation.errors().map(line).collect::<Vec<_>>()
    };
    [errors("before", &row.before), errors("after", &row.after)].concat()
}
