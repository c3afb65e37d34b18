//! What must exist before the first apply.

use crate::names::input;
use crate::reading::container_definition;
use crate::{Module, Values};
use terraform_language::{InputPath, Step, Value, sorted};

/// Something that Terraform does not make and needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerequisite {
    /// What kind of thing it is.
    pub kind: PrerequisiteKind,
    /// Which one: an ARN, an id, a name.
    pub subject: String,
    /// The input that names it; `None` for what every deployment needs.
    pub path: Option<InputPath>,
}

/// The kinds of things that must exist before the first apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrerequisiteKind {
    /// A secret in AWS Secrets Manager.
    Secret,
    /// A parameter in Systems Manager Parameter Store.
    Parameter,
    /// A key in KMS that the execution role, or what is encrypted with it, may use.
    Key,
    /// A certificate in ACM, issued.
    Certificate,
    /// A web ACL in WAFv2.
    WebAcl,
    /// A policy in IAM.
    Policy,
    /// A topic in SNS that lets CloudWatch and EventBridge publish.
    Topic,
    /// A bucket in S3 that lets the load balancer write.
    Bucket,
    /// A bucket in S3 that the application may use for uploads.
    UploadsBucket,
    /// A file system in EFS, with mount targets that let the tasks in.
    FileSystem,
    /// A VPC.
    Vpc,
    /// A subnet.
    Subnet,
    /// A VPC endpoint, by its short service name.
    Endpoint,
    /// A hosted zone in Route 53, delegated from its parent.
    HostedZone,
    /// A database server or Redis outside of the module, reachable from the tasks.
    Host,
    /// The image, pushed to its registry.
    Image,
    /// A sensitive value that no file holds, by the environment variable that gives it to Terraform.
    Value,
}

impl Prerequisite {
    /// Whether the delivered bootstrap makes it in an account that has it not: secrets, parameters, and the key of what
    /// the deployment keeps.
    pub fn is_made_by_bootstrap(&self) -> bool {
        let is_own_key = || self.path.as_ref().is_some_and(|path| path.variable() == input::KMS_KEY_ARN.name());
        match self.kind {
            PrerequisiteKind::Secret | PrerequisiteKind::Parameter => true,
            PrerequisiteKind::Key => is_own_key(),
            _ => false,
        }
    }
}

impl PrerequisiteKind {
    /// What has to be so, before the subject is named.
    pub fn words(self) -> &'static str {
        match self {
            Self::Secret => "The secret exists",
            Self::Parameter => "The parameter exists",
            Self::Key => "The KMS key may be used",
            Self::Certificate => "The certificate is issued",
            Self::WebAcl => "The web ACL exists",
            Self::Policy => "The IAM policy exists",
            Self::Topic => "The SNS topic lets alarms in",
            Self::Bucket => "The S3 bucket lets the load balancer write",
            Self::UploadsBucket => "The S3 bucket exists",
            Self::FileSystem => "The file system lets the tasks in",
            Self::Vpc => "The VPC exists",
            Self::Subnet => "The subnet exists",
            Self::Endpoint => "The VPC endpoint exists",
            Self::HostedZone => "The zone exists and is delegated",
            Self::Host => "The tasks reach the host",
            Self::Image => "The image is pushed",
            Self::Value => "Terraform is given the value",
        }
    }
}

/// What the inputs name that the module does not make. Inputs that the modes chosen do not use name nothing.
pub(crate) fn prerequisites(module: &Module, values: &Values) -> Vec<Prerequisite> {
    let mut found = Vec::new();
    for variable in module.variables().iter().filter(|variable| !variable.sensitive && values.uses(variable)) {
        values
            .get(&variable.name)
            .into_iter()
            .for_each(|value| walk(&InputPath::of(&variable.name), value, &mut found));
    }
    let sensitive = module.variables().iter().filter(|variable| variable.sensitive && values.uses(variable));
    let given = sensitive.filter(|variable| values.get(&variable.name).is_some_and(|value| !value.is_null()));
    found.extend(given.map(|variable| Prerequisite {
        kind: PrerequisiteKind::Value,
        subject: variable.environment_name(),
        path: Some(InputPath::of(&variable.name)),
    }));
    let mut found = sorted(found, |a, b| (a.kind, &a.subject).cmp(&(b.kind, &b.subject)));
    found.dedup_by(|a, b| (a.kind, &a.subject) == (b.kind, &b.subject));
    found
}

/// Adds what the value at a path names, and what the values within it name.
fn walk(path: &InputPath, value: &Value, found: &mut Vec<Prerequisite>) {
    match value {
        Value::String(text) => {
            let kind = kind(path.variable(), text);
            found.extend(kind.map(|kind| Prerequisite { kind, subject: text.to_string(), path: Some(path.clone()) }));
            // A sidecar is a container definition in JSON, which names its image, and its secrets by their ARNs.
            if let Some(definition) = container_definition(text) {
                let image = definition.get("image").and_then(Value::as_str).map(str::to_owned);
                let kind = PrerequisiteKind::Image;
                found.extend(image.map(|subject| Prerequisite { kind, subject, path: Some(path.clone()) }));
                let mut named = Vec::new();
                walk(path, &definition, &mut named);
                found.extend(named.into_iter().map(|thing| Prerequisite { path: Some(path.clone()), ..thing }));
            }
        }
        Value::Map(entries) | Value::Object(entries) => {
            for (key, value) in &**entries {
                walk(&path.then(Step::Key(key.clone())), value, found);
            }
        }
        value => {
            for (index, value) in value.elements().unwrap_or_default().iter().enumerate() {
                walk(&path.then(Step::Index(index)), value, found);
            }
        }
    }
}

/// The kind of thing a text names: by its form where that tells, else by the input.
fn kind(variable: &str, text: &str) -> Option<PrerequisiteKind> {
    use PrerequisiteKind as Kind;
    if let Some(arn) = text.strip_prefix("arn:") {
        let mut parts = arn.splitn(5, ':').skip(1);
        return match (parts.next()?, parts.nth(2)?) {
            ("secretsmanager", _) => Some(Kind::Secret),
            ("ssm", _) => Some(Kind::Parameter),
            ("kms", _) => Some(Kind::Key),
            ("acm", _) => Some(Kind::Certificate),
            ("wafv2", _) => Some(Kind::WebAcl),
            ("sns", _) => Some(Kind::Topic),
            ("iam", resource) => resource.starts_with("policy/").then_some(Kind::Policy),
            _ => None,
        };
    }
    let named = [
        (input::VPC_ID, Kind::Vpc),
        (input::PUBLIC_SUBNET_IDS, Kind::Subnet),
        (input::PRIVATE_SUBNET_IDS, Kind::Subnet),
        (input::EXISTING_VPC_ENDPOINTS, Kind::Endpoint),
        (input::HOSTED_ZONE_ID, Kind::HostedZone),
        (input::DB_HOST, Kind::Host),
        (input::IMAGE, Kind::Image),
        (input::SEARCH_IMAGE, Kind::Image),
        (input::SEARCH_HOST, Kind::Host),
        (input::UPLOADS_FILE_SYSTEM_ID, Kind::FileSystem),
        (input::UPLOADS_BUCKET, Kind::UploadsBucket),
        (input::ALB_ACCESS_LOGS_BUCKET, Kind::Bucket),
    ];
    named.into_iter().find(|(input, _)| input.name() == variable).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Evaluation, Inputs};

    fn prerequisites(json: &str) -> Vec<String> {
        let json = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}"));
        let evaluation = Evaluation::of(Module::embedded(), &Inputs::from_json(&json).unwrap_or_default());
        evaluation.prerequisites().iter().map(|p| format!("{:?} {}", p.kind, p.subject)).collect()
    }

    #[test]
    fn what_the_inputs_name_must_exist() {
        let said = prerequisites(
            r#"{
            "image": "ghcr.io/acme/mercato:1.4", "networking_mode": "existing", "vpc_id": "vpc-0a1b2c3d",
            "secrets": {"JWT_SECRET": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:jwt-AbCdEf"},
            "db_host": "unused.example.com"
        }"#,
        );
        assert_eq!(
            said,
            [
                "Secret arn:aws:secretsmanager:eu-central-1:123456789012:secret:jwt-AbCdEf",
                "Vpc vpc-0a1b2c3d",
                "Image ghcr.io/acme/mercato:1.4"
            ]
        );
    }

    #[test]
    fn what_a_sidecar_names_must_exist() {
        let said = prerequisites(
            r#"{"image": "acme/shop:1", "web_service": {"sidecars": ["{\"name\": \"a\", \"image\": \"acme/a:1\", \"secrets\": [{\"name\": \"KEY\", \"valueFrom\": \"arn:aws:ssm:eu-central-1:123456789012:parameter/a\"}]}"]}}"#,
        );
        assert_eq!(
            said,
            ["Parameter arn:aws:ssm:eu-central-1:123456789012:parameter/a", "Image acme/a:1", "Image acme/shop:1"]
        );
    }
}
