//! `first-run.sh`, which lies beside every root: with the real AWS CLI against a local AWS, and, for what a local AWS
//! does not do, with answers that are given beforehand to the same CLI (`first-run/aws.py`).
//!
//! `cargo xtask test moto` brings the CLI and ShellCheck, and names their folder in `FIRST_RUN`.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{LazyLock, OnceLock};
use std::time::{Duration, Instant};

use openmercato_ecs_core::{Deployment, Inputs, Module, templates};
use openmercato_ecs_tests::moto::Moto;
use openmercato_ecs_tests::terraform::{Result, Root, Terraform, Workspace};
use serde_json::{Value, json};

const SCRIPT: &str = "first-run.sh";
pub(super) const ROOT: &str = "infra/terraform/deployments/shop";
pub(super) const REGION: &str = "us-east-1";

/// What came of a run of the script, or of the CLI.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) code: Option<i32>,
    /// Standard output, then standard error.
    pub(super) said: String,
}

impl Run {
    pub(super) fn of(command: &mut Command) -> Self {
        let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        Self { code: output.status.code(), said }
    }

    #[track_caller]
    pub(super) fn says(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{}", self.said);
        for word in words {
            assert!(self.said.contains(word), "{word:?} is not in:\n{}", self.said);
        }
    }
}

#[test]
fn scripts_are_clean_under_shellcheck() -> Result<()> {
    let workspace = Workspace::new()?;
    let scripts: Vec<_> = templates::all().iter().filter(|(path, _)| path.ends_with(".sh")).collect();
    assert!(scripts.len() > 2, "{scripts:?}");
    for (path, text) in &scripts {
        workspace.write(path, *text)?;
    }
    let shellcheck = |path: &str| {
        let mut command = Command::new(packages().join("bin/shellcheck"));
        Run::of(command.args(["--external-sources", "--source-path=SCRIPTDIR"]).arg(workspace.path().join(path)))
    };
    for (path, text) in &scripts {
        shellcheck(path).says(0, &[]);
        workspace.write(path, format!("{text}\necho $1\n"))?;
        shellcheck(path).says(1, &["SC2086"]);
        workspace.write(path, *text)?;
    }
    Ok(())
}

// On a local AWS

#[test]
fn deployment_is_prepared_once_and_again_and_keeps_its_image() -> Result<()> {
    let moto = Moto::start()?;
    let (workspace, terraform) = (Workspace::new()?, Terraform::find()?);
    let aws = LocalAws::new(&moto, &workspace)?;
    let subnets = aws.default_subnets();
    let deployment = Deployment::of(Module::embedded(), &inputs(&subnets));
    for (path, text) in deployment.files().iter() {
        workspace.write(path, text)?;
    }
    workspace.write(format!("{ROOT}/provider_override.tf"), moto.provider())?;
    let root = terraform.root(workspace.path().join(ROOT));
    root.init()?;
    let first_run = |arguments: &[&str]| aws.run(Command::new("bash").arg(root.path().join(SCRIPT)).args(arguments));

    first_run(&[]).says(1, &["first-run: nothing is deployed from this folder", "Run terraform apply here first."]);
    root.apply()?;

    let seeded = first_run(&["--seed"]);
    let steps =
        ["ran: node -e const { Client }", "Read it with:", "shop-web had given up", "shop-general had given up"];
    seeded.says(0, &steps);
    seeded.says(0, &["ran: yarn mercato scheduler start", "== Done: http://"]);
    assert!(!seeded.said.contains("ran: yarn mercato init"), "passwords on no terminal: {}", seeded.said);

    first_run(&["--seed"]).says(1, &["it ran before, says the SSM parameter /openmercato-ecs/shop-cluster/seeded."]);
    first_run(&["--skip-extensions"]).says(0, &["ran: yarn db:migrate", "shop-web: IN_PROGRESS", "== Done"]);

    aws.ask(&["ssm", "put-parameter", "--name", "/bridges/exit-code", "--type", "String", "--value", "3"]);
    first_run(&["--skip-extensions"])
        .says(1, &["ran: yarn db:migrate", "Migrate the database: ended with exit code 3."]);

    image_stays(&workspace, &root)
}

/// The image that a pipeline wrote is still there at the next plan, without anything on the command line.
fn image_stays(workspace: &Workspace, root: &Root) -> Result<()> {
    workspace.write(format!("{ROOT}/image.auto.tfvars"), "image = \"ghcr.io/acme/mercato:2.0\"\n")?;
    root.apply()?;
    assert_eq!(root.changes()?, Vec::<String>::new());
    let state = std::fs::read_to_string(root.path().join("terraform.tfstate")).expect("the state");
    assert!(state.contains("ghcr.io/acme/mercato:2.0") && !state.contains("ghcr.io/acme/mercato:1.4"));
    // As the README says: of several, the last by name.
    workspace.write(format!("{ROOT}/zone.auto.tfvars"), "image = \"ghcr.io/acme/mercato:3.0\"\n")?;
    assert!(root.changes()?.iter().any(|change| change.contains("aws_ecs_task_definition.web")));
    Ok(())
}

/// A deployment that is made fast: it brings its network, database and Redis.
pub(super) fn inputs(subnets: &[String]) -> Inputs {
    let secret = |name: &str| format!("arn:aws:secretsmanager:{REGION}:123456789012:secret:shop/{name}-Ab12Cd");
    let [vpc, subnets @ ..] = subnets else { panic!("a VPC is missing") };
    let inputs = json!({
        "name": "shop", "environment": "staging", "aws_region": REGION, "image": "ghcr.io/acme/mercato:1.4",
        "networking_mode": "existing", "vpc_id": vpc, "existing_network_egress": "nat",
        "public_subnet_ids": subnets[..2], "private_subnet_ids": subnets[2..4],
        "database_mode": "external", "database_url_secret_arn": secret("database"),
        "redis_mode": "external", "redis_url_secret_arn": secret("redis"),
        "runtime_mode": "split_workers", "worker_services": { "general": {} }, "scheduler_sync_task": {},
        "secrets": { "JWT_SECRET": secret("jwt"), "TENANT_DATA_ENCRYPTION_FALLBACK_KEY": secret("tenant") },
    });
    Inputs::from_json(&inputs).expect("inputs")
}

/// The real AWS CLI, which asks a local AWS.
pub(super) struct LocalAws {
    address: String,
    path: String,
}

impl LocalAws {
    pub(super) fn new(moto: &Moto, workspace: &Workspace) -> Result<Self> {
        // The CLI asks RDS at a name of its own unless it is told another on the command line.
        let address = moto.address();
        let cli = format!("exec '{}' -m awscli --endpoint-url '{address}' \"$@\"", python());
        Ok(Self { path: path_with(workspace, "aws", &cli)?, address })
    }

    pub(super) fn run(&self, command: &mut Command) -> Run {
        Run::of(surroundings(command, &self.path).env("AWS_ENDPOINT_URL", &self.address))
    }

    pub(super) fn ask(&self, arguments: &[&str]) -> String {
        let always = ["--region", REGION, "--output", "text", "--endpoint-url", &self.address];
        let arguments = arguments.iter().chain(&always);
        let run = self.run(Command::new(python()).args(["-m", "awscli"]).args(arguments));
        assert_eq!(run.code, Some(0), "{}", run.said);
        run.said
    }

    /// The VPC that an account has from the start, and its subnets.
    pub(super) fn default_subnets(&self) -> Vec<String> {
        let said = self.ask(&["ec2", "describe-subnets", "--query", "[Subnets[0].VpcId, Subnets[].SubnetId] | []"]);
        said.split_whitespace().map(str::to_owned).collect()
    }
}

// With given answers

/// A folder whose state has the outputs of a deployment, and the CLI with given answers.
struct Given {
    workspace: Workspace,
    path: String,
}

impl Given {
    fn new(answers: &Value) -> Result<Self> {
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

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        surroundings(&mut command, &self.path)
            .current_dir("/")
            .env("ANSWERS", self.workspace.path().join("answers.json"))
            .env("FIRST_RUN_PAUSE", "0");
        command
    }

    fn first_run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command("bash").arg(self.script()).args(arguments))
    }

    fn script(&self) -> PathBuf {
        self.workspace.path().join(SCRIPT)
    }

    /// How often AWS was asked for something.
    fn asked(&self, operation: &str) -> usize {
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
        "DescribeTaskDefinition": [{ "taskDefinition": { "containerDefinitions": [{ "name": "app", "logConfiguration": {
            "logDriver": "awslogs",
            "options": { "awslogs-group": "/ecs/shop/migration", "awslogs-stream-prefix": "migration" },
        } }] } }],
        "FilterLogEvents": [{ "events": [{ "message": "password: hunter2" }] }],
        "DescribeServices": [{ "services": [{ "deployments": [{ "status": "PRIMARY", "rolloutState": "COMPLETED" }] }] }],
    });
    for (operation, list) in given.as_object().expect("answers") {
        answers[operation] = list.clone();
    }
    answers
}

const TASK: &str = "arn:aws:ecs:eu-central-1:123456789012:task/shop-cluster/0123456789abcdef";

fn stopped(code: &Value, reason: &str) -> Value {
    json!({ "tasks": [{
        "lastStatus": "STOPPED", "stoppedReason": reason, "containers": [{ "name": "app", "exitCode": code }],
    }] })
}

fn running() -> Value {
    json!({ "tasks": [{ "lastStatus": "RUNNING", "containers": [{ "name": "app" }] }] })
}

#[test]
fn a_long_migration_is_waited_for() -> Result<()> {
    // The waiter asks a hundred times.
    let mut answers = vec![running(); 101];
    answers.push(stopped(&json!(0), "Essential container in task exited"));
    let given = Given::new(&json!({ "DescribeTasks": answers }))?;
    given.first_run(&["--skip-extensions"]).says(0, &["Still RUNNING after", "password: hunter2", "== Done: https://"]);
    assert_eq!(given.asked("RunTask"), 1);
    Ok(())
}

#[test]
fn passwords_are_for_a_terminal_alone() -> Result<()> {
    let given = Given::new(&json!({}))?;
    let seed = ["--seed", "--skip-extensions"];
    let piped = given.first_run(&seed);
    piped.says(0, &["may name the first users' passwords", "--log-group-name /ecs/shop/migration"]);
    assert!(!piped.said.contains("hunter2"), "{}", piped.said);
    let on_a_terminal = |ci: &str| {
        const PROGRAM: &str = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
        let mut python = given.command(python());
        Run::of(python.args(["-c", PROGRAM, "bash"]).arg(given.script()).args(seed).env("CI", ci))
    };
    on_a_terminal("").says(0, &["password: hunter2"]);
    assert!(!on_a_terminal("true").said.contains("hunter2"));
    Ok(())
}

#[test]
fn a_container_that_never_ran_leaves_no_mark() -> Result<()> {
    let reason = "CannotPullContainerError: not found";
    let given = Given::new(&json!({ "DescribeTasks": [stopped(&Value::Null, reason)] }))?;
    given.first_run(&["--seed", "--skip-extensions"]).says(1, &["the container never ran: CannotPullContainerError"]);
    assert_eq!((given.asked("PutParameter"), given.asked("DeleteParameter")), (1, 1));
    Ok(())
}

#[test]
fn a_seed_that_failed_keeps_its_mark() -> Result<()> {
    let given = Given::new(&json!({ "DescribeTasks": [stopped(&json!(1), "Essential container in task exited")] }))?;
    given.first_run(&["--seed", "--skip-extensions"]).says(1, &["ended with exit code 1. It cannot go on from half"]);
    assert_eq!(given.asked("DeleteParameter"), 0);
    given.first_run(&["--seed"]).says(1, &["Create the extensions vector and pgcrypto: ended with exit code 1."]);
    assert_eq!(given.asked("PutParameter"), 1, "no mark before it is its turn");
    Ok(())
}

#[test]
fn the_mark_of_another_database_does_not_count() -> Result<()> {
    let mark = |database: &str| json!({ "GetParameters": [{ "Parameters": [{ "Value": database }] }] });
    let own = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-new-Ab12Cd";
    let seed = ["--seed", "--skip-extensions"];
    Given::new(&mark("arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-old-Ab12Cd"))?
        .first_run(&seed)
        .says(0, &["== Done"]);
    let seeded = Given::new(&mark(own))?;
    seeded.first_run(&seed).says(1, &["--seed: it ran before", "add --force."]);
    assert_eq!(seeded.asked("RunTask"), 0);
    seeded.first_run(&["--seed", "--force", "--skip-extensions"]).says(0, &["== Done"]);
    Ok(())
}

#[test]
fn an_interrupted_run_names_the_task_that_runs_on() -> Result<()> {
    let given = Given::new(&json!({ "DescribeTasks": [{ "hold": true, "tasks": [] }] }))?;
    let mut command = given.command("bash");
    command.arg(given.script()).args(["--seed", "--skip-extensions"]).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("bash");
    let started = Instant::now();
    while given.asked("DescribeTasks") == 0 && started.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(50));
    }
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    assert_eq!(child.wait().expect("ends").code(), Some(143), "{said}");
    assert!(said.contains(&format!("first-run: interrupted; the task runs on: {TASK}")), "{said}");
    assert!(started.elapsed() < Duration::from_secs(30), "it waited for the waiter");
    assert_eq!(given.asked("DeleteParameter"), 0, "it may have written");
    Ok(())
}

#[test]
fn what_is_wrong_around_it_is_said() -> Result<()> {
    let given = Given::new(&json!({
        "GetCallerIdentity": [{ "Account": "999999999999" }],
    }))?;
    given.first_run(&[]).says(1, &["is in account 999999999999, the deployment in 123456789012. Set AWS_PROFILE"]);
    given.first_run(&["--help"]).says(0, &["Usage: ./first-run.sh"]);
    given.first_run(&["--force"]).says(1, &["--force: belongs to --seed."]);
    given.first_run(&["--sed"]).says(1, &["--sed: not an option."]);

    let refused = json!({ "RunTask": [{ "tasks": [], "failures": [{ "reason": "RESOURCE:ENI" }] }] });
    Given::new(&refused)?.first_run(&["--skip-extensions"]).says(1, &["AWS did not start the task: RESOURCE:ENI."]);
    let denied = json!({ "GetCallerIdentity": [{ "Error": { "Code": "ExpiredToken", "Message": "expired" } }] });
    Given::new(&denied)?
        .first_run(&[])
        .says(1, &["ExpiredToken", "the AWS CLI has no valid credentials. Set AWS_PROFILE"]);

    let path = path_with(&given.workspace, "terraform", "exit 0")?;
    let without_aws = path.split(':').next().unwrap_or_default().to_owned();
    std::fs::remove_file(Path::new(&without_aws).join("aws")).expect("the CLI");
    let bash = which::which("bash").expect("bash");
    Run::of(given.command(&bash.to_string_lossy()).arg(given.script()).env("PATH", without_aws))
        .says(1, &["first-run: aws: not found. Install it: https://docs.aws.amazon.com/cli/"]);
    Ok(())
}

// Surroundings

pub(super) fn packages() -> PathBuf {
    std::env::var_os("FIRST_RUN").expect("FIRST_RUN names no folder: run `cargo xtask test moto`").into()
}

/// Python itself: what is called so may be a shim, which takes its time and changes the search path.
pub(super) fn python() -> &'static str {
    static PYTHON: LazyLock<String> = LazyLock::new(|| {
        Run::of(Command::new("python3").args(["-c", "import sys; print(sys.executable)"])).said.trim().to_owned()
    });
    &PYTHON
}

/// A search path that begins with a folder where `program` is a script of our own.
fn path_with(workspace: &Workspace, program: &str, text: &str) -> Result<String> {
    let script = format!("bin/{program}");
    workspace.write(&script, format!("#!/bin/sh\n{text}\n"))?;
    let file = workspace.path().join(&script);
    let status = Command::new("chmod").arg("+x").arg(&file).status().expect("chmod");
    assert!(status.success(), "{}", file.display());
    let others = std::env::var("PATH").unwrap_or_default();
    Ok(format!("{}:{others}", workspace.path().join("bin").display()))
}

fn surroundings<'c>(command: &'c mut Command, path: &str) -> &'c mut Command {
    command
        .env("PATH", path)
        .env("PYTHONPATH", packages())
        .env("AWS_ACCESS_KEY_ID", "mock")
        .env("AWS_SECRET_ACCESS_KEY", "mock")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("CHECKPOINT_DISABLE", "1")
        .env_remove("AWS_PROFILE")
        .env_remove("TF_CLI_CONFIG_FILE")
        .env_remove("CI")
}
