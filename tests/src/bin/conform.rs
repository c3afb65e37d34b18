//! Compares core with Terraform on random inputs: `conform verdicts CASES PLANS SEED`, `conform plans COUNT SEED`,
//! `conform changes COUNT SEED`, `conform sources COUNT SEED`, `conform archives COUNT SEED`, `conform scopes COUNT SEED`
//! and `conform damage COUNT SEED`. The last line are the figures.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;
use std::time::Duration;

use openmercato_ecs_tests::conformity::{self, Comparison};
use openmercato_ecs_tests::terraform::Result;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let numbers: Vec<u64> = arguments.iter().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let size = |number: &u64| usize::try_from(*number).unwrap_or(usize::MAX);
    let result = match (arguments.first().map(String::as_str), numbers.as_slice()) {
        (Some("verdicts"), [cases, plans, seed]) => verdicts(*seed, size(cases), size(plans)),
        (Some("plans"), [count, seed]) => whole(Comparison::Plans, *seed, size(count)),
        (Some("changes"), [count, seed]) => whole(Comparison::Changes, *seed, size(count)),
        (Some("sources"), [count, seed]) => sources(*seed, size(count)),
        (Some("archives"), [count, seed]) => archives(*seed, size(count)),
        (Some("scopes"), [count, seed]) => scopes(*seed, size(count)),
        (Some("damage"), [count, seed]) => return ended(damage(*seed, size(count))),
        _ => {
            eprintln!(
                "error: verdicts CASES PLANS SEED, or plans, changes, sources, archives, scopes or damage with COUNT \
                 SEED is wanted"
            );
            return ExitCode::from(2);
        }
    };
    ended(result)
}

fn ended(result: std::result::Result<bool, impl Display>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn verdicts(seed: u64, cases: usize, plans: usize) -> Result<bool> {
    let figures = conformity::compare(seed, cases, plans, |text| println!("{text}"))?;
    println!("{figures}");
    Ok(figures.disagreements == 0)
}

/// Whether all of so many random sources is in the result or in a note, with Terraform's values.
fn sources(seed: u64, count: usize) -> Result<bool> {
    let figures = conformity::sources::compare(seed, count, |text| println!("{text}"))?;
    figures.faults.iter().take(20).for_each(|fault| println!("{fault}"));
    println!("{figures}");
    Ok(figures.faults.is_empty())
}

/// Whether so many damaged sources are read, each within a second.
fn damage(seed: u64, count: usize) -> io::Result<bool> {
    let figures = conformity::damage::damage(seed, count, Duration::from_secs(1), |text| println!("{text}"))?;
    figures.faults.iter().take(20).for_each(|fault| println!("{fault}"));
    figures.slowest.iter().for_each(|slow| println!("{slow}"));
    println!("{figures}");
    Ok(figures.faults.is_empty())
}

/// Whether Terraform accepts the archives of so many random inputs that core accepts.
fn archives(seed: u64, count: usize) -> Result<bool> {
    let figures = conformity::archives::compare(seed, count, |text| println!("{text}"))?;
    figures.faults.iter().for_each(|fault| println!("{fault}"));
    println!("{figures}");
    Ok(figures.faults.is_empty())
}

/// Whether so many searches find the cheapest of all combinations, and Terraform accepts what they propose.
fn scopes(seed: u64, count: usize) -> Result<bool> {
    let figures = conformity::scopes::compare(seed, count, false, |text| println!("{text}"))?;
    figures.faults.iter().take(20).for_each(|fault| println!("{fault}"));
    println!("{figures}");
    Ok(figures.faults.is_empty())
}

/// A run that is long enough to need every row of what is known to differ.
fn whole(comparison: Comparison, seed: u64, count: usize) -> Result<bool> {
    let tally = comparison.run(seed, count, |text| println!("{text}"))?;
    let (unexplained, idle) = (tally.unexplained(comparison.known()), tally.idle(comparison.known()));
    unexplained.iter().for_each(|line| println!("{line}"));
    idle.iter().for_each(|name| println!("{name} is said to differ, and does not"));
    println!("{tally}");
    Ok(unexplained.is_empty() && idle.is_empty())
}
