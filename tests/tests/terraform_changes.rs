//! That Terraform plans for a deployment that runs what `tests/changes` says, and that an older module's deployments
//! survive the present one.

use std::collections::BTreeMap;

use openmercato_ecs_core::preset;
use openmercato_ecs_tests::changes::{Planner, Row, Table, Upgrade, ask, differences, module, released, sample, seed};
use openmercato_ecs_tests::terraform::{Result, Terraform, Workspace};

fn table() -> Table {
    Table::read().unwrap_or_else(|mistake| panic!("{mistake}"))
}

fn agrees(rows: &[&Row]) -> Result<()> {
    let terraform = Terraform::find()?;
    let planned = ask(&Planner::new(&terraform, &module())?, rows, |text| println!("{text}"))?;
    let differences: Vec<_> = rows.iter().zip(&planned).flat_map(|(row, planned)| differences(row, planned)).collect();
    assert!(
        differences.is_empty(),
        "{}\nIf that is meant, run `cargo xtask generate changes`, and look at what the rows mean now",
        differences.join("\n")
    );
    Ok(())
}

#[test]
fn a_sample_of_the_rows_is_what_terraform_plans() -> Result<()> {
    let (table, seed) = (table(), seed());
    println!("CHANGES_SEED={seed}");
    agrees(&sample(&table.rows, seed))
}

#[test]
#[ignore = "takes minutes: a chore"]
fn every_row_is_what_terraform_plans() -> Result<()> {
    agrees(&table().rows.iter().collect::<Vec<_>>())
}

#[test]
fn rows_are_formatted_as_terraform_does() -> Result<()> {
    let workspace = Workspace::new()?;
    for (path, text) in table().recorded(&BTreeMap::new()) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        workspace.write(format!("{name}.tf"), text)?;
    }
    let files = Terraform::find()?.unformatted(workspace.path())?;
    assert!(files.is_empty(), "`terraform fmt - < FILE` writes these of tests/changes differently: {files:?}");
    Ok(())
}

/// Presets that together have every kind of resource, bar the serverless cache.
#[test]
fn deployments_of_version_0_1_0_lose_nothing() -> Result<()> {
    let presets = ["split-workers-managed", "existing-network-with-dns-waf"];
    let inputs = presets.map(|name| &preset::find(name).expect("the preset").inputs);
    let terraform = Terraform::find()?;
    let old = released("0.1.0")?;
    let planner = Planner::new(&terraform, old.path())?;
    let upgrade = Upgrade::from(&planner, &inputs)?;
    let losses = upgrade.losses(&planner.with_module(&module()))?;
    assert!(losses.is_empty(), "{presets:?} are not upgraded but replaced:\n{}", losses.join("\n"));

    // A name that changes is noticed.
    let spoilt = Workspace::new()?;
    spoilt.copy(old.path(), ".")?;
    let waf = std::fs::read_to_string(old.path().join("waf.tf")).expect("waf.tf");
    spoilt.write("waf.tf", waf.replace("\"alb\"", "\"renamed\""))?;
    let losses = upgrade.losses(&planner.with_module(spoilt.path()))?;
    assert_eq!(losses, ["deployment 1: aws_wafv2_web_acl_association.alb[0]: delete"]);
    Ok(())
}
