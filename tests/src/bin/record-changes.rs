//! Writes what Terraform plans for the rows of `tests/changes`: `cargo xtask generate changes [INPUT…]`.
//!
//! With inputs, as `vpc_cidr`, the rows of those alone. What a row means is for people to say: look at what changed.

use std::collections::BTreeMap;
use std::process::ExitCode;

use openmercato_ecs_tests::changes::{Answer, Planner, Table, ask, differences, module, refused};
use openmercato_ecs_tests::terraform::Terraform;

fn main() -> ExitCode {
    match record(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn record(inputs: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let table = Table::read()?;
    let is_wanted = |input: &String| inputs.is_empty() || inputs.contains(input);
    let wanted: Vec<_> = table.rows.iter().enumerate().filter(|(_, row)| is_wanted(&row.input)).collect();
    let rows: Vec<_> = wanted.iter().map(|(_, row)| *row).collect();
    let refused: Vec<_> = rows.iter().flat_map(|row| refused(row)).collect();
    if !refused.is_empty() {
        return Err(refused.join("\n").into());
    }
    let terraform = Terraform::find()?;
    let planned = ask(&Planner::new(&terraform, &module())?, &rows, |text| println!("{text}"))?;
    for difference in rows.iter().zip(&planned).flat_map(|(row, planned)| differences(row, planned)) {
        println!("{difference}");
    }
    let actions: BTreeMap<_, _> = wanted
        .iter()
        .zip(planned)
        .filter_map(|((index, _), answer)| match answer {
            Answer::Planned(actions) => Some((*index, actions)),
            Answer::Refused(_) => None,
        })
        .collect();
    for (path, text) in table.recorded(&actions) {
        std::fs::write(&path, terraform.formatted(&text)?).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
