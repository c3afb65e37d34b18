//! That the module plans while every ID and ARN that it is given is still to be made by the same root.

use openmercato_ecs_tests::moto;
use openmercato_ecs_tests::terraform::{Result, Terraform};

/// Between them: network, zone, web ACL, certificate, keys, policies, boundary, secrets and parameters.
const FAMILIES: [&str; 3] = ["existing", "external", "endpoints"];

#[test]
fn every_id_and_arn_may_be_unknown_at_plan() -> Result<()> {
    let terraform = Terraform::find()?;
    for family in FAMILIES {
        let plan = moto::plan(&terraform, family)?;
        let made = plan.addresses_in("openmercato").count();
        println!("{family}: {made} resources of the module");
        assert!(made > 20, "{family}: {made}");
    }
    Ok(())
}
