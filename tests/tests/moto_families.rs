//! The module applied, planned again without a change, and destroyed, on a local AWS.
//!
//! `cargo xtask test moto` runs the first two families, side by side; `cargo xtask apply` runs all.

// Here, since it waits as long as they do, mostly for the load balancer: side by side they take no longer.
#[path = "moto_families/first_run.rs"]
mod first_run;

use std::time::Instant;

use openmercato_ecs_tests::moto::{self, Moto};
use openmercato_ecs_tests::terraform::{Result, Terraform};

fn lives_and_goes(family: &str) -> Result<()> {
    let moto = Moto::start()?;
    let started = Instant::now();
    let applied = moto::apply(&Terraform::find()?, &moto, family)?;
    println!(
        "{family}: {} resources applied, planned again and destroyed in {:.0} s",
        applied.resources,
        started.elapsed().as_secs_f64()
    );
    assert!(applied.restless.is_empty(), "a second plan changes {:?}", applied.restless);
    assert!(applied.left.is_empty(), "left behind: {:?}", applied.left);
    assert!(applied.resources > 20, "{} resources", applied.resources);
    Ok(())
}

#[test]
fn all_managed() -> Result<()> {
    lives_and_goes("managed")
}

#[test]
fn existing_network_with_dns_waf_and_external_dependencies() -> Result<()> {
    lives_and_goes("existing")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn one_service_with_serverless_redis() -> Result<()> {
    lives_and_goes("single")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn external_dependencies_in_a_managed_network() -> Result<()> {
    lives_and_goes("external")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn existing_network_with_endpoints_alone() -> Result<()> {
    lives_and_goes("endpoints")
}

#[test]
fn what_moto_lacks_is_said() -> Result<()> {
    let gaps = Moto::start()?.gaps();
    println!("Answered by this project's extension of moto, which proves nothing about AWS:\n{gaps}");
    assert!(gaps.contains("aws_elasticache_serverless_cache"), "{gaps}");
    Ok(())
}

#[test]
fn every_family_has_a_test() {
    let families = moto::families().expect("the families");
    assert_eq!(families, ["endpoints", "existing", "external", "managed", "single"]);
}
