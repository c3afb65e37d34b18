//! Writes the tables of the module's README anew, from the module's HCL and `tests/changes`.

use std::process::ExitCode;

use openmercato_ecs_core::Module;
use openmercato_ecs_tests::changes::Table;
use openmercato_ecs_tests::tables;

fn main() -> ExitCode {
    let path = tables::readme();
    let written = std::fs::read_to_string(&path)
        .map_err(|error| error.to_string())
        .and_then(|text| {
            let rows = Table::read().map_err(|mistake| mistake.to_string())?.rows;
            tables::renewed(&text, Module::embedded(), &rows)
        })
        .and_then(|text| std::fs::write(&path, text).map_err(|error| error.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
