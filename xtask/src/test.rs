//! Runs the checks, part by part.

mod lanes;
mod part;

use std::time::{Duration, Instant};

use anyhow::Result;
use clap::ValueEnum as _;

use crate::{processor_time, progress};
use lanes::Lanes;
pub(crate) use part::apply;
use part::{Need, Part};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The parts to run; all when none is named.
    parts: Vec<Part>,
    /// List the parts instead.
    #[arg(long)]
    list: bool,
    /// Take the page as it is in dist/ instead of building it first.
    #[arg(long)]
    page_is_built: bool,
}

/// A part that was run.
struct Outcome {
    part: Part,
    duration: Duration,
    /// The processor time that it took, where the system tells.
    worked: Option<Duration>,
    result: Result<()>,
}

/// Whether every part passed. Whatever it prints, a count of the parts is last.
///
/// One part runs in this process; several run side by side, as processes of their own.
///
/// # Errors
/// The parts cannot be run side by side.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    if arguments.list {
        for part in Part::value_variants() {
            println!("{:<12} {}", part.name(), part.about());
        }
        return Ok(true);
    }
    let wanted = |part: &Part| arguments.parts.is_empty() || arguments.parts.contains(part);
    let parts: Vec<_> = Part::value_variants().iter().copied().filter(wanted).collect();
    let missing = set_up(&parts);
    let outcomes = match parts.as_slice() {
        [part] => vec![check(*part, &missing, arguments.page_is_built)],
        _ => {
            let (ready, unready): (Vec<_>, Vec<_>) =
                parts.into_iter().partition(|part| lacks(*part, &missing).is_empty());
            let mut outcomes: Vec<_> = unready.into_iter().map(|part| check(part, &missing, false)).collect();
            outcomes.extend(Lanes::new(ready)?.run()?);
            outcomes
        }
    };
    summarize(&outcomes);
    Ok(outcomes.iter().all(|outcome| outcome.result.is_ok()))
}

/// Brings what the parts need; gives what could not be had, and why.
fn set_up(parts: &[Part]) -> Vec<(Need, String)> {
    let mut needs: Vec<Need> = Vec::new();
    for need in parts.iter().flat_map(|part| part.needs()) {
        if !needs.contains(need) {
            needs.push(*need);
        }
    }
    let ensured = needs.into_iter().map(|need| (need, need.ensure()));
    ensured.filter_map(|(need, result)| Some((need, format!("{:#}", result.err()?)))).collect()
}

/// Why a part cannot run.
fn lacks(part: Part, missing: &[(Need, String)]) -> Vec<&str> {
    missing.iter().filter(|(need, _)| part.needs().contains(need)).map(|(_, reason)| reason.as_str()).collect()
}

/// Runs the part, unless something it needs is missing: then it has failed.
fn check(part: Part, missing: &[(Need, String)], is_page_built: bool) -> Outcome {
    progress::say(&format!("\n== {}: {}", part.name(), part.about()));
    let (started, worked) = (Instant::now(), processor_time::of_children());
    let reasons = lacks(part, missing);
    let result = if reasons.is_empty() { part.run(is_page_built) } else { Err(anyhow::anyhow!(reasons.join("\n"))) };
    if let Err(error) = &result {
        progress::say(&format!("error: {error:#}"));
    }
    Outcome { part, duration: started.elapsed(), worked: processor_time::since(worked), result }
}

/// How long each part took, and how much of a processor; then, as the last line, how many passed and failed.
fn summarize(outcomes: &[Outcome]) {
    println!();
    for Outcome { part, duration, worked, result } in outcomes {
        let verdict = if result.is_ok() { "passed" } else { "FAILED" };
        let worked = worked.map(|worked| format!("{:>12} of processor time", progress::seconds(worked)));
        println!("{:<12} {verdict} {:>12}{}", part.name(), progress::seconds(*duration), worked.unwrap_or_default());
    }
    let failed: Vec<_> = outcomes.iter().filter(|outcome| outcome.result.is_err()).collect();
    for Outcome { part, result, .. } in &failed {
        if let Err(error) = result {
            println!("\n{}: {error:#}\n  {}", part.name(), alone(*part));
        }
    }
    println!("\n{} passed, {} failed", outcomes.len() - failed.len(), failed.len());
}

/// How to run a part again.
fn alone(part: Part) -> String {
    format!("alone: cargo xtask test {}", part.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_fails_when_what_it_needs_is_missing() {
        let missing = [(Need::Terraform, "get Terraform".to_owned())];
        let outcome = check(Part::Module, &missing, false);
        assert_eq!(outcome.result.expect_err("failed").to_string(), "get Terraform");
    }
}
