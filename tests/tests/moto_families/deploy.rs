//! `deploy.sh`, which lies beside every root: with the real AWS CLI against a local AWS.

use std::process::Command;

use openmercato_ecs_core::{Deployment, Module};
use openmercato_ecs_tests::moto::Moto;
use openmercato_ecs_tests::terraform::{Result, Terraform, Workspace};

use super::first_run::{LocalAws, ROOT, Run, inputs};

const NEW: &str = "ghcr.io/acme/mercato:1.5";

#[test]
fn a_new_image_is_brought_out_and_a_bad_one_is_not() -> Result<()> {
    let moto = Moto::start()?;
    let (workspace, terraform) = (Workspace::new()?, Terraform::find()?);
    let aws = LocalAws::new(&moto, &workspace)?;
    let deployment = Deployment::of(Module::embedded(), &inputs(&aws.default_subnets()));
    for (path, text) in deployment.files().iter() {
        workspace.write(path, text)?;
    }
    workspace.write(format!("{ROOT}/provider_override.tf"), moto.provider())?;
    let root = terraform.root(workspace.path().join(ROOT));
    let deploy = |arguments: &[&str]| {
        let mut command = Command::new("bash");
        terraform.surround(&mut command, &[]);
        aws.run(command.arg(root.path().join("deploy.sh")).args(arguments).env("TF_CLI_ARGS", "-no-color"))
    };
    root.init()?;
    deploy(&["1.5"]).says(1, &["deploy: nothing is deployed from this folder"]);
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
    assert_eq!(images(&aws, "web"), "ghcr.io/acme/mercato:1.4");

    tell("/bridges/exit-code", "0");
    let brought = deploy(&["--yes", "1.5"]);
    brought.says(0, &["From ghcr.io/acme/mercato:1.5 to ghcr.io/acme/mercato:1.5", "ran: yarn db:migrate"]);
    brought.says(0, &["shop-web: runs ghcr.io/acme/mercato:1.5", "shop-general: runs ghcr.io/acme/mercato:1.5"]);
    brought.says(0, &["ran: yarn mercato scheduler start", "== Done: http://"]);
    assert!(image_file().contains(&format!("image = \"{NEW}\"")));
    assert_eq!(root.changes()?, Vec::<String>::new(), "the next plan changes nothing");
    assert_eq!(images(&aws, "web"), NEW);

    deploy(&["--yes", "1.5"]).says(0, &["No changes.", "== Done"]);
    goes_back(&aws, &deploy, &image_file);
    Ok(())
}

/// When the new tasks fail, ECS goes back to the old ones, and so does the file.
fn goes_back(aws: &LocalAws, deploy: &dyn Fn(&[&str]) -> Run, image_file: &dyn Fn() -> String) {
    aws.ask(&["ssm", "put-parameter", "--name", "/bridges/goes-back", "--type", "String", "--value", "yes"]);
    let failed = deploy(&["--yes", "1.6"]);
    failed
        .says(1, &["shop-web says:", "shop-web: its new tasks failed, and ECS went back to ghcr.io/acme/mercato:1.5."]);
    assert!(image_file().contains(&format!("image = \"{NEW}\"")), "{}", image_file());
    aws.ask(&["ssm", "delete-parameter", "--name", "/bridges/goes-back"]);
    deploy(&["--yes", "@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"])
        .says(0, &["runs ghcr.io/acme/mercato@sha256:5f70"]);
    assert!(images(aws, "general").contains("@sha256:5f70"));
}

fn are_refused(deploy: &dyn Fn(&[&str]) -> Run) {
    deploy(&["--help"]).says(0, &["Usage: ./deploy.sh"]);
    deploy(&[]).says(1, &["deploy: which image? Name a tag."]);
    deploy(&["--yse", "1.5"]).says(1, &["deploy: --yse: not an option."]);
    deploy(&["1.5", "1.6"]).says(1, &["1.6: one image at a time"]);
    deploy(&["--yes", "1.5\";reboot"]).says(1, &["is no image"]);
    deploy(&["--yes", "${x}"]).says(1, &["is no image"]);
    deploy(&["--yes", "mercato:1.5"]).says(1, &["is neither a tag nor a digest"]);
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
