//! The container's entry point is run by Node as ECS would run it: the script
//! is taken from a planned task definition, not from the HCL's text.

use std::path::Path;
use std::process::Command;

use openmercato_ecs_tests::module_templates;
use openmercato_ecs_tests::terraform::{FAKE_CREDENTIALS, Result, Terraform, Workspace};

/// Everything outside, so that nothing in the container is known after apply only.
const ROOT: &str = r#"
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "shop" {
  source = "./infra/terraform/modules/openmercato-ecs"

  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "ghcr.io/open-mercato/open-mercato:1.0.0"
  availability_zones = ["eu-central-1a", "eu-central-1b"]
  domain_name        = "shop.example.com"
  certificate_arn    = "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"

  database_mode          = "external"
  db_host                = "db.example.com"
  db_name                = "openmercato"
  db_username            = "openmercato"
  db_password_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf"

  redis_mode           = "external"
  redis_url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:redis-AbCdEf"
}
"#;

#[test]
fn entry_point_composes_the_database_url() -> Result<()> {
    let terraform = Terraform::find()?;
    let workspace = Workspace::new()?;
    workspace.copy(&module_templates(), ".")?;
    workspace.write("main.tf", ROOT)?;
    workspace.write("provider_override.tf", FAKE_CREDENTIALS)?;
    let plan = terraform.root(workspace.path()).init_with_provider()?.plan()?;

    let definitions: Vec<&str> = plan
        .resources
        .values()
        .filter(|resource| resource.kind == "aws_ecs_task_definition")
        .map(|resource| resource.values["container_definitions"].as_str().expect("known at plan"))
        .collect();
    assert!(!definitions.is_empty(), "no task is planned");
    workspace.write("container_definitions.json", definitions[0])?;

    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("entrypoint/entrypoint.test.mjs");
    let output = Command::new("node")
        .args(["--test".as_ref(), tests.as_os_str()])
        .env("CONTAINER_DEFINITIONS", workspace.path().join("container_definitions.json"))
        .output()
        .expect("Node 20 or later is needed: https://nodejs.org");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}
