//! The roles that a deployment makes, and what its module lets each of them do.

use openmercato_ecs_module::ResourceValues;
use serde_json::{Value as Json, json};
use terraform_language::{Segment, Value};

use crate::document::Statement;
use crate::names::Names;
use crate::planned::text;

/// A role with what its own policies allow. What `task_role_policies` names is not in it: those are the customer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// As `shop-us-east-1-task`.
    pub name: String,
    /// The service that takes it, as `ecs-tasks.amazonaws.com`.
    pub service: String,
    /// In the order of its policies. Where AWS makes up an id, the ARN is a pattern.
    pub may: Vec<Statement>,
}

impl Role {
    /// Its name, its service, and the statements of what it may do, as IAM reads them.
    pub fn to_json(&self) -> Json {
        let may: Vec<_> = self.may.iter().map(Statement::to_json).collect();
        json!({ "name": self.name, "service": self.service, "may": may })
    }
}

/// What stands for an ARN that is known after apply, by the resource that has it; as [`Names::expand`] reads it. A test
/// finds what is missing.
const AFTER_APPLY: [(&str, &str); 6] = [
    ("aws_cloudwatch_log_group.flow", "logs:{region}:*:log-group:{aws_cloudwatch_log_group.flow.name}"),
    // The module names services by the cluster's ARN.
    ("aws_ecs_cluster", "ecs:{region}:*:service/{aws_ecs_cluster.name}"),
    ("aws_efs_access_point", "elasticfilesystem:{region}:*:file-system/*"),
    ("aws_efs_file_system", "elasticfilesystem:{region}:*:file-system/*"),
    ("aws_s3_bucket", "s3:::{aws_s3_bucket.bucket_prefix}??????????????????????????"),
    ("aws_sfn_state_machine", "states:{region}:*:stateMachine:{aws_sfn_state_machine.name}"),
];

/// The roles that are planned.
pub(crate) fn roles(names: &Names) -> Vec<Role> {
    let role = |it: &ResourceValues| {
        let (name, service) = (text(it, "name")?.to_owned(), trusted(text(it, "assume_role_policy")?)?);
        let mut may: Vec<_> = policies(names, &it.address.name).flatten().collect();
        if &*it.address.name == "execution" {
            may.extend(master_password(names));
        }
        Some(Role { name, service, may })
    };
    names.planned.made("aws_iam_role").filter_map(role).collect()
}

/// The service that may assume a role.
fn trusted(policy: &str) -> Option<String> {
    let policy: Json = serde_json::from_str(policy).ok()?;
    Some(policy["Statement"][0]["Principal"]["Service"].as_str()?.to_owned())
}

/// The statements of each policy of the role that a block makes.
fn policies(names: &Names, role: &str) -> impl Iterator<Item = Vec<Statement>> {
    let is_its = move |named: &Value| {
        let role_of = named.get("role").map(Segment::of).unwrap_or_default();
        let [Segment::AfterApply(address)] = role_of.as_slice() else { return false };
        address.split(['.', '[']).nth(1) == Some(role)
    };
    let blocks = names.planned.blocks("aws_iam_role_policy").iter().filter(move |block| is_its(&block.named));
    blocks
        .map(move |block| block.named.get("policy").and_then(Value::as_str).map_or_else(Vec::new, |it| read(it, names)))
}

/// The statements of a policy's text, which has names for what is known after apply.
fn read(policy: &str, names: &Names) -> Vec<Statement> {
    let policy: Json = serde_json::from_str(policy).unwrap_or_default();
    let texts = |list: &Json| -> Vec<String> {
        list.as_array().into_iter().flatten().filter_map(|it| Some(it.as_str()?.to_owned())).collect()
    };
    let statement = |it: &Json| {
        let resources = texts(&it["Resource"]).iter().filter_map(|arn| pattern(arn, names)).collect();
        Statement { actions: texts(&it["Action"]), resources, condition: None }
    };
    policy["Statement"].as_array().into_iter().flatten().map(statement).collect()
}

/// An ARN with patterns in place of what is known after apply; none for what no pattern stands for.
fn pattern(arn: &str, names: &Names) -> Option<String> {
    let pieces = Segment::of(&Value::string(arn)).into_iter().map(|segment| match segment {
        Segment::Text(text) => Some(text),
        Segment::AfterApply(address) => {
            let is_its =
                |(of, _): &&(&str, &str)| address.strip_prefix(of).is_some_and(|rest| rest.starts_with(['.', '[']));
            let (_, pattern) = AFTER_APPLY.iter().find(is_its)?;
            names.expand(&[], pattern).pop()
        }
    });
    pieces.collect()
}

/// The secret of the password that RDS makes: of an ARN that is not known, the module's HCL tells no service.
fn master_password(names: &Names) -> Option<Statement> {
    names.planned.made("aws_db_instance").next()?;
    Some(Statement {
        actions: vec!["secretsmanager:GetSecretValue".to_owned()],
        resources: names.expand(&[], "secretsmanager:{region}:*:secret:rds!db-*"),
        condition: None,
    })
}
