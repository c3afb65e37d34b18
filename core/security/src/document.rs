//! A policy document of IAM: statements, merged and in a stable order.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

/// The most characters that a managed policy may have; white space is not counted.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
pub const MOST_CHARACTERS: usize = 6_144;

/// A document that IAM takes as a managed policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyDocument {
    /// What is allowed; nothing is denied.
    pub statements: Vec<Statement>,
}

/// Actions that are allowed on resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Sorted, as `ecs:CreateService`.
    pub actions: Vec<String>,
    /// Sorted ARNs, with `*` and `?`, or `*`.
    pub resources: Vec<String>,
    /// Under which condition, if any.
    pub condition: Option<Condition>,
}

/// A condition of IAM.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// As `StringEquals`.
    pub operator: &'static str,
    /// As `iam:PassedToService`.
    pub key: &'static str,
    /// One of these it must be.
    pub values: Vec<String>,
}

/// An action that is allowed on a resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Allowed {
    pub(crate) action: String,
    pub(crate) resource: String,
    pub(crate) condition: Option<Condition>,
}

impl PolicyDocument {
    /// What is allowed, and no action on anything that it is not allowed on; as long as it gets.
    pub(crate) fn exactly(allowed: impl IntoIterator<Item = Allowed>) -> Self {
        Self { statements: merged(allowed, &[]) }
    }

    /// As few documents as take it all, each within IAM's length.
    pub(crate) fn within_length(allowed: impl IntoIterator<Item = Allowed>) -> Vec<Self> {
        let mut documents = vec![Self::default()];
        for statement in merged(allowed, &IN_ONE).into_iter().flat_map(Statement::within_length) {
            let mut longer = documents.last().cloned().unwrap_or_default();
            longer.statements.push(statement);
            match documents.last_mut() {
                Some(last) if longer.characters() <= MOST_CHARACTERS => *last = longer,
                _ => documents.push(Self { statements: longer.statements.split_off(longer.statements.len() - 1) }),
            }
        }
        documents
    }

    /// The document's length as IAM counts it.
    pub fn characters(&self) -> usize {
        self.to_json().to_string().chars().filter(|character| !character.is_whitespace()).count()
    }

    /// As IAM reads it.
    pub fn to_json(&self) -> Json {
        let statements: Vec<_> = self.statements.iter().map(Statement::to_json).collect();
        json!({ "Version": "2012-10-17", "Statement": statements })
    }

    /// As a file, indented.
    pub fn to_text(&self) -> String {
        format!("{:#}\n", self.to_json())
    }
}

impl Condition {
    /// As IAM reads it.
    pub fn to_json(&self) -> Json {
        let of_key: Map<_, _> = [(self.key.to_owned(), json!(self.values))].into_iter().collect();
        json!({ self.operator: of_key })
    }
}

impl Statement {
    /// As IAM reads it.
    pub fn to_json(&self) -> Json {
        let mut json = json!({ "Effect": "Allow", "Action": self.actions, "Resource": self.resources });
        if let Some(condition) = &self.condition {
            json["Condition"] = condition.to_json();
        }
        json
    }

    /// In parts of which each has room in a document of its own.
    fn within_length(self) -> Vec<Self> {
        let alone = PolicyDocument { statements: vec![self.clone()] };
        if alone.characters() <= MOST_CHARACTERS || self.resources.len() < 2 {
            return vec![self];
        }
        let Self { actions, mut resources, condition } = self;
        let rest = resources.split_off(resources.len() / 2);
        let part = |resources| Self { actions: actions.clone(), resources, condition: condition.clone() };
        [resources, rest].into_iter().flat_map(|resources| part(resources).within_length()).collect()
    }
}

/// Services of which one statement has everything under the same condition. An action then meets what it is not listed
/// for, but nothing of another deployment: a name names this one's, and where AWS makes up an id, it covers the type for
/// other actions anyway. Without this, one document would not do for most deployments.
const IN_ONE: [&str; 11] = [
    "application-autoscaling",
    "cloudwatch",
    "ec2",
    "ecs",
    "elasticache",
    "elasticfilesystem",
    "elasticloadbalancing",
    "events",
    "logs",
    "rds",
    "servicediscovery",
];

/// What a statement is about: the service, what of it, and under which condition.
type About<'a> = (&'a str, BTreeSet<String>, Option<Condition>);

/// Actions on the same resources under the same condition are one statement, and so are all of a service of `in_one`.
///
/// Actions of several services share a statement only where that is about everything.
fn merged(allowed: impl IntoIterator<Item = Allowed>, in_one: &[&str]) -> Vec<Statement> {
    let mut resources: BTreeMap<(Option<Condition>, String), BTreeSet<String>> = BTreeMap::new();
    for Allowed { action, resource, condition } in allowed {
        resources.entry((condition, action)).or_default().insert(resource);
    }
    let about_everything = BTreeSet::from(["*".to_owned()]);
    let mut of_services: BTreeMap<(Option<Condition>, &str), BTreeSet<String>> = BTreeMap::new();
    for ((condition, action), resources) in &resources {
        if !resources.contains("*") && in_one.contains(&service(action)) {
            of_services.entry((condition.clone(), service(action))).or_default().extend(resources.iter().cloned());
        }
    }
    let mut statements: BTreeMap<About, Vec<String>> = BTreeMap::new();
    for ((condition, action), resources) in &resources {
        let (service, resources) = if resources.contains("*") {
            ("", about_everything.clone())
        } else {
            let of_service = of_services.get(&(condition.clone(), service(action)));
            (service(action), of_service.unwrap_or(resources).clone())
        };
        statements.entry((service, resources, condition.clone())).or_default().push(action.clone());
    }
    let statement = |((_, resources, condition), actions): (About, _)| Statement {
        actions,
        resources: resources.into_iter().collect(),
        condition,
    };
    statements.into_iter().map(statement).collect()
}

fn service(action: &str) -> &str {
    action.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(action: &'static str, resource: &str) -> Allowed {
        Allowed { action: action.to_owned(), resource: resource.to_owned(), condition: None }
    }

    #[test]
    fn statements_are_merged_by_what_they_are_about() {
        let [document] = &PolicyDocument::within_length([
            allowed("s3:B", "arn:1"),
            allowed("s3:A", "arn:1"),
            allowed("s3:A", "arn:2"),
            allowed("rds:C", "arn:1"),
            allowed("s3:D", "*"),
            allowed("rds:E", "*"),
        ])[..] else {
            panic!("one document")
        };
        let said: Vec<_> =
            document.statements.iter().map(|it| (it.actions.join(" "), it.resources.join(" "))).collect();
        let expected = [("rds:E s3:D", "*"), ("rds:C", "arn:1"), ("s3:B", "arn:1"), ("s3:A", "arn:1 arn:2")];
        assert_eq!(said, expected.map(|(actions, resources)| (actions.to_owned(), resources.to_owned())));
    }

    #[test]
    fn what_is_too_long_is_split() {
        let many = (0..400).map(|number| allowed("ecs:A", &format!("arn:aws:ecs:us-east-1:*:service/shop/{number}")));
        let documents = PolicyDocument::within_length(many);
        assert!(documents.len() > 1 && documents.iter().all(|document| document.characters() <= MOST_CHARACTERS));
        let resources: usize = documents.iter().flat_map(|it| &it.statements).map(|it| it.resources.len()).sum();
        assert_eq!(resources, 400);
    }
}
