//! `first-run.sh`, which lies beside every root: with the real AWS CLI against a local AWS, and, for what a local AWS
//! does not do, with given answers.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use openmercato_ecs_core::{Deployment, Module};
use openmercato_ecs_tests::gate::{DEPLOYER, Gate};
use openmercato_ecs_tests::terraform::{Result, Root, Terraform, Workspace};
use serde_json::{Value, json};

use super::deployer::holds_for_scripts;
use super::given_aws::{Given, TASK, running, stopped};
use super::local_aws::{LocalAws, ROOT, inputs, path_with, python, unpack};
use super::run::Run;

const SCRIPT: &str = "first-run.sh";

// On a local AWS

#[test]
fn deployment_is_prepared_once_and_again_and_keeps_its_image() -> Result<()> {
    let gate = Gate::start()?;
    let (workspace, terraform) = (Workspace::new()?, Terraform::find()?);
    let aws = LocalAws::new(&gate.moto, &workspace)?;
    let subnets = aws.default_subnets();
    let deployment = Deployment::of(Module::embedded(), &inputs(&subnets));
    unpack(deployment.files(), &workspace, &gate.moto, &[ROOT])?;
    // The script and Terraform have the deployment's own policies, and nothing else.
    gate.give(&deployment.policy())?;
    workspace.write(format!("{ROOT}/provider_override.tf"), gate.moto.provider_for(DEPLOYER))?;
    let root = terraform.root(workspace.path().join(ROOT)).init_with_provider()?;
    let first_run =
        |arguments: &[&str]| aws.run_as(DEPLOYER, Command::new("bash").arg(root.path().join(SCRIPT)).args(arguments));

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

    image_stays(&workspace, &root)?;
    let asked = ["ecs:DescribeTasks", "ecs:RunTask", "logs:FilterLogEvents", "ssm:GetParameters", "ssm:PutParameter"];
    holds_for_scripts(&gate, &asked)
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

// With given answers

impl Given {
    fn first_run(&self, arguments: &[&str]) -> Run {
        self.run(SCRIPT, arguments)
    }
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
        Run::of(python.args(["-c", PROGRAM, "bash"]).arg(given.script(SCRIPT)).args(seed).env("CI", ci))
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
    command
        .arg(given.script(SCRIPT))
        .args(["--seed", "--skip-extensions"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
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
    Run::of(given.command(&bash.to_string_lossy()).arg(given.script(SCRIPT)).env("PATH", without_aws))
        .says(1, &["first-run: aws: not found. Install it: https://docs.aws.amazon.com/cli/"]);
    Ok(())
}
