//! Prints, as JSON, what is asked of core in a browser, and what it answers natively; with `edits`, also what is timed.

use openmercato_ecs_core::{Evaluation, Inputs, Module, preset};
use openmercato_ecs_in_browser::{verdict, worth};
use openmercato_ecs_tests::conformity::{Generator, seed};
use openmercato_ecs_tests::{cases, expressions};
use serde_json::json;

/// The largest preset, whose edits are timed.
const LARGEST: &str = "split-workers-managed";
/// How many edits of it.
const EDITS: usize = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seed = seed();
    let cases = cases::sample(seed)?.into_iter().map(|case| {
        let inputs = case.inputs.to_json().to_string();
        json!({ "name": case.name, "verdict": verdict(&inputs), "inputs": inputs })
    });
    let cases: Vec<_> = cases.collect();
    let tables = expressions::all()?;
    let rows = tables.iter().flat_map(|table| {
        let name = table.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        table
            .rows()
            .map(move |row| json!({ "table": name, "expression": row.expression, "worth": worth(&row.expression) }))
    });
    let mut questions = json!({ "seed": seed.to_string(), "cases": cases, "expressions": rows.collect::<Vec<_>>() });
    if std::env::args().nth(1).as_deref() == Some("edits") {
        let largest = &preset::find(LARGEST).ok_or("the largest preset is missing")?.inputs;
        let edits: Vec<_> = edits(largest).map(|inputs| inputs.to_json().to_string()).collect();
        questions["edits"] = json!({ "of": largest.to_json().to_string(), "inputs": edits });
    }
    println!("{questions}");
    Ok(())
}

/// Inputs that differ in one at random from these, without errors: the same at each run.
fn edits(inputs: &Inputs) -> impl Iterator<Item = Inputs> {
    let mut generator = Generator::new(1);
    let edited = std::iter::repeat_with(move || generator.changed_inputs(inputs, 1));
    let has_errors = |edited: &Inputs| Evaluation::of(Module::embedded(), edited).errors().next().is_some();
    edited.filter(move |edited| edited != inputs && !has_errors(edited)).take(EDITS)
}
