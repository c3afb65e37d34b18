//! The examples, and families of modes that they lack, planned, applied, planned again without a change, and destroyed, on
//! a local AWS, with their own policies alone.
//!
//! `cargo xtask test moto` runs one of each, side by side; `cargo xtask apply` runs all.

// What the scripts do is tried here, since it waits as long as the families do, mostly for the load balancer: side by
// side they take no longer.
#[path = "moto_families/bootstrap.rs"]
mod bootstrap;
#[path = "moto_families/deploy.rs"]
mod deploy;
#[path = "moto_families/deployer.rs"]
mod deployer;
#[path = "moto_families/first_run.rs"]
mod first_run;
#[path = "moto_families/given_aws.rs"]
mod given_aws;
#[path = "moto_families/local_aws.rs"]
mod local_aws;
#[path = "moto_families/run.rs"]
mod run;
#[path = "moto_families/scripts.rs"]
mod scripts;
#[path = "moto_families/secrets.rs"]
mod secrets;

use std::time::Instant;

use openmercato_ecs_core::preset;
use openmercato_ecs_tests::moto::{self, Applied, Moto};
use openmercato_ecs_tests::terraform::Result;

use deployer::Change;

/// A family is made with its own policies alone.
fn family_lives_and_goes(family: &str, change: Change) -> Result<()> {
    deployer::is_made(family, &moto::family(family)?, change, |_| Ok(())).map(drop)
}

/// And so is an example.
fn example_lives_and_goes(example: &str) -> Result<()> {
    let preset = preset::find(example).unwrap_or_else(|| panic!("there is no example {example}"));
    deployer::is_made(example, &preset.inputs, Change::NONE, |_| Ok(())).map(drop)
}

fn said(name: &str, applied: &Applied, started: Instant) {
    println!(
        "{name}: {} resources applied, planned again and destroyed in {:.0} s",
        applied.resources,
        started.elapsed().as_secs_f64()
    );
    assert!(applied.restless.is_empty(), "a second plan changes {:?}", applied.restless);
    assert!(applied.left.is_empty(), "left behind: {:?}", applied.left);
    assert!(applied.resources > 20, "{} resources", applied.resources);
}

#[test]
fn family_managed() -> Result<()> {
    let one_gateway = Change { arguments: "  nat_gateway_mode = \"single\"\n", asked: &["ec2:ReplaceRoute"] };
    let inputs = moto::family("managed")?;
    gateways_go_after_their_routes(&deployer::is_made("managed", &inputs, one_gateway, who_restarts)?.changing);
    Ok(())
}

/// What a plan does not show: in which order it is applied.
fn gateways_go_after_their_routes(said: &str) {
    let lines: Vec<_> = said.lines().collect();
    let line = |resource: &str, what: &str| {
        let is_it = |line: &&str| line.contains(resource) && line.contains(what);
        lines.iter().position(is_it).unwrap_or_else(|| panic!("{resource} is not said to be {what:?}:\n{said}"))
    };
    let route = line("aws_route.private_nat[", "Modifications complete");
    let gateway = line("aws_nat_gateway.this[", "Destroying");
    assert!(route < gateway, "{said}");
}

/// Which services get new tasks when a secret changes.
fn who_restarts(moto: &Moto) -> Result<()> {
    let services = |names: &[&str]| Some(names.iter().map(|name| format!("shop-{name}")).collect::<Vec<_>>());
    let mut restarts = moto.restarts("eu-central-1")?;
    let mut of = |name: &str| {
        let key = restarts.keys().find(|key| key.contains(name)).cloned().unwrap_or_else(|| panic!("{restarts:?}"));
        restarts.remove(&key).expect("the key")
    };
    let all = services(&["emails", "rest", "web"]);
    assert_eq!(of("rds!"), all, "every service has the database's password");
    assert_eq!(of("shop/keys"), all, "in two forms, of which one names a key in it");
    let and_the_engine = services(&["emails", "rest", "search", "web"]);
    assert_eq!(of("shop/search-key"), and_the_engine, "the search engine's key is that of those who ask it");
    assert_eq!(of("shop/collector"), services(&["web"]), "a sidecar of the web service alone reads it");
    assert_eq!(of("parameter/shop/mail"), services(&["emails"]), "one worker alone reads the parameter");
    assert_eq!(of("a label that no task reads"), None);
    assert_eq!(of("a parameter that is deleted"), None);
    assert!(restarts.keys().any(|key| key.contains("of-others")), "{restarts:?}");
    let read: Vec<_> = restarts.iter().filter(|(_, services)| **services != Some(Vec::new())).collect();
    assert!(read.is_empty(), "nobody reads {read:?}");
    Ok(())
}

#[test]
fn example_existing_network_with_dns_waf() -> Result<()> {
    example_lives_and_goes("existing-network-with-dns-waf")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn example_existing_network_with_dns() -> Result<()> {
    example_lives_and_goes("existing-network-with-dns")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn example_minimal_managed() -> Result<()> {
    example_lives_and_goes("minimal-managed")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn example_complete() -> Result<()> {
    example_lives_and_goes("complete")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn example_split_workers_managed() -> Result<()> {
    example_lives_and_goes("split-workers-managed")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn example_external_dependencies() -> Result<()> {
    example_lives_and_goes("external-dependencies")
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn family_existing() -> Result<()> {
    family_lives_and_goes("existing", Change::NONE)
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn family_external() -> Result<()> {
    family_lives_and_goes("external", Change::NONE)
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn family_endpoints() -> Result<()> {
    family_lives_and_goes("endpoints", Change::NONE)
}

#[test]
#[ignore = "cargo xtask apply runs it"]
fn family_single() -> Result<()> {
    let looked_up = Change { arguments: "  availability_zones = null\n", asked: &[] };
    let said = deployer::is_made("single", &moto::family("single")?, looked_up, |_| Ok(()))?.changing;
    assert!(said.contains("data.aws_availability_zones.available[0]: Read complete"), "{said}");
    assert!(said.contains(" 0 destroyed"), "the zones that AWS has are those that the root named:\n{said}");
    Ok(())
}

#[test]
fn what_moto_lacks_is_said() -> Result<()> {
    let gaps = Moto::start()?.gaps();
    println!("Answered by this project's extension of moto, which proves nothing about AWS:\n{gaps}");
    assert!(gaps.contains("aws_elasticache_serverless_cache"), "{gaps}");
    Ok(())
}

#[test]
fn every_family_and_every_example_has_a_test() {
    let families = moto::families().expect("the families");
    let families = families.iter().map(|name| format!("fn family_{name}()"));
    let examples = preset::all().iter().map(|preset| format!("example_lives_and_goes(\"{}\")", preset.name));
    let source = include_str!("moto_families.rs");
    let untried: Vec<_> = families.chain(examples).filter(|test| !source.contains(test)).collect();
    assert!(untried.is_empty(), "{untried:?}");
}
