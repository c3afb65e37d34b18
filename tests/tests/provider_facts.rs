//! That every version of the AWS provider that the module allows has what the module uses, and deprecates none of it.

use hcl_edit::structure::Body;
use openmercato_ecs_core::templates;
use openmercato_ecs_tests::provider::ProviderFacts;

fn facts() -> Vec<ProviderFacts> {
    ProviderFacts::recorded().unwrap_or_else(|error| panic!("{error}"))
}

fn against(facts: &ProviderFacts, text: &str) -> Vec<String> {
    let body: Body = text.parse().unwrap_or_else(|error| panic!("{error}"));
    facts.against(&body, text)
}

#[test]
fn every_recorded_version_has_what_the_module_uses() {
    for facts in facts() {
        let module = templates::module();
        let files = module.iter().filter(|(path, _)| path.ends_with(".tf"));
        let wrong: Vec<_> = files.flat_map(|(_, text)| against(&facts, text)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// The lowest version that `versions.tf` allows, and one of the newest major version.
#[test]
fn the_ends_of_what_the_module_allows_are_recorded() {
    let versions: Vec<_> = facts().into_iter().map(|facts| facts.version).collect();
    assert_eq!(versions, ["5.62.0", "6.62.0"]);
    let module = templates::module();
    let allowed = module.get("versions.tf").expect("versions.tf");
    assert!(allowed.contains("version = \">= 5.62, < 7.0\""), "{allowed}");
}

#[test]
fn what_a_version_lacks_or_deprecates_is_named() {
    let text = r#"
        resource "aws_lb" "this" {
          name   = "shop"
          colour = "red"
          dynamic "access_logs" {
            for_each = [1]
            content {
              bucket = "logs"
              basket = "logs"
            }
          }
          shelf {}
        }
        resource "aws_nothing" "this" {}
        resource "aws_iam_role" "this" {
          managed_policy_arns = []
          inline_policy {}
        }
        data "aws_region" "current" {
          lifecycle {
            postcondition {
              condition     = self.name == "eu-central-1" && self.mane == self.id
              error_message = "Another region."
            }
          }
        }
        output "o" {
          value = [aws_lb.this.arn, aws_lb.this[0].size, data.aws_region.current.name]
        }
    "#;
    let newest = facts().pop().expect("facts");
    assert_eq!(
        against(&newest, text),
        [
            "provider 6.62.0: resource aws_lb.this: there is no argument colour",
            "provider 6.62.0: resource aws_lb.this, access_logs: there is no argument basket",
            "provider 6.62.0: resource aws_lb.this: there is no block shelf",
            "provider 6.62.0: resource aws_nothing.this: there is no such type",
            "provider 6.62.0: resource aws_iam_role.this: managed_policy_arns is deprecated",
            "provider 6.62.0: resource aws_iam_role.this: inline_policy is deprecated",
            "provider 6.62.0: data aws_region.current: there is no self.mane",
            "provider 6.62.0: data aws_region.current: self.name is deprecated",
            "provider 6.62.0: aws_lb.this[0].size: there is no such attribute",
            "provider 6.62.0: data.aws_region.current.name: is deprecated",
        ]
    );
}
