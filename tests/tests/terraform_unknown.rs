//! That the module plans while every ID and ARN that it is given is still to be made by the same root.

use openmercato_ecs_core::{Deployment, Module};
use openmercato_ecs_tests::moto;
use openmercato_ecs_tests::prerequisites::Prerequisites;
use openmercato_ecs_tests::terraform::{FAKE_CREDENTIALS, Result, Terraform, Workspace};

#[test]
fn every_id_and_arn_may_be_unknown_at_plan() -> Result<()> {
    let terraform = Terraform::find()?;
    for family in moto::families().expect("the families") {
        let (inputs, workspace) = (moto::family(&family)?, Workspace::new()?);
        let prerequisites = Prerequisites::of(&terraform, &workspace, &inputs, FAKE_CREDENTIALS)?;
        let call = prerequisites.call_of(&Deployment::of(Module::embedded(), &inputs))?;
        let known: Vec<_> = call.lines().filter(|line| line.contains("arn:") && !line.contains("${local.")).collect();
        assert!(known.is_empty(), "{family}: {known:?} are known");
        let plan = prerequisites.plan_with(&call)?;
        let made = plan.addresses_in("openmercato").count();
        println!("{family}: {made} resources of the module");
        assert!(made > 20, "{family}: {made}");
    }
    Ok(())
}
