//! What bootstrap makes for the user's root: its `inputs.tf`. Its other files are delivered as they are.

use openmercato_ecs_module::names::{choice, input};
use openmercato_ecs_module::{Evaluation, Prerequisite, PrerequisiteKind, Reading};
use openmercato_ecs_security::ecr_repository;
use std::collections::BTreeMap;
use terraform_language::hcl::Body;
use terraform_language::{InputPath, Step, Value};

/// The inputs of bootstrap for the root in a folder: the secrets and parameters of the deployment's region, whether a
/// key is wanted, and the repository where the image is in Amazon ECR.
pub(super) fn inputs_file(folder: &str, evaluation: &Evaluation) -> String {
    let text = |input: &str| evaluation.inputs.get(input).and_then(Value::as_str);
    let region = text(input::AWS_REGION.name()).unwrap_or_default();
    let needed = Needed::of(evaluation, region);
    let mut deployments = Body::new();
    deployments.attribute(folder, needed.written());

    let mut inputs = Body::new();
    inputs
        .attribute("name", Value::from(folder))
        .attribute("aws_region", Value::from(region))
        .blank()
        .comment("By the folder of each deployment: what it reads. Add a second one here.")
        .attribute("deployments", deployments)
        .blank()
        .comment("Instead of a new bucket for the states: state_bucket = \"acme-terraform-state\"");
    if let Some((registry, repository)) = text(input::IMAGE.name()).and_then(ecr_repository) {
        inputs
            .blank()
            .comment(&format!("Instead of a new repository: repository_url = \"{registry}/{repository}\""))
            .attribute("repository_name", Value::from(repository));
    }
    if text(input::KMS_KEY_ARN.name()).is_some() {
        inputs
            .blank()
            .comment("False where kms_key_arn names a key that exists.")
            .attribute("create_kms_key", Value::from(true));
    }
    inputs
        .blank()
        .comment(
            "The repository that may plan and apply with GitHub Actions, and its environments. An account has one \
             provider\nof GitHub's: where it is there, name it. README.md says where the numbers come from.\n\
             github_repository        = \"acme@123456/shop@456789\"\n\
             github_environments      = [\"staging\", \"production\"]\n\
             github_oidc_provider_arn = \"arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com\"",
        );
    let mut locals = Body::new();
    locals.attribute("inputs", inputs);
    let mut file = Body::new();
    file.comment(
        "What bootstrap makes. This file is yours: it is written once, and never again. contract/ has the rules, README.md\n\
         the steps.",
    )
        .block("locals", &locals);
    file.to_string()
}

/// What a deployment needs of what bootstrap makes.
struct Needed {
    /// By the secret's name: what reads each of its keys, or the whole where the key is empty.
    secrets: BTreeMap<String, BTreeMap<String, String>>,
    /// By the parameter's name: what reads it.
    parameters: BTreeMap<String, String>,
}

impl Needed {
    fn of(evaluation: &Evaluation, region: &str) -> Self {
        let mut needed = Self { secrets: BTreeMap::new(), parameters: BTreeMap::new() };
        for Prerequisite { kind, subject, path } in evaluation.prerequisites() {
            let reader = path.as_ref().map(|path| reader(subject, path, evaluation)).unwrap_or_default();
            match kind {
                PrerequisiteKind::Secret => needed.add_secret(subject, region, &reader),
                PrerequisiteKind::Parameter => {
                    if let Some(name) = parameter(subject, region) {
                        needed.parameters.insert(name, reader);
                    }
                }
                _ => {}
            }
        }
        needed
    }

    fn add_secret(&mut self, arn: &str, region: &str, reader: &str) {
        let Some((name, key)) = secret(arn, region) else { return };
        // What ECS signs in to a registry with: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
        let keys = if reader == "repository_credentials_secret_arn" { vec!["username", "password"] } else { vec![key] };
        let entry = self.secrets.entry(name.to_owned()).or_default();
        for key in keys {
            entry.entry(key.to_owned()).or_insert_with(|| reader.to_owned());
        }
    }

    fn written(&self) -> Body {
        let texts = |map: &BTreeMap<String, String>| {
            let mut body = Body::new();
            for (key, reader) in map {
                body.attribute(key, Value::from(reader.as_str()));
            }
            body
        };
        let mut secrets = Body::new();
        for (name, keys) in &self.secrets {
            secrets.attribute(name, texts(keys));
        }
        let mut body = Body::new();
        if !secrets.is_empty() {
            body.attribute("secrets", secrets);
        }
        if !self.parameters.is_empty() {
            body.attribute("parameters", texts(&self.parameters));
        }
        body
    }
}

/// The key that tenants' data is encrypted with. It must never change, so it is named before all else that reads its
/// secret.
const TENANTS_KEY: &str = "TENANT_DATA_ENCRYPTION_FALLBACK_KEY";

/// What reads a secret: the environment's name where there is one, else the input. A search engine of the deployment's
/// own takes any key; one that is elsewhere has its own.
fn reader(arn: &str, path: &InputPath, evaluation: &Evaluation) -> String {
    let tenants_key = evaluation.values.of(input::SECRETS).get(TENANTS_KEY);
    if tenants_key.and_then(Value::as_str) == Some(arn) {
        return TENANTS_KEY.to_owned();
    }
    if path.variable() == input::SEARCH_KEY_SECRET_ARN.name() && Reading(&evaluation.values).is(choice::SEARCH_MANAGED)
    {
        return "MEILI_MASTER_KEY".to_owned();
    }
    match path.steps().last() {
        Some(Step::Key(name)) => name.to_string(),
        _ => path.to_string(),
    }
}

/// The name of a secret of the region, and the key in its JSON; the six random characters are AWS's.
/// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html>
fn secret<'a>(arn: &'a str, region: &str) -> Option<(&'a str, &'a str)> {
    let mut parts = resource("secretsmanager", arn, region)?.strip_prefix("secret:")?.split(':');
    let (name, random) = parts.next()?.rsplit_once('-')?;
    let is_named = random.len() == 6 && is_plain(random, "") && is_plain(name, "/_+=.@-");
    let key = parts.next().unwrap_or_default();
    (is_named && is_plain(key, "/_+=.@-")).then_some((name, key))
}

/// The name of a parameter of the region, with its leading slash.
fn parameter(arn: &str, region: &str) -> Option<String> {
    let name = resource("ssm", arn, region)?.strip_prefix("parameter")?;
    (name.starts_with('/') && is_plain(name, "/_.-")).then(|| name.to_owned())
}

/// What follows the account in the ARN of a service of the region.
fn resource<'a>(service: &str, arn: &'a str, region: &str) -> Option<&'a str> {
    let mut parts = arn.splitn(6, ':').skip(2);
    let is_there = parts.next()? == service && parts.next()? == region;
    parts.next()?;
    parts.next().filter(|_| is_there)
}

fn is_plain(text: &str, besides: &str) -> bool {
    text.chars().all(|character| character.is_ascii_alphanumeric() || besides.contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::{Module, preset};

    fn of(name: &str) -> String {
        let preset = preset::find(name).expect("a preset");
        inputs_file("shop", &Evaluation::of(Module::embedded(), &preset.inputs))
    }

    #[test]
    fn what_the_complete_deployment_needs_is_made() {
        insta::assert_snapshot!("bootstrap_inputs.tf", of("complete"));
    }

    #[test]
    fn what_exists_elsewhere_is_not_made() {
        let text = of("external-dependencies");
        assert!(!text.contains("repository_name") && !text.contains("create_kms_key"), "{text}");
        assert!(text.contains("\"shop/registry\" = {\n            password = "), "{text}");
        assert!(text.contains("\"/shop/redis-url\" = \"redis_url_secret_arn\""), "{text}");
    }

    #[test]
    fn the_tenants_key_is_known_although_something_else_reads_it() {
        let arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/one-Ij56Kl";
        let secrets = serde_json::json!({ "JWT_SECRET": arn, TENANTS_KEY: arn });
        let inputs =
            preset::find("minimal-managed").expect("a preset").inputs.with("secrets", Value::from_json(&secrets));
        let text = inputs_file("shop", &Evaluation::of(Module::embedded(), &inputs));
        assert!(text.contains("\"\" = \"TENANT_DATA_ENCRYPTION_FALLBACK_KEY\""), "{text}");
    }

    #[test]
    fn only_an_engine_of_ones_own_takes_any_key() {
        let complete = preset::find("complete").expect("a preset").inputs.clone();
        let external = complete
            .with("search_mode", "external".into())
            .with("search_host", "https://search.example.com".into())
            .with("search_storage", Value::Null);
        let text = |inputs| inputs_file("shop", &Evaluation::of(Module::embedded(), inputs));
        assert!(text(&complete).contains("\"\" = \"MEILI_MASTER_KEY\""));
        assert!(text(&external).contains("\"\" = \"search_key_secret_arn\""), "{}", text(&external));
    }

    #[test]
    fn names_are_taken_from_arns_of_the_region_alone() {
        let arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/mail-Ij56Kl:api-key::";
        assert_eq!(secret(arn, "us-east-1"), Some(("shop/mail", "api-key")));
        assert_eq!(secret(arn, "eu-west-1"), None);
        assert_eq!(secret("arn:aws:secretsmanager:us-east-1:1:secret:a${b}-Ij56Kl", "us-east-1"), None);
        assert_eq!(secret("arn:aws:secretsmanager:us-east-1:1:secret:short", "us-east-1"), None);
        assert_eq!(parameter("arn:aws:ssm:us-east-1:1:parameter/a/b", "us-east-1").as_deref(), Some("/a/b"));
        let registry = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
        assert_eq!(ecr_repository(&format!("{registry}/a/b@sha256:0")), Some((registry, "a/b")));
        assert_eq!(ecr_repository("ghcr.io/acme/mercato:1"), None);
    }
}
