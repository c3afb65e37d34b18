//! How long Terraform takes for what core does at every edit: `terraform validate` and `plan` of the largest preset.

use std::time::Instant;

use openmercato_ecs_core::{Deployment, Module, preset};
use openmercato_ecs_tests::archive::Archive;
use openmercato_ecs_tests::terraform::{FAKE_CREDENTIALS, Terraform};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let preset = preset::find("split-workers-managed").ok_or("the preset is gone")?;
    let deployment = Deployment::of(Module::embedded(), &preset.inputs);
    let archive = Archive::unpack(&deployment.bundle().bytes)?;
    let folder = archive.top().join(deployment.root());
    std::fs::write(folder.join("provider_override.tf"), FAKE_CREDENTIALS)?;
    let terraform = Terraform::find()?;
    let root = terraform.root(folder);
    root.init()?;
    let started = Instant::now();
    root.validate()?;
    println!("terraform validate: {:>9.1} ms", started.elapsed().as_secs_f64() * 1000.0);
    let started = Instant::now();
    let plan = root.plan()?;
    println!(
        "terraform plan:     {:>9.1} ms, {} resources",
        started.elapsed().as_secs_f64() * 1000.0,
        plan.resources.len()
    );
    Ok(())
}
