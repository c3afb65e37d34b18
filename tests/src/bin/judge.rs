//! Puts an archive before Terraform, for tests that are not written in Rust:
//! `judge ARCHIVE [ROOT…]`. Without roots, all that the archive holds.
//!
//! Prints a JSON object from each root to `{"addresses": […], "warnings": […]}`.
//! When Terraform refuses anything, says so on standard error and fails.

use std::process::ExitCode;

use openmercato_ecs_tests::archive::Archive;
use openmercato_ecs_tests::terraform::{Result, Terraform, TerraformError};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        eprintln!("usage: judge ARCHIVE [ROOT...]");
        return ExitCode::from(2);
    };
    match judge(&file, arguments.collect()) {
        Ok(verdicts) => {
            println!("{verdicts}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn judge(file: &str, mut roots: Vec<String>) -> Result<serde_json::Value> {
    let terraform = Terraform::find()?;
    let bytes = std::fs::read(file).map_err(|source| TerraformError::Io { what: format!("read {file}"), source })?;
    let archive = Archive::unpack(&bytes)?;
    if roots.is_empty() {
        roots = archive.roots();
    }
    Ok(serde_json::json!(archive.judge_all(&terraform, &roots)?))
}
