//! Prints, as JSON, what is asked of core in a browser, and what it answers natively.

use openmercato_ecs_in_browser::{verdict, worth};
use openmercato_ecs_tests::{cases, expressions};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cases = cases::all()?.into_iter().map(|case| {
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
    println!("{}", json!({ "cases": cases, "expressions": rows.collect::<Vec<_>>() }));
    Ok(())
}
