//! Compares core with the real Terraform on random inputs.

use anyhow::Result;
use clap::Subcommand;

use crate::{checkout, progress, setup};

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// How many inputs are judged by both.
    #[arg(long, default_value_t = 500)]
    cases: usize,
    /// How many accepted inputs are planned by both.
    #[arg(long, default_value_t = 30)]
    plans: usize,
    /// The same seed makes the same inputs again.
    #[arg(long, global = true, default_value_t = 28)]
    seed: u64,
}

#[derive(Subcommand)]
enum What {
    /// Every argument and block of so many plans.
    Plans {
        /// How many.
        #[arg(default_value_t = 300)]
        count: usize,
    },
    /// What so many changes do to deployments that run.
    Changes {
        /// How many.
        #[arg(default_value_t = 200)]
        count: usize,
    },
    /// What so many random configurations hold: all of it is read or noted, with Terraform's values.
    Sources {
        /// How many.
        #[arg(default_value_t = 10_000)]
        count: usize,
    },
    /// So many damaged sources: each is read without a panic, within a second and 256 MiB.
    Damage {
        /// How many.
        #[arg(default_value_t = 80_000)]
        count: usize,
    },
    /// What is found for so many sets of random answers: the cheapest of all combinations, and Terraform accepts it.
    Scopes {
        /// How many.
        #[arg(default_value_t = 200)]
        count: usize,
    },
    /// The archives of so many random inputs that core accepts: Terraform validates each.
    Archives {
        /// How many.
        #[arg(default_value_t = 300)]
        count: usize,
    },
}

/// Prints each disagreement; of verdicts shrunk, as a case of the corpus. The last line on standard output are the
/// figures.
///
/// # Errors
/// When there is a disagreement, or Terraform cannot be run.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    setup::terraform()?;
    let Arguments { what, cases, plans, seed } = arguments;
    let words = match what {
        None => vec!["verdicts".to_owned(), cases.to_string(), plans.to_string(), seed.to_string()],
        Some(What::Plans { count }) => vec!["plans".to_owned(), count.to_string(), seed.to_string()],
        Some(What::Sources { count }) => vec!["sources".to_owned(), count.to_string(), seed.to_string()],
        Some(What::Damage { count }) => vec!["damage".to_owned(), count.to_string(), seed.to_string()],
        Some(What::Archives { count }) => vec!["archives".to_owned(), count.to_string(), seed.to_string()],
        Some(What::Scopes { count }) => vec!["scopes".to_owned(), count.to_string(), seed.to_string()],
        Some(What::Changes { count }) => vec!["changes".to_owned(), count.to_string(), seed.to_string()],
    };
    let mut cargo = checkout::cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "openmercato-ecs-tests", "--bin", "conform", "--"]);
    progress::run_live(cargo.args(words))
}
