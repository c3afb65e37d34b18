//! Compares core with the real Terraform on random inputs.

use anyhow::Result;

use crate::{checkout, progress, setup};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How many inputs are judged by both.
    #[arg(long, default_value_t = 500)]
    cases: usize,
    /// How many accepted inputs are planned by both.
    #[arg(long, default_value_t = 30)]
    plans: usize,
    /// The same seed makes the same inputs again.
    #[arg(long, default_value_t = 28)]
    seed: u64,
}

/// Prints each disagreement, shrunk, as a case of the corpus; the last line on standard output are the figures.
///
/// # Errors
/// When there is a disagreement, or Terraform cannot be run.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    setup::terraform()?;
    let Arguments { cases, plans, seed } = arguments;
    let numbers = [cases.to_string(), plans.to_string(), seed.to_string()];
    let mut cargo = checkout::cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "openmercato-ecs-tests", "--bin", "conform", "--"]);
    progress::run_live(cargo.args(numbers))
}
