//! The delivered HCL on its own, before anything is generated around it.

use std::path::PathBuf;

use openmercato_ecs_core::{Deployment, Module, preset};
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

const BOOTSTRAP: &str = "infra/terraform/bootstrap";

/// The inputs of bootstrap that come with the smallest preset.
fn bootstrap_inputs() -> String {
    let preset = preset::find("minimal-managed").expect("a preset");
    let archive = Deployment::of(Module::embedded(), &preset.inputs);
    archive.files().get(&format!("{BOOTSTRAP}/inputs.tf")).unwrap_or_default().to_owned()
}

#[test]
fn bootstrap_is_valid() -> Result<()> {
    let (terraform, workspace) = (Terraform::find()?, Workspace::new()?);
    workspace.copy(&module_templates().join(BOOTSTRAP), ".")?;
    workspace.write("inputs.tf", bootstrap_inputs())?;
    let root = terraform.root(workspace.path());
    root.init()?;
    assert_eq!(TfDiagnostic::list(&root.validate()?), "");
    // In both forms in which GitHub signs.
    for repository in ["acme/shop", "acme@123456/shop@456789"] {
        let more = format!("github_repository = \"{repository}\"\n    repository_name");
        workspace.write("inputs.tf", bootstrap_inputs().replacen("repository_name", &more, 1))?;
        assert_eq!(TfDiagnostic::list(&root.validate()?), "");
    }
    Ok(())
}

#[test]
fn bootstrap_refuses_what_is_wrong() -> Result<()> {
    let (terraform, workspace) = (Terraform::find()?, Workspace::new()?);
    workspace.copy(&module_templates().join(BOOTSTRAP).join("contract"), "contract")?;
    let call =
        "module \"contract\" {\n  source = \"./contract\"\n  inputs = local.inputs\n  names  = keys(local.inputs)\n}\n";
    workspace.write("main.tf", call)?;
    let (root, inputs) = (terraform.root(workspace.path()), bootstrap_inputs());
    root.init()?;
    let more = "repository_name = \"openmercato\"";
    let existing = "repository_url = \"123456789012.dkr.ecr.us-east-1.amazonaws.com/acme/shop\"";
    for (from, to, said) in [
        ("name       = \"shop\"", "name       = \"Shop\"", "name: \"Shop\" cannot prefix AWS names"),
        ("\"us-east-1\"", "\"us-east-1a\"", "aws_region: \"us-east-1a\" does not look like an AWS region"),
        ("shop = {", "\"../shop\" = {", "deployments[\"../shop\"]: is not the name of a folder"),
        ("\"shop/jwt-secret\"", "\"arn:aws:x\"", "deployments.secrets[\"arn:aws:x\"]: is not the name of a secret"),
        (
            "\"\" = \"JWT_SECRET\"",
            "\"a:b\" = \"KEY\"",
            "deployments.secrets[\"shop/jwt-secret\"]: \"a:b\" = \"KEY\" is",
        ),
        ("\"JWT_SECRET\"", "\"A KEY\"", "deployments.secrets[\"shop/jwt-secret\"]: \"\" = \"A KEY\" is not a key"),
        ("secrets = {", "parameters = { shop = \"KEY\" }\n secrets = {", "deployments.parameters[\"shop\"]: it and"),
        ("\"openmercato\"", "\"ghcr.io/A:1\"", "repository_name: \"ghcr.io/A:1\" is not the name of a repository"),
        (more, "repository_url = \"ghcr.io/acme/shop\"", "repository_url: \"ghcr.io/acme/shop\" is not the URL"),
        (more, &format!("{more}\n{existing}"), "repository_url: names a repository that exists"),
        (more, "keep_images = 1", "keep_images: 1 is not possible"),
        (more, "state_bucket = \"s3://acme\"", "state_bucket: \"s3://acme\" is not the name of a bucket"),
        (more, "github_repository = \"acme\"", "github_repository: \"acme\" is not owner and name"),
        (more, "github_repository = \"acme@1/shop\"", "github_repository: \"acme@1/shop\" is not owner and name"),
        (more, "github_environments = [\"*\"]", "github_environments: [\"*\"] must be names of environments"),
        (
            more,
            "github_oidc_provider_arn = \"x\"",
            "github_oidc_provider_arn: \"x\" is not the ARN of GitHub's provider",
        ),
        (more, "github_repo = \"acme/shop\"", "github_repo: is not an input of bootstrap"),
    ] {
        assert!(inputs.contains(from), "{inputs}");
        workspace.write("inputs.tf", inputs.replacen(from, to, 1))?;
        let refused = TfDiagnostic::list(&root.validate()?);
        assert!(refused.replace('\n', " ").contains(said), "{to}: {refused}");
    }
    Ok(())
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
