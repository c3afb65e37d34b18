//! That Terraform accepts the archive, and plans in each of its roots what core says it will.

use std::collections::BTreeSet;

use openmercato_ecs_core::{Deployment, Evaluation, Module, Value, preset};
use openmercato_ecs_tests::archive::Archive;
use openmercato_ecs_tests::terraform::{Result, Terraform};
use serde_json::json;

/// The resources that core plans, as Terraform names them in a generated root.
fn planned(evaluation: &Evaluation) -> BTreeSet<String> {
    evaluation.plan.resources.iter().map(|resource| format!("module.openmercato.{}", resource.address)).collect()
}

#[test]
fn terraform_plans_every_example_as_core_says() -> Result<()> {
    let module = Module::embedded();
    // The user's own root is one more of each.
    let own = preset::find("split-workers-managed").expect("the preset");
    let deployment = Deployment::of(module, &own.inputs);
    let archive = Archive::unpack(&deployment.bundle().bytes)?;
    let verdicts = archive.judge_all(&Terraform::find()?, &archive.roots())?;

    let root = deployment.root();
    for preset in preset::all() {
        let example = format!("infra/terraform/examples/{}", preset.name);
        let addresses: BTreeSet<_> = verdicts[&example].addresses.iter().cloned().collect();
        assert_eq!(addresses, planned(&Evaluation::of(module, &preset.inputs)), "{example}");
    }
    let addresses: BTreeSet<_> = verdicts[&root].addresses.iter().cloned().collect();
    assert_eq!(addresses, planned(&deployment.evaluation), "{root}");
    assert_eq!(verdicts.len(), preset::all().len() + 1);
    Ok(())
}

/// IAM does not tell upper from lower case in tag keys, and refuses a role with both.
#[test]
fn tag_of_the_inputs_replaces_a_tag_of_the_root_that_differs_in_case() -> Result<()> {
    let mut inputs = preset::find("external-dependencies").expect("the preset").inputs.clone();
    inputs.set("tags", Value::from_json(&json!({ "managedby": "team shop" })));
    let deployment = Deployment::of(Module::embedded(), &inputs);
    let archive = Archive::unpack(&deployment.bundle().bytes)?;
    let plan = archive.root(&Terraform::find()?, &deployment.root())?.plan()?;
    let role = &plan.resources["module.openmercato.aws_iam_role.execution"];
    assert_eq!(role.values["tags_all"], json!({ "Deployment": "shop", "managedby": "team shop" }));
    Ok(())
}
