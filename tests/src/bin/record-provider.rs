//! Writes what the AWS provider does with the module's resource types: `cargo xtask generate provider`.

use std::process::ExitCode;

use openmercato_ecs_tests::changes::{Planner, Table, module};
use openmercato_ecs_tests::resource_types::{self, Survey, uses};
use openmercato_ecs_tests::terraform::Terraform;

fn main() -> ExitCode {
    match record() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn record() -> Result<(), Box<dyn std::error::Error>> {
    let (uses, table) = (uses()?, Table::read()?);
    let terraform = Terraform::find()?;
    let planner = Planner::new(&terraform, &module())?;
    let running = planner.settle(&table.bases.values().collect::<Vec<_>>())?;
    println!("{} deployments settled", running.len());
    let survey = Survey::of(&planner, &uses, &running);
    let recorded = survey.resource_types(planner.provider_version(), |text| println!("{text}"))?;
    let file = resource_types::file();
    std::fs::write(&file, recorded.text()).map_err(|error| format!("{}: {error}", file.display()).into())
}
