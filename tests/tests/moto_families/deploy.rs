//! `deploy.sh`, which lies beside every root: with the real AWS CLI against a local AWS, and, for what a local AWS does
//! not do, with given answers and a Terraform that does nothing.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use openmercato_ecs_core::{Deployment, Module};
use openmercato_ecs_tests::gate::{DEPLOYER, Gate};
use openmercato_ecs_tests::terraform::{Result, Terraform, Workspace};
use serde_json::{Value, json};

use super::bootstrap::ON_A_TERMINAL;
use super::deployer::holds_for_scripts;
use super::given_aws::{Given, TASK, definition, stopped};
use super::local_aws::{LocalAws, ROOT, inputs, path_with, python, unpack};
use super::run::Run;

const SCRIPT: &str = "deploy.sh";
const OLD: &str = "ghcr.io/acme/mercato:1.4";
const NEW: &str = "ghcr.io/acme/mercato:1.5";

#[test]
fn a_new_image_is_brought_out_and_a_bad_one_is_not() -> Result<()> {
    let gate = Gate::start()?;
    let (workspace, terraform) = (Workspace::new()?, Terraform::find()?);
    let aws = LocalAws::new(&gate.moto, &workspace)?;
    let deployment = Deployment::of(Module::embedded(), &inputs(&aws.default_subnets()));
    unpack(deployment.files(), &workspace, &gate.moto, &[ROOT])?;
    // The script and Terraform have the deployment's own policies, and nothing else.
    gate.give(&deployment.policy())?;
    workspace.write(format!("{ROOT}/provider_override.tf"), gate.moto.provider_for(DEPLOYER))?;
    let root = terraform.root(workspace.path().join(ROOT));
    root.init()?;
    let provider = root.start_provider()?;
    let root = root.with_provider(&provider);
    let deploy = |arguments: &[&str]| {
        let mut command = Command::new("bash");
        terraform.surround(&mut command, &[]);
        provider.lend(&mut command);
        aws.run_as(DEPLOYER, command.arg(root.path().join(SCRIPT)).args(arguments).env("TF_CLI_ARGS", "-no-color"))
    };
    deploy(&["--yes", "1.5"]).says(1, &["deploy: nothing is deployed from this folder"]);
    root.apply()?;
    are_refused(&deploy);

    let image_file = || std::fs::read_to_string(root.path().join("image.auto.tfvars")).unwrap_or_default();
    let tell = |name: &str, value: &str| {
        aws.ask(&["ssm", "put-parameter", "--name", name, "--type", "String", "--overwrite", "--value", value])
    };

    tell("/bridges/exit-code", "3");
    deploy(&["--yes", "1.5"])
        .says(1, &["ran: yarn db:migrate", "ended with exit code 3. The services keep their image."]);
    assert_eq!(image_file(), "", "nothing runs it");
    assert_eq!(images(&aws, "web"), OLD);

    tell("/bridges/exit-code", "0");
    let brought = deploy(&["--yes", "1.5"]);
    brought.says(
        0,
        &["shop-web runs ghcr.io/acme/mercato:1.4; wanted is ghcr.io/acme/mercato:1.5", "ran: yarn db:migrate"],
    );
    brought.says(0, &["shop-web: runs ghcr.io/acme/mercato:1.5", "shop-general: runs ghcr.io/acme/mercato:1.5"]);
    brought.says(0, &["ran: yarn mercato scheduler start", "== Done: http://"]);
    assert!(image_file().contains(&format!("image = \"{NEW}\"")));
    assert_eq!(root.changes()?, Vec::<String>::new(), "the next plan changes nothing");
    assert_eq!(images(&aws, "web"), NEW);

    deploy(&["--yes", "1.5"]).says(0, &["No changes.", "== Done"]);
    let first_run = aws.run(Command::new("bash").arg(root.path().join("first-run.sh")).arg("--skip-extensions"));
    first_run.says(0, &["ran: yarn db:migrate", "shop-web: COMPLETED", "== Done"]);
    goes_back(&aws, &deploy, &image_file);
    holds_for_scripts(&gate, &["ecs:DescribeTasks", "ecs:ListTasks", "ecs:RunTask", "logs:FilterLogEvents"])
}

/// When the new tasks fail, ECS goes back to the old ones, and so does the file.
fn goes_back(aws: &LocalAws, deploy: &dyn Fn(&[&str]) -> Run, image_file: &dyn Fn() -> String) {
    aws.ask(&["ssm", "put-parameter", "--name", "/bridges/goes-back", "--type", "String", "--value", "yes"]);
    let failed = deploy(&["--yes", "1.6"]);
    failed.says(
        1,
        &["== Why shop-web failed", "shop-web: its new tasks failed, and ECS went back to ghcr.io/acme/mercato:1.5."],
    );
    assert!(image_file().contains(&format!("image = \"{NEW}\"")), "{}", image_file());
}

fn are_refused(deploy: &dyn Fn(&[&str]) -> Run) {
    deploy(&["--help"]).says(0, &["Usage: ./deploy.sh"]);
    deploy(&[]).says(1, &["deploy: which image? Name a tag."]);
    deploy(&["--yse", "1.5"]).says(1, &["deploy: --yse: not an option."]);
    deploy(&["1.5", "1.6"]).says(1, &["1.6: one image at a time"]);
    deploy(&["--yes", "1.5\";reboot"]).says(1, &["is no image"]);
    deploy(&["--yes", "${x}"]).says(1, &["is no image"]);
    deploy(&["--yes", "mercato:1.5"]).says(1, &["mercato:1.5: is no image. Write a tag"]);
    deploy(&["--yes", "@sha256:5f70"]).says(1, &["is no image"]);
    deploy(&["--yes", "--plan-only", "1.5"]).says(1, &["--plan-only: asks nothing"]);
    deploy(&["1.5"]).says(1, &["nobody can be asked whether the plan is right. Add --yes."]);
}

/// The image that a service runs.
fn images(aws: &LocalAws, service: &str) -> String {
    let name = format!("shop-{service}");
    let asked = ["ecs", "describe-services", "--cluster", "shop-cluster", "--services", &name];
    let definition = aws.ask(&[&asked[..], &["--query", "services[0].taskDefinition"]].concat());
    let asked = ["ecs", "describe-task-definition", "--task-definition", definition.trim()];
    let image = "taskDefinition.containerDefinitions[0].image";
    aws.ask(&[&asked[..], &["--query", image]].concat()).trim().to_owned()
}

// With given answers

/// Terraform that does nothing but show its outputs, and note what it was asked. It fails at
/// arguments that match the pattern in `terraform.fails`.
const TERRAFORM: &str = r#"
if [ "$1" = output ]; then exec "$TERRAFORM" "$@"; fi
echo "$*" >> terraform.asked
if [ -f terraform.fails ]; then case "$*" in $(cat terraform.fails)) exit 1 ;; esac; fi
"#;

/// A deployment that runs the old image, and whose file says so.
fn given(answers: &Value) -> Result<Given> {
    let mut all = json!({
        "ListTasks": [{ "taskArns": [TASK] }],
        "DescribeServices": [service("COMPLETED", 1)],
        "DescribeTaskDefinition": [definition(OLD), definition(NEW)],
    });
    for (operation, list) in answers.as_object().into_iter().flatten() {
        all[operation] = list.clone();
    }
    let given = Given::new(&all)?;
    given.workspace.write("image.auto.tfvars", file_of(OLD))?;
    path_with(&given.workspace, "terraform", TERRAFORM)?;
    Ok(given)
}

impl Given {
    fn deploy(&self, arguments: &[&str]) -> Run {
        Run::of(self.deployment("bash").arg(self.script(SCRIPT)).args(arguments))
    }

    fn deployment(&self, program: &str) -> Command {
        let mut command = self.command(program);
        command.env("TERRAFORM", which::which("terraform").expect("terraform"));
        command
    }

    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.workspace.path().join(name)).unwrap_or_default()
    }

    fn terraform_was_asked(&self) -> Vec<String> {
        let asked = self.file("terraform.asked");
        asked.lines().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
    }
}

fn file_of(image: &str) -> String {
    format!("# The image that runs here, written by deploy.sh.\nimage = \"{image}\"\n")
}

/// The web service, whose newest deployment fares so; stable when it has no other.
fn service(state: &str, deployments: usize) -> Value {
    let newest = json!({
        "status": "PRIMARY", "rolloutState": state,
        "taskDefinition": "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-web:2",
    });
    let mut all = vec![newest];
    all.resize(deployments, json!({ "status": "ACTIVE", "rolloutState": "COMPLETED" }));
    let events = [json!({ "message": "(service shop-web) rolling back to deployment ecs-svc/1" })];
    json!({ "services": [{
        "status": "ACTIVE", "desiredCount": 2, "runningCount": 2, "deployments": all, "events": events,
    }] })
}

/// A stopped task of a service.
fn stopped_task(image: &str, reason: &str) -> Value {
    json!({
        "taskArn": TASK, "taskDefinitionArn": "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-web:2",
        "lastStatus": "STOPPED", "stoppedReason": reason,
        "containers": [
            { "name": "app", "image": image, "exitCode": 137, "reason": "OutOfMemoryError" },
            { "name": "router", "image": "fluent-bit:3", "exitCode": 0 },
        ],
    })
}

#[test]
fn a_service_that_goes_back_says_why_and_so_does_the_file() -> Result<()> {
    // The waiter asks forty times.
    let mut services = vec![service("COMPLETED", 1)];
    services.extend(vec![service("IN_PROGRESS", 2); 42]);
    services.push(service("COMPLETED", 1));
    let migrated = stopped(&json!(0), "Essential container in task exited");
    let of_the_service = json!({ "tasks": [
        stopped_task(OLD, "Scaling activity initiated by deployment"), stopped_task(NEW, "Essential container exited"),
    ] });
    let given = given(&json!({
        "DescribeServices": services,
        "DescribeTasks": [migrated, migrated, of_the_service, { "tasks": [stopped_task(NEW, "")] }],
        // Before; the migration's name, image and log; the service twice; what it went back to.
        "DescribeTaskDefinition":
            [definition(OLD), definition(NEW), definition(NEW), definition(NEW), definition(NEW), definition(NEW), definition(OLD)],
    }))?;
    let run = given.deploy(&["--yes", "1.5"]);
    run.says(1, &["shop-web: not stable after", "rolling back to deployment ecs-svc/1"]);
    run.says(
        1,
        &["Task 0123456789abcdef stopped: Essential container exited", "app\t137\tOutOfMemoryError", "hunter2"],
    );
    run.says(1, &["router\t0", "its new tasks failed, and ECS went back to ghcr.io/acme/mercato:1.4."]);
    assert!(!run.said.contains("Scaling activity"), "tasks of the old image did not fail: {}", run.said);
    assert_eq!(given.file("image.auto.tfvars"), file_of(OLD));
    assert_eq!(given.terraform_was_asked(), ["apply", "apply"]);
    Ok(())
}

#[test]
fn a_service_with_nothing_to_go_back_to_has_failed() -> Result<()> {
    let given = given(&json!({ "DescribeServices": [service("FAILED", 1)] }))?;
    let run = given.deploy(&["--yes", "1.5"]);
    run.says(
        1,
        &["ECS remembers no task with ghcr.io/acme/mercato:1.5", "there is nothing to go back to.", "./first-run.sh"],
    );
    assert_eq!(given.file("image.auto.tfvars"), file_of(NEW), "it is what the service runs");
    Ok(())
}

#[test]
fn what_terraform_refuses_leaves_the_file_as_it_was() -> Result<()> {
    let given = given(&json!({}))?;
    let fails = |what: &str| given.workspace.write("terraform.fails", what);
    fails("apply -input=false -auto-approve")?;
    given.deploy(&["--yes", "1.5"]).says(1, &["the apply failed. image.auto.tfvars says what it said before."]);
    assert_eq!(given.file("image.auto.tfvars"), file_of(OLD));
    fails("plan*")?;
    given.deploy(&["--plan-only", "1.5"]).says(1, &["the plan was refused."]);
    fails("apply*-target=*")?;
    given.deploy(&["--yes", "1.5"]).says(1, &["could not be registered. The services keep their image."]);
    assert_eq!(given.asked("RunTask"), 1, "by the first alone");
    assert_eq!(given.file("image.auto.tfvars"), file_of(OLD));
    assert!(!given.script("image.auto.tfvars.new").exists());
    Ok(())
}

#[test]
fn a_plan_can_be_seen_and_refused() -> Result<()> {
    let given = given(&json!({}))?;
    given.deploy(&["--plan-only", "1.5"]).says(0, &["== Plan"]);
    assert_eq!(given.file("terraform.asked"), format!("plan -input=false -var image={NEW}\n"));
    let digest = format!("@sha256:{}", "5f".repeat(32));
    given.deploy(&["--plan-only", &digest]).says(0, &[&format!("wanted is ghcr.io/acme/mercato{digest}")]);

    let commands = format!("bash '{}' 1.5", given.script(SCRIPT).display());
    let answers = "Migrate, and apply this? [y/N] \tn";
    let refused = Run::of(given.deployment(python()).args(["-c", ON_A_TERMINAL, answers, &commands]));
    refused.says(1, &["deploy: nothing was done."]);
    assert_eq!(given.terraform_was_asked(), ["plan", "plan", "plan"]);

    given.workspace.write("zone.auto.tfvars", "region = \"x\"\n  image = \"ghcr.io/acme/mercato:3.0\"\n")?;
    given.deploy(&["--yes", "1.5"]).says(1, &["zone.auto.tfvars: sets the image too"]);
    assert_eq!(given.asked("RunTask"), 0);
    Ok(())
}

#[test]
fn what_ecs_does_not_tell_ends_the_wait() -> Result<()> {
    let denied = json!({ "Error": { "Code": "AccessDeniedException", "Message": "not yours" } });
    let given = given(&json!({ "DescribeServices": [service("COMPLETED", 1), denied] }))?;
    let run = given.deploy(&["--yes", "1.5"]);
    run.says(1, &["shop-web: cannot be looked at: ecs:DescribeServices is needed.", "Run this again with it."]);
    assert_eq!(given.file("image.auto.tfvars"), file_of(NEW), "it has been applied");
    Ok(())
}

#[test]
fn an_interrupted_deployment_goes_on_with_the_next_run() -> Result<()> {
    let held = json!({ "hold": true, "services": [] });
    let given = given(
        &json!({ "DescribeServices": [service("COMPLETED", 1), service("COMPLETED", 1), held, service("COMPLETED", 1)] }),
    )?;
    let mut command = given.deployment("bash");
    command.arg(given.script(SCRIPT)).args(["--yes", "1.5"]).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("bash");
    let started = Instant::now();
    while given.asked("DescribeServices") < 3 && started.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(50));
    }
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    assert_eq!(child.wait().expect("ends").code(), Some(143), "{said}");
    assert!(said.contains("deploy: not finished; image.auto.tfvars names ghcr.io/acme/mercato:1.5 already."), "{said}");
    assert_eq!(given.file("image.auto.tfvars"), file_of(NEW));
    given
        .deploy(&["--yes", "1.5"])
        .says(0, &["shop-web: runs ghcr.io/acme/mercato:1.5", "== Done: https://shop.example.com"]);
    Ok(())
}
