//! checkov and Trivy on the delivered repository: what they find is fixed, or explained beside the resource.
//!
//! `cargo xtask test scanners` brings both and names in `SCANNERS` the folder of their folders.

use std::path::PathBuf;
use std::process::Command;

use openmercato_ecs_core::{Deployment, Module, preset, templates};
use openmercato_ecs_tests::terraform::{Result, Workspace};

const BOOTSTRAP: &str = "infra/terraform/bootstrap";

/// A database that anyone may reach: both scanners know better.
const OPEN: &str = r#"resource "aws_db_instance" "this" {
  allocated_storage   = 20
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  publicly_accessible = true
  storage_encrypted   = false
}
"#;

#[test]
fn checkov_finds_nothing_unexplained() -> Result<()> {
    let (clean, report) = checkov(&repository()?);
    assert!(clean, "{report}");
    Ok(())
}

#[test]
fn trivy_finds_nothing_unexplained() -> Result<()> {
    let (clean, report) = trivy(&repository()?);
    assert!(clean, "{report}");
    Ok(())
}

#[test]
fn what_is_wrong_is_found() -> Result<()> {
    let repository = repository()?;
    repository.write("infra/terraform/examples/open/main.tf", OPEN)?;
    for (clean, report) in [checkov(&repository), trivy(&repository)] {
        assert!(!clean && report.contains("aws_db_instance.this"), "{report}");
    }
    Ok(())
}

/// The delivered repository, with a root for each preset: with values, scanners see more than in the module alone.
fn repository() -> Result<Workspace> {
    let workspace = Workspace::new()?;
    for (path, text) in templates::delivered().iter() {
        workspace.write(path, text)?;
    }
    // With the most that bootstrap makes.
    let complete = Deployment::of(Module::embedded(), &preset::find("complete").expect("a preset").inputs);
    let bootstrap = complete.files().within(BOOTSTRAP);
    let inputs = bootstrap.get("inputs.tf").expect("its inputs");
    let with_roles = inputs.replace("# github_repository        =", "github_repository =");
    assert_ne!(inputs, with_roles);
    workspace.write(format!("{BOOTSTRAP}/inputs.tf"), with_roles)?;
    for (path, inputs) in templates::presets().iter() {
        let name = path.trim_end_matches(".tfvars");
        let call = format!("module \"openmercato\" {{\n  source = \"../../modules/openmercato-ecs\"\n\n{inputs}}}\n");
        workspace.write(format!("infra/terraform/examples/{name}/main.tf"), call)?;
    }
    Ok(workspace)
}

/// With the repository's own `.checkov.yaml`. Whether nothing was found, and the report.
fn checkov(repository: &Workspace) -> (bool, String) {
    let mut command = Command::new("python3");
    command.args(["-m", "checkov.main"]).env("PYTHONPATH", scanners().join("checkov"));
    scan(command, repository)
}

/// With the repository's own `trivy.yaml`. Whether nothing was found, and the report.
fn trivy(repository: &Workspace) -> (bool, String) {
    let mut command = Command::new(scanners().join("trivy/bin/trivy"));
    command.args(["config", "--quiet", "--skip-check-update", "--skip-version-check", "."]);
    scan(command, repository)
}

fn scan(mut command: Command, repository: &Workspace) -> (bool, String) {
    let output = command.current_dir(repository.path()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let report = String::from_utf8_lossy(&output.stdout);
    // A scanner that cannot run must not pass for one that finds nothing.
    assert!(!report.trim().is_empty(), "{command:?} says nothing:\n{}", String::from_utf8_lossy(&output.stderr));
    (output.status.success(), report.into_owned())
}

fn scanners() -> PathBuf {
    std::env::var_os("SCANNERS").expect("SCANNERS names no folder: run `cargo xtask test scanners`").into()
}
