//! checkov and Trivy on the delivered repository: what they find is fixed, or explained beside the resource. parliament on
//! the policies of who deploys: what it finds is explained here.
//!
//! `cargo xtask test scanners` brings them and names in `SCANNERS` the folder of their folders.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use openmercato_ecs_core::{Deployment, Module, Policy, preset, templates};
use openmercato_ecs_tests::inputs::changed;
use openmercato_ecs_tests::terraform::{Result, Workspace};
use serde_json::json;

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

/// What parliament finds and is no fault, by its beginning, with the reason.
const EXPLAINED: &[(&str, &str)] = &[
    (
        "RESOURCE_MISMATCH: [{\"action\": \"elasticloadbalancing:",
        "it takes the listeners of every kind of load balancer for needed at once; the module's is an application's",
    ),
    (
        "RESOURCE_MISMATCH: [{\"action\": \"logs:DescribeLogGroups\"",
        "the role of flow logs asks for its own group, and the boundary follows it; parliament knows it for all groups alone",
    ),
    ("RESOURCE_STAR: [\"ecs:ListTasks\"]", "a condition narrows it to the deployment's cluster"),
    (
        "RESOURCE_POLICY_PRIVILEGE_ESCALATION: ",
        "who may write a bucket's policy may let themselves read it; Terraform writes it, so whoever applies must",
    ),
    ("MISMATCHED_TYPE_BUT_USABLE: ", "AWS's own examples compare the boundary's ARN as a text"),
];

#[test]
fn parliament_finds_nothing_unexplained() {
    let complete = &preset::find("complete").expect("a preset").inputs;
    let other_ways = json!({
        "uploads_mode": "s3", "redis_deployment_mode": "serverless",
        "permissions_boundary_arn": "arn:aws:iam::123456789012:policy/boundary",
        "task_role_policies": { "uploads": "arn:aws:iam::123456789012:policy/uploads" },
    });
    let inputs = preset::all().iter().map(|preset| preset.inputs.clone()).chain([changed(complete, &other_ways)]);
    let policies = inputs.map(|inputs| Deployment::of(Module::embedded(), &inputs).policy());
    let texts = |policy: Policy| {
        let of_who_deploys = policy.files().into_iter().map(|(_, text)| text);
        of_who_deploys.chain([policy.boundary.to_text()]).collect::<Vec<_>>()
    };
    let texts: Vec<_> = policies.flat_map(texts).collect();
    let is_explained = |finding: &&String| EXPLAINED.iter().any(|(start, _)| finding.starts_with(start));
    let found = parliament(&texts);
    let unexplained: Vec<_> = found.iter().filter(|finding| !is_explained(finding)).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    let needless: Vec<_> =
        EXPLAINED.iter().filter(|(start, _)| !found.iter().any(|finding| finding.starts_with(start))).collect();
    assert!(needless.is_empty(), "nothing is found of {needless:#?}");
}

#[test]
fn parliament_knows_what_is_wrong() {
    let statement = |action: &str, resource: &str| {
        let statement = json!([{ "Effect": "Allow", "Action": [action], "Resource": [resource] }]);
        json!({ "Version": "2012-10-17", "Statement": statement }).to_string()
    };
    for (action, resource) in [
        ("ecs:CreateServices", "*"),
        ("ecs:CreateService", "arn:aws:ecs:us-east-1:*:clusters/shop"),
        ("rds:DeleteDBInstance", "arn:aws:rds:us-east-1:*:pg:shop"),
    ] {
        assert!(!parliament(&[statement(action, resource)]).is_empty(), "{action} on {resource}");
    }
}

/// What parliament finds in policies.
fn parliament(texts: &[String]) -> Vec<String> {
    let mut child = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/scanners/findings.py"))
        .env("PYTHONPATH", scanners().join("parliament"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3");
    let asked = json!(texts).to_string();
    child.stdin.take().expect("its input").write_all(asked.as_bytes()).expect("is read");
    let output = child.wait_with_output().expect("its findings");
    serde_json::from_slice(&output.stdout).expect("a list of findings")
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
