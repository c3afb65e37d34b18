//! The chores of this repository: `cargo xtask` lists them.
//!
//! On a machine with Rust, Node and, for the tests, Terraform, each task first
//! brings what it needs and is missing, into a versioned folder of the user's
//! cache directory.

mod bench;
mod browser;
mod checkout;
mod conform;
mod crates;
mod dependencies;
mod engine;
mod generate;
mod in_browser;
mod notices;
mod package;
mod package_manager;
mod page;
mod processor_time;
mod program;
mod progress;
mod serve;
mod setup;
mod site;
mod test;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

/// The chores of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Set up, build the page and serve it on this machine; prints its address.
    Serve(serve::Arguments),
    /// Set up and build the page into dist/.
    Build,
    /// Set up, build and pack the npm package into target/npm/; prints its sizes.
    Package,
    /// Set up and run every check, or the parts named.
    Test(test::Arguments),
    /// Apply every example and every family of modes to a local AWS, plan it again, and destroy it.
    Apply,
    /// Measure core natively and in Chromium, beside Terraform on the same inputs.
    Bench,
    /// Compare core with Terraform on random inputs; the last line are the figures.
    Conform(conform::Arguments),
    /// Pack the crates as Cargo publishes them, install the binary from them alone, and compare its archives.
    Crates,
    /// Write files anew that follow from others.
    Generate(generate::Arguments),
}

fn main() -> ExitCode {
    if package::binding::is_wanted() {
        return package::binding::run();
    }
    let result = match Arguments::parse().task {
        None => Arguments::command().print_help().map_err(anyhow::Error::from),
        Some(Task::Serve(arguments)) => serve::run(&arguments),
        Some(Task::Build) => page::build(),
        Some(Task::Package) => package::build(false).map(drop),
        Some(Task::Apply) => test::apply(),
        Some(Task::Bench) => bench::run(),
        Some(Task::Conform(arguments)) => conform::run(&arguments),
        Some(Task::Crates) => crates::check(),
        Some(Task::Generate(arguments)) => generate::run(arguments),
        Some(Task::Test(arguments)) => match test::run(&arguments) {
            // What failed has been said; a count of the parts is last.
            Ok(false) => return ExitCode::FAILURE,
            result => result.map(drop),
        },
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_task_has_a_line_of_help() {
        for task in Arguments::command().get_subcommands() {
            assert!(task.get_about().is_some(), "{}", task.get_name());
        }
    }
}
