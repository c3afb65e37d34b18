//! That what the module's README shows is what the module takes.

use openmercato_ecs_tests::module_templates;
use openmercato_ecs_tests::terraform::{Result, Terraform, TfDiagnostic, Workspace};

const MODULE: &str = "infra/terraform/modules/openmercato-ecs";

#[test]
fn usage_is_valid() -> Result<()> {
    let readme = std::fs::read_to_string(module_templates().join(MODULE).join("README.md")).expect("the README");
    let (_, usage) = readme.split_once("```hcl\nmodule ").expect("a module call");
    let (usage, _) = usage.split_once("```").expect("its end");
    let source = usage.lines().find(|line| line.contains(" source = ")).expect("a source");
    // The module as it lies here, in place of a release of it.
    let call = format!("module {}", usage.replace(source, "  source = \"./module\""));

    let workspace = Workspace::new()?;
    workspace.copy(&module_templates().join(MODULE), "module")?;
    workspace.write("main.tf", &call)?;
    let terraform = Terraform::find()?;
    assert_eq!(terraform.unformatted(workspace.path())?, Vec::<std::path::PathBuf>::new());
    let root = terraform.root(workspace.path());
    root.init()?;
    let diagnostics = root.validate()?;
    assert!(diagnostics.is_empty(), "{}", TfDiagnostic::list(&diagnostics));
    Ok(())
}
