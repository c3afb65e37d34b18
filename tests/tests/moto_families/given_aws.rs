//! The AWS CLI with answers that are given beforehand (`first-run/aws.py`), for what a local AWS does not do.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use openmercato_ecs_core::templates;
use openmercato_ecs_tests::terraform::{Result, Terraform, Workspace};
use serde_json::{Value, json};

use super::local_aws::{path_with, python, surroundings};
use super::run::Run;

/// A folder whose state has the outputs of a deployment, and the CLI with given answers.
pub(super) struct Given {
    pub(super) workspace: Workspace,
    path: String,
}

impl Given {
    pub(super) fn new(answers: &Value) -> Result<Self> {
        let workspace = Workspace::new()?;
        workspace.write("terraform.tfstate", state()?)?;
        workspace.write("answers.json", with_defaults(answers).to_string())?;
        for (path, text) in templates::root().iter() {
            workspace.write(path, text)?;
        }
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("first-run/aws.py");
        let path = path_with(&workspace, "aws", &format!("exec '{}' '{}' \"$@\"", python(), program.display()))?;
        Ok(Self { workspace, path })
    }

    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        surroundings(&mut command, &self.path)
            .current_dir("/")
            .env("ANSWERS", self.workspace.path().join("answers.json"))
            .env("FIRST_RUN_PAUSE", "0");
        command
    }

    /// Runs a script of the folder.
    pub(super) fn run(&self, script: &str, arguments: &[&str]) -> Run {
        Run::of(self.command("bash").arg(self.script(script)).args(arguments))
    }

    pub(super) fn script(&self, name: &str) -> PathBuf {
        self.workspace.path().join(name)
    }

    /// How often AWS was asked for something.
    pub(super) fn asked(&self, operation: &str) -> usize {
        let asked = std::fs::read_to_string(self.workspace.path().join("answers.asked")).unwrap_or_default();
        asked.lines().filter(|line| *line == operation).count()
    }
}

const OUTPUTS: &str = r#"output "application_url" { value = "https://shop.example.com" }
output "cluster_name" { value = "shop-cluster" }
output "database_secret_arn" { value = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-new-Ab12Cd" }
output "extensions_task_overrides" { value = jsonencode({ containerOverrides = [] }) }
output "migration_task_definition_arn" { value = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-migration:1" }
output "private_subnet_ids" { value = ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] }
output "scheduler_sync_task_definition_arn" { value = null }
output "task_security_group_id" { value = "sg-0a1b2c3d" }
output "web_service_name" { value = "shop-web" }
output "worker_service_names" { value = {} }
"#;

/// The state with those outputs, as Terraform writes it.
fn state() -> Result<&'static str> {
    static STATE: OnceLock<String> = OnceLock::new();
    if STATE.get().is_none() {
        let (workspace, terraform) = (Workspace::new()?, Terraform::find()?);
        workspace.write("main.tf", OUTPUTS)?;
        let root = terraform.root(workspace.path());
        root.init()?;
        root.apply()?;
        let state = std::fs::read_to_string(workspace.path().join("terraform.tfstate")).expect("the state");
        let _ = STATE.set(state);
    }
    Ok(STATE.get().map_or("", String::as_str))
}

/// The answers of a deployment where all goes well, but for those that are given.
fn with_defaults(given: &Value) -> Value {
    let mut answers = json!({
        "GetCallerIdentity": [{ "Account": "123456789012" }],
        "GetParameters": [{ "Parameters": [] }],
        "PutParameter": [{}],
        "DeleteParameter": [{}],
        "RunTask": [{ "tasks": [{ "taskArn": TASK }] }],
        "DescribeTasks": [stopped(&json!(0), "Essential container in task exited")],
        "DescribeTaskDefinition": [definition("ghcr.io/acme/mercato:1.4")],
        "FilterLogEvents": [{ "events": [{ "message": "password: hunter2" }] }],
        "DescribeServices": [{ "services": [{ "deployments": [{ "status": "PRIMARY", "rolloutState": "COMPLETED" }] }] }],
    });
    for (operation, list) in given.as_object().expect("answers") {
        answers[operation] = list.clone();
    }
    answers
}

pub(super) const TASK: &str = "arn:aws:ecs:eu-central-1:123456789012:task/shop-cluster/0123456789abcdef";

/// A task definition, with the image that it runs.
pub(super) fn definition(image: &str) -> Value {
    json!({ "taskDefinition": {
        "taskDefinitionArn": "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-migration:2",
        "containerDefinitions": [{ "name": "app", "image": image, "logConfiguration": {
            "logDriver": "awslogs",
            "options": { "awslogs-group": "/ecs/shop/migration", "awslogs-stream-prefix": "migration" },
        } }],
    } })
}

pub(super) fn stopped(code: &Value, reason: &str) -> Value {
    json!({ "tasks": [{
        "lastStatus": "STOPPED", "stoppedReason": reason, "containers": [{ "name": "app", "exitCode": code }],
    }] })
}

pub(super) fn running() -> Value {
    json!({ "tasks": [{ "lastStatus": "RUNNING", "containers": [{ "name": "app" }] }] })
}
