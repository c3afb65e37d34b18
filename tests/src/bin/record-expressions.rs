//! Writes what Terraform makes of the expressions of every table: `cargo xtask generate expressions [NAME…]`.
//!
//! With names, as `numeric`, those tables alone.

use std::process::ExitCode;

use openmercato_ecs_tests::expressions;
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

fn record(names: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let terraform = Terraform::find()?;
    for table in expressions::every()? {
        let name = table.path.file_stem().unwrap_or_default().to_string_lossy();
        if names.is_empty() || names.iter().any(|wanted| *wanted == name) {
            std::fs::write(&table.path, table.recorded(&terraform)?)?;
        }
    }
    Ok(())
}
