//! Asks Terraform what the rows say.

use openmercato_ecs_core::{Evaluation, Inputs, Module};

use super::{Actions, Meaning, Planner, Row, Running, actions};
use crate::terraform::Result;

/// What Terraform says to a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It plans this.
    Planned(Actions),
    /// It refuses, with the module's words.
    Refused(String),
}

/// What Terraform says to each row. Rows that start from the same deployment share its state, and all share plans, but
/// for those that are refused. `report` hears how far it is.
///
/// # Errors
/// When Terraform cannot be run, or refuses the inputs of a row.
pub fn ask(planner: &Planner, rows: &[&Row], mut report: impl FnMut(&str)) -> Result<Vec<Answer>> {
    let bases = Bases::of(rows);
    let started = std::time::Instant::now();
    let running = planner.settle(&bases.inputs)?;
    let resources: usize = running.iter().map(Running::len).sum();
    report(&format!("{} deployments with {resources} resources settled in {:.1} s", running.len(), seconds(started)));

    let started = std::time::Instant::now();
    let deployments = |refused: bool| {
        let these = bases.of_row.iter().zip(rows).filter(move |(_, row)| (row.meaning == Meaning::Refused) == refused);
        these.filter_map(|(base, row)| Some((running.get(*base)?, &row.after))).collect::<Vec<_>>()
    };
    let plans = planner.plan(&deployments(false))?;
    let refused = deployments(true);
    let refusals = if refused.is_empty() { Vec::new() } else { planner.refusals(&refused)? };
    report(&format!("{} changes planned in {:.1} s", rows.len(), seconds(started)));

    let (mut plans, mut refusals) = (plans.iter(), refusals.into_iter());
    let answer = |row: &&Row| match row.meaning {
        Meaning::Refused => refusals.next().map(|refusal| Answer::Refused(refusal.unwrap_or_default())),
        _ => plans.next().map(|plan| Answer::Planned(actions(plan, planner.schemas()))),
    };
    Ok(rows.iter().filter_map(answer).collect())
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
///
/// A refusal agrees when it names the input that the row changes.
#[must_use]
pub fn differences(row: &Row, answer: &Answer) -> Vec<String> {
    let planned = match answer {
        Answer::Planned(planned) => planned,
        Answer::Refused(message) => {
            let inputs = message.split(':').next().unwrap_or_default();
            let names_input = inputs.split(", ").any(|input| input == row.input);
            let line = || format!("{}: {}: the row says refused, Terraform says {message:?}", row.place(), row.name());
            return (!names_input).then(line).into_iter().collect();
        }
    };
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
