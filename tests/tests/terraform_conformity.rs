//! That core and Terraform agree about random inputs. `cargo xtask conform` tries more of them.

use openmercato_ecs_tests::conformity::{self, Comparison};
use openmercato_ecs_tests::terraform::Result;

/// How many inputs are judged by both in each run, and how many of those that are accepted are planned by both.
const INPUTS: usize = 200;
const PLANNED: usize = 30;

#[test]
fn verdicts_and_plans_of_random_inputs_are_the_same() -> Result<()> {
    let figures = conformity::compare(conformity::seed(), INPUTS, PLANNED, |text| println!("{text}"))?;
    assert_eq!(figures.disagreements, 0, "with CONFORM_SEED={}", figures.seed);
    Ok(())
}

/// How many plans, and how many changes to a deployment that runs, are compared argument by argument in each run.
const PLANS: usize = 12;
const CHANGES: usize = 10;

fn agrees(comparison: Comparison, count: usize) -> Result<()> {
    let tally = comparison.run(conformity::seed(), count, |text| println!("{text}"))?;
    println!("{tally}");
    let unexplained = tally.unexplained(comparison.known());
    assert!(unexplained.is_empty(), "with CONFORM_SEED={}:\n{}", tally.seed, unexplained.join("\n"));
    Ok(())
}

#[test]
fn arguments_of_random_plans_are_the_same() -> Result<()> {
    agrees(Comparison::Plans, PLANS)
}

#[test]
fn random_changes_do_the_same_to_deployments_that_run() -> Result<()> {
    agrees(Comparison::Changes, CHANGES)
}

#[test]
fn random_sources_are_read_as_terraform_reads_them() -> Result<()> {
    let figures = conformity::sources::compare(conformity::seed(), 300, |text| println!("{text}"))?;
    assert!(figures.faults.is_empty(), "{figures}:\n{}", figures.faults.join("\n"));
    Ok(())
}

/// How many archives are validated in each run.
const ARCHIVES: usize = 2;

#[test]
fn archives_of_random_inputs_that_are_accepted_are_valid() -> Result<()> {
    let figures = conformity::archives::compare(conformity::seed(), ARCHIVES, |text| println!("{text}"))?;
    assert_eq!(figures.faults, [""; 0], "with CONFORM_SEED={}", figures.seed);
    Ok(())
}

/// How many sets of answers are searched in each run, in spaces that are soon judged as a whole.
const SCOPES: usize = 4;

#[test]
fn the_cheapest_found_for_random_answers_is_the_cheapest_there_is() -> Result<()> {
    let figures = conformity::scopes::compare(conformity::seed(), SCOPES, true, |text| println!("{text}"))?;
    assert_eq!(figures.faults, [""; 0], "with CONFORM_SEED={}", figures.seed);
    Ok(())
}
