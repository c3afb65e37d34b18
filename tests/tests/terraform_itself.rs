//! The handle on Terraform, held against small roots. The other Terraform
//! tests rest on it.

use std::path::Path;

use openmercato_ecs_tests::terraform::{
    FAKE_CREDENTIALS, Result, Root, Severity, Terraform, TerraformError, Workspace,
};

const RULES: &str = r#"
variable "size" {
  type    = string
  default = "s"

  validation {
    condition     = var.size != "b"
    error_message = "size: no."
  }
}

check "larger" {
  assert {
    condition     = var.size == "l"
    error_message = "size: larger is better."
  }
}

resource "terraform_data" "this" {
  for_each = toset(["a", "b"])
  input    = var.size
}

output "first" {
  value = terraform_data.this["a"].input
}

output "id" {
  value = terraform_data.this["a"].id
}
"#;

fn root_of(workspace: &Workspace, terraform: &'static Terraform) -> Result<Root<'static>> {
    let root = terraform.root(workspace.path());
    root.init()?;
    Ok(root)
}

fn terraform() -> &'static Terraform {
    static TERRAFORM: std::sync::LazyLock<Terraform> =
        std::sync::LazyLock::new(|| Terraform::find().expect("Terraform"));
    &TERRAFORM
}

#[test]
fn version_is_one_that_the_module_supports() {
    let numbers: Vec<u32> = terraform().version().split('.').map_while(|part| part.parse().ok()).collect();
    assert!(numbers >= vec![1, 8, 0], "{}", terraform().version());
}

#[test]
fn plan_has_addresses_values_outputs_and_warnings() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write("rules/main.tf", RULES)?;
    workspace.write("main.tf", "module \"shop\" {\n  source = \"./rules\"\n}\n")?;
    workspace.write("outputs.tf", "output \"shop\" {\n  value = module.shop.first\n}\n")?;
    let plan = root_of(&workspace, terraform())?.plan()?;

    let inside: Vec<_> = plan.addresses_in("shop").collect();
    assert_eq!(inside, [r#"terraform_data.this["a"]"#, r#"terraform_data.this["b"]"#]);
    let resource = &plan.resources[r#"module.shop.terraform_data.this["b"]"#];
    assert_eq!((resource.kind.as_str(), resource.name.as_str()), ("terraform_data", "this"));
    assert_eq!(resource.index, Some("b".into()));
    assert_eq!(resource.values["input"], "s");
    assert_eq!(resource.values.get("id"), None, "an id is known after apply");
    assert_eq!(plan.outputs.into_iter().collect::<Vec<_>>(), [("shop".into(), "s".into())]);

    let [warning] = plan.warnings.as_slice() else { panic!("{:?}", plan.warnings) };
    assert_eq!(warning.severity, Severity::Warning);
    assert_eq!(warning.message(), "size: larger is better.");
    assert_eq!(warning.context.as_deref(), Some("check \"larger\""));
    Ok(())
}

#[test]
fn refusal_names_the_message_and_the_rule() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write("main.tf", RULES)?;
    workspace.write("terraform.tfvars", "size = \"b\"\n")?;
    let error = root_of(&workspace, terraform())?.plan().expect_err("size b is refused");

    let [diagnostic] = error.diagnostics() else { panic!("{error}") };
    assert!(diagnostic.is_error());
    assert_eq!(diagnostic.summary, "Invalid value for variable");
    assert_eq!(diagnostic.message(), "size: no.");
    assert_eq!(diagnostic.rule(), Some(("main.tf", 6)));
    Ok(())
}

#[test]
fn validate_places_what_is_wrong() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write("main.tf", RULES)?;
    let root = root_of(&workspace, terraform())?;
    assert_eq!(root.validate()?, []);

    workspace.write("wrong.tf", "\noutput \"wrong\" {\n  value = var.sise\n}\n")?;
    let diagnostics = root.validate()?;
    assert_eq!(diagnostics[0].summary, "Reference to undeclared input variable");
    assert_eq!((diagnostics[0].file.as_deref(), diagnostics[0].line), (Some("wrong.tf"), Some(3)));
    assert_eq!(diagnostics[0].context.as_deref(), Some("output \"wrong\""));
    Ok(())
}

#[test]
fn shipped_tests_say_what_failed() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write("main.tf", RULES)?;
    workspace.write(
        "tests/sizes.tftest.hcl",
        "run \"fine\" {\n  command = plan\n  variables {\n    size = \"l\"\n  }\n}\n\n\
         run \"refused\" {\n  command = plan\n  variables {\n    size = \"b\"\n  }\n}\n",
    )?;
    let root = root_of(&workspace, terraform())?;
    let runs = root.test()?;
    let [fine, refused] = runs.as_slice() else { panic!("{runs:?}") };
    assert!(fine.passed(), "{fine}");
    assert_eq!((refused.name.as_str(), refused.status.as_str()), ("refused", "error"));
    assert_eq!(refused.diagnostics[0].message(), "size: no.");
    assert!(refused.to_string().starts_with("tests/sizes.tftest.hcl: run \"refused\": error\nerror: "), "{refused}");

    workspace.write("tests/sizes.tftest.hcl", "run \"broken\" {\n  command = apply_it\n}\n")?;
    let error = root.test().expect_err("no such command");
    assert!(matches!(error, TerraformError::Refused { command: "test", .. }), "{error}");
    Ok(())
}

#[test]
fn console_answers_each_expression_or_says_why_not() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write("main.tf", RULES)?;
    let root = root_of(&workspace, terraform())?;
    let answers = root.console(&[
        "var.size",
        "1 +",
        r#"{ b = [1, true], a = null }"#,
        r#"cidrsubnet("10.0.0.0", 8, 1)"#,
        "12345678901234567890123",
        r#""<\u0007\u200b\n🛒>""#,
    ])?;

    let values: Vec<_> = answers.iter().map(|answer| answer.as_deref().ok()).collect();
    assert_eq!(values[0], Some(r#""s""#));
    assert_eq!(values[2], Some(r#"{"a":null,"b":[1,true]}"#));
    assert_eq!(values[4], Some("12345678901234567890123"));
    let text: String = serde_json::from_str(values[5].expect("a string")).expect("JSON");
    assert_eq!(text, "<\u{7}\u{200b}\n🛒>");

    assert!(answers[1].as_ref().is_err_and(|message| message.contains("expression")), "{answers:?}");
    assert!(answers[3].as_ref().is_err_and(|message| message.contains("invalid CIDR")), "{answers:?}");
    Ok(())
}

#[test]
fn console_takes_more_than_one_line_holds() -> Result<()> {
    let workspace = Workspace::new()?;
    let root = terraform().root(workspace.path());
    let long = "x".repeat(25_000);
    let expressions = vec![format!("length(\"{long}\")"); 5];
    assert_eq!(root.console(&expressions)?, vec![Ok("25000".to_owned()); 5]);
    Ok(())
}

#[test]
fn console_shows_what_is_unknown() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write("main.tf", RULES)?;
    let root = root_of(&workspace, terraform())?;
    let shown = root.console_shows(r#"terraform_data.this["a"].id"#)?;
    assert_eq!(shown.as_deref(), Ok("(known after apply)"));
    assert_eq!(root.console_shows("sensitive(1)")?.as_deref(), Ok("(sensitive value)"));
    let error = root.console(&["1\n2"]).expect_err("two lines");
    assert!(matches!(error, TerraformError::Expression { .. }), "{error}");
    Ok(())
}

#[test]
fn unformatted_files_are_named() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write("fine.tf", "output \"a\" {\n  value = 1\n}\n")?;
    workspace.write("sub/odd.tf", "output \"a\" {\nvalue=1\n}\n")?;
    let root = terraform().root(workspace.path());
    assert_eq!(root.unformatted()?, [Path::new("sub/odd.tf")]);
    workspace.write("broken.tf", "output {{\n")?;
    assert!(matches!(root.unformatted(), Err(TerraformError::Failed { .. })));
    Ok(())
}

/// The provider is had, and plans without an account.
#[test]
fn aws_provider_plans_with_fake_credentials() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write(
        "main.tf",
        r#"
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_cloudwatch_log_group" "this" {
  name = "/test"
}
"#,
    )?;
    workspace.write("provider_override.tf", FAKE_CREDENTIALS)?;
    let plan = root_of(&workspace, terraform())?.plan()?;
    assert_eq!(plan.addresses().collect::<Vec<_>>(), ["aws_cloudwatch_log_group.this"]);
    Ok(())
}

#[test]
fn provider_that_cannot_be_had_is_an_error_with_its_remedy() -> Result<()> {
    let workspace = Workspace::new()?;
    workspace.write(
        "main.tf",
        "terraform {\n  required_providers {\n    none = { source = \"localhost/none/none\" }\n  }\n}\n",
    )?;
    let error = terraform().root(workspace.path()).init().expect_err("no such provider");
    assert!(matches!(error, TerraformError::Provider { .. }), "{error}");
    assert!(format!("{error:?}").contains("TF_CLI_ARGS_init=-plugin-dir="), "{error:?}");
    Ok(())
}

#[test]
fn workspace_keeps_files_inside() -> Result<()> {
    let workspace = Workspace::new()?;
    assert!(workspace.write("../outside.tf", "").is_err());
    assert!(workspace.write("/outside.tf", "").is_err());

    workspace.write("from/a.tf", "a")?;
    workspace.write("from/.terraform/b", "b")?;
    workspace.copy(&workspace.path().join("from"), "to/deep")?;
    assert!(workspace.path().join("to/deep/a.tf").is_file());
    assert!(!workspace.path().join("to/deep/.terraform").exists());
    Ok(())
}
