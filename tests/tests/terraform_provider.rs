//! That the AWS provider does what `core/module/provider/aws.json` says: a sample of the questions is asked anew.

use openmercato_ecs_core::preset;
use openmercato_ecs_tests::changes::{Planner, module, seed};
use openmercato_ecs_tests::resource_types::{ResourceTypes, Survey, uses};
use openmercato_ecs_tests::terraform::{Result, Terraform};

/// How many questions are asked in each run.
const QUESTIONS: usize = 300;

#[test]
fn a_sample_of_what_is_recorded_is_what_terraform_plans() -> Result<()> {
    let recorded = ResourceTypes::recorded().unwrap_or_else(|error| panic!("{error}"));
    let uses = uses().unwrap_or_else(|error| panic!("{error}"));
    let terraform = Terraform::find()?;
    let planner = Planner::new(&terraform, &module())?;
    assert_eq!(planner.provider_version(), recorded.version, "run `cargo xtask generate provider`");
    let running = planner.settle(&[&preset::find("split-workers-managed").expect("the preset").inputs])?;
    let seed = seed();
    println!("CHANGES_SEED={seed}");
    let differences = Survey::of(&planner, &uses, &running).differences(&recorded, seed, QUESTIONS)?;
    assert!(differences.is_empty(), "run `cargo xtask generate provider`:\n{}", differences.join("\n"));
    Ok(())
}
