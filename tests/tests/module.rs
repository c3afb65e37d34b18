//! The delivered HCL on its own, before anything is generated around it.

use std::path::PathBuf;

use openmercato_ecs_tests::module_templates;
use openmercato_ecs_tests::terraform::{Result, Terraform, TfDiagnostic, Workspace};

const MODULE: &str = "infra/terraform/modules/openmercato-ecs";

#[test]
fn templates_are_formatted() -> Result<()> {
    let unformatted = Terraform::find()?.unformatted(&module_templates())?;
    assert_eq!(unformatted, Vec::<PathBuf>::new(), "run `terraform fmt -recursive module-templates`");
    Ok(())
}

#[test]
fn module_is_valid() -> Result<()> {
    assert_valid(MODULE)
}

#[test]
fn contract_is_valid_without_the_module() -> Result<()> {
    assert_valid(&format!("{MODULE}/contract"))
}

#[test]
fn shipped_tests_pass() -> Result<()> {
    let terraform = Terraform::find()?;
    let workspace = Workspace::new()?;
    workspace.copy(&module_templates().join(MODULE), ".")?;
    let root = terraform.root(workspace.path());
    root.init()?;
    let runs = root.test()?;
    assert!(!runs.is_empty(), "the module ships no tests");
    // After a failure Terraform skips the rest of the file: only the failures are worth reading.
    let open: Vec<_> = runs.iter().filter(|run| !run.passed()).collect();
    let failed: Vec<_> = open.iter().filter(|run| run.status != "skip").map(ToString::to_string).collect();
    assert!(open.is_empty(), "{} of {} did not pass:\n\n{}", open.len(), runs.len(), failed.join("\n\n"));
    Ok(())
}

fn assert_valid(folder: &str) -> Result<()> {
    let terraform = Terraform::find()?;
    let workspace = Workspace::new()?;
    workspace.copy(&module_templates().join(folder), ".")?;
    let root = terraform.root(workspace.path());
    root.init()?;
    let diagnostics = root.validate()?;
    assert!(diagnostics.is_empty(), "{folder}:\n{}", TfDiagnostic::list(&diagnostics));
    Ok(())
}
