use std::collections::BTreeSet;

use openmercato_ecs_module::{Evaluation, Inputs, Module, preset};
use serde_json::{Value as Json, json};

use crate::document::MOST_CHARACTERS;
use crate::{Phase, Planned, Policy, PolicyDocument, Statement, types_without_a_grant};

fn of(inputs: &Inputs) -> Policy {
    Policy::of(&Planned::of(&Evaluation::of(Module::embedded(), inputs)))
}

fn of_preset(name: &str, changes: &Json) -> Policy {
    let inputs = preset::find(name).expect("a preset").inputs.clone();
    let changes = Inputs::from_json(changes).expect("inputs");
    of(&changes.iter().fold(inputs, |inputs, (name, value)| inputs.with(name, value.clone())))
}

/// Every statement of applying that allows an action.
fn allowing<'a>(policy: &'a Policy, action: &str) -> Vec<&'a Statement> {
    let has = |statement: &&Statement| statement.actions.iter().any(|it| it == action);
    policy.apply.iter().flat_map(|document| &document.statements).filter(has).collect()
}

fn documents(policy: &Policy) -> impl Iterator<Item = &PolicyDocument> {
    std::iter::once(&policy.plan).chain(&policy.apply)
}

#[test]
fn every_resource_type_asks_for_something() {
    // It is in Terraform's state alone, and the policy of a role goes with the role.
    assert_eq!(types_without_a_grant(Module::embedded()), ["aws_iam_role_policy", "terraform_data"]);
}

#[test]
fn every_document_is_within_iams_length() {
    let many: serde_json::Map<_, _> = (0..60).map(|number| (format!("worker-{number}"), json!({}))).collect();
    let changes = json!({ "worker_services": many });
    let with_many = of_preset("complete", &changes);
    assert!(with_many.apply.len() > 2, "{}", with_many.apply.len());
    for policy in preset::all().iter().map(|preset| of(&preset.inputs)).chain([with_many]) {
        let lengths: Vec<_> = documents(&policy).map(PolicyDocument::characters).collect();
        assert!(lengths.iter().all(|length| *length <= MOST_CHARACTERS), "{lengths:?}");
    }
}

#[test]
fn the_policies_of_the_smallest_deployment() {
    let policy = of_preset("external-dependencies", &json!({}));
    for (name, text) in policy.files() {
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn an_access_point_to_files_that_exist_gets_its_tags() {
    let files_that_exist = json!({
        "uploads_mode": "efs", "create_uploads_storage": false, "uploads_file_system_id": "fs-0a1b2c3d4e5f60718",
    });
    let policy = of_preset("external-dependencies", &files_that_exist);
    let tags = allowing(&policy, "elasticfilesystem:TagResource");
    let mut resources = tags.iter().flat_map(|statement| &statement.resources);
    assert!(resources.any(|resource| resource.ends_with(":access-point/*")), "{tags:?}");
}

#[test]
fn endpoints_are_looked_at_where_they_are_the_way_out() {
    let looks = |egress: &str| {
        let verified = json!({
            "acknowledged_advice": [], "verify_existing_network": true, "existing_network_egress": egress,
        });
        let policy = of_preset("existing-network-with-dns", &verified);
        policy.plan.statements.iter().flat_map(|it| &it.actions).any(|action| action == "ec2:DescribeVpcEndpoints")
    };
    assert!(looks("vpc_endpoints") && !looks("nat"));
}

#[test]
fn planning_changes_nothing() {
    let reads = ["Describe", "Get", "List", "Validate", "View"];
    for policy in preset::all().iter().map(|preset| of(&preset.inputs)) {
        for action in policy.plan.statements.iter().flat_map(|statement| &statement.actions) {
            let (_, name) = action.split_once(':').expect("a service");
            assert!(reads.iter().any(|verb| name.starts_with(verb)), "{action}");
        }
    }
    let secret = ["secretsmanager:GetSecretValue", "ssm:GetParameter", "kms:Decrypt"];
    let plan = of_preset("complete", &json!({})).plan.to_text();
    assert!(secret.iter().all(|action| !plan.contains(action)), "{plan}");
}

#[test]
fn no_name_covers_another_deployment() {
    let policy = of_preset("complete", &json!({}));
    let resources: BTreeSet<_> =
        documents(&policy).flat_map(|it| &it.statements).flat_map(|it| it.resources.clone()).collect();
    // A star right behind a name would cover whatever begins with it.
    let is_open = |arn: &&String| {
        let stars = arn.match_indices('*').map(|(place, _)| place);
        let before = stars.filter_map(|place| arn[..place].chars().last()).collect::<Vec<_>>();
        arn.contains("shop") && before.iter().any(|last| !":/".contains(*last))
    };
    let open: Vec<_> = resources.iter().filter(is_open).collect();
    // What it ends with is an id of AWS's, and what comes before is no name that a deployment's own Redis could have.
    assert_eq!(open, ["arn:aws:elasticache:us-east-1:*:snapshot:shop-redis-final-*"]);
}

#[test]
fn roles_are_made_with_the_boundary_alone() {
    let boundary = "arn:aws:iam::123456789012:policy/boundary";
    let policy = of_preset("minimal-managed", &json!({ "permissions_boundary_arn": boundary }));
    for action in ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"] {
        let [statement] = allowing(&policy, action)[..] else { panic!("{action}") };
        let condition = statement.condition.as_ref().expect("a condition");
        assert_eq!(
            (condition.key, condition.values.as_slice()),
            ("iam:PermissionsBoundary", &[boundary.to_owned()][..])
        );
    }
    let text: String = policy.files().into_iter().map(|(_, text)| text).collect();
    assert!(!text.contains("iam:DeleteRolePermissionsBoundary"), "{text}");
    let without = of_preset("minimal-managed", &json!({}));
    assert!(allowing(&without, "iam:CreateRole")[0].condition.is_none());
}

#[test]
fn a_role_is_passed_to_its_own_service() {
    let policy = of_preset("complete", &json!({}));
    let passed: Vec<_> = allowing(&policy, "iam:PassRole")
        .into_iter()
        .map(|statement| {
            let service = statement.condition.as_ref().expect("a condition").values.join(" ");
            let roles: Vec<_> = statement.resources.iter().filter_map(|arn| arn.split("us-east-1-").nth(1)).collect();
            format!("{service}: {}", roles.join(" "))
        })
        .collect();
    let expected = [
        "ecs-tasks.amazonaws.com: execution search task",
        "events.amazonaws.com: restart-events",
        "states.amazonaws.com: restart",
        "vpc-flow-logs.amazonaws.com: flow-logs",
    ];
    let mut sorted = passed;
    sorted.sort();
    assert_eq!(sorted, expected);
}

#[test]
fn the_task_role_gets_the_policies_that_are_named() {
    let uploads = "arn:aws:iam::123456789012:policy/uploads";
    let policy = of_preset("minimal-managed", &json!({ "task_role_policies": { "uploads": uploads } }));
    let [statement] = allowing(&policy, "iam:AttachRolePolicy")[..] else { panic!("one") };
    assert_eq!(statement.condition.as_ref().expect("a condition").values, [uploads]);
    assert!(allowing(&of_preset("minimal-managed", &json!({})), "iam:AttachRolePolicy").is_empty());
}

#[test]
fn what_is_not_made_needs_nothing() {
    let policy = of_preset("external-dependencies", &json!({}));
    let text: String = policy.files().into_iter().map(|(_, text)| text).collect();
    for service in ["rds:", "elasticache:", "route53:", "kms:", "elasticfilesystem:", "ecr:"] {
        assert!(!text.contains(&format!("\"{service}")), "{service}");
    }
}

#[test]
fn other_partitions_have_their_own_arns() {
    let text = of_preset("external-dependencies", &json!({ "aws_region": "cn-north-1" })).plan.to_text();
    assert!(text.contains("arn:aws-cn:ecs:cn-north-1:") && !text.contains("arn:aws:"), "{text}");
}

#[test]
fn hostile_inputs_are_data() {
    let hostile = "\"], \"Resource\": \"*\" }\n";
    let policy = of_preset("minimal-managed", &json!({ "kms_key_arn": hostile, "image": hostile, "name": hostile }));
    for (name, text) in policy.files() {
        let json: Json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(json["Statement"].is_array(), "{name}");
    }
}

#[test]
fn every_reason_says_why_and_where_from() {
    let policy = of_preset("complete", &json!({}));
    let json = policy.to_json();
    let reasons = json["reasons"].as_array().expect("reasons");
    assert_eq!(reasons.len(), policy.reasons.len());
    for (reason, said) in policy.reasons.iter().zip(reasons) {
        assert!(!reason.why.is_empty() && !reason.actions.is_empty(), "{said}");
        assert_eq!(said["basis"] == "implied", said["source"].as_str().is_some_and(|it| it.starts_with("https://")));
        let document = match reason.phase {
            Phase::Plan => std::slice::from_ref(&policy.plan),
            Phase::Apply => &policy.apply,
        };
        let of_plan = std::iter::once(&policy.plan);
        let is_there = |action: &&&str| {
            let mut all = document.iter().chain(of_plan.clone()).flat_map(|it| &it.statements);
            all.any(|statement| statement.actions.iter().any(|it| it == **action))
        };
        assert!(reason.actions.iter().all(|action| is_there(&action)), "{said}");
    }
}

/// Whether a document allows an action on what a pattern says, in one statement and by one pattern.
fn allows(document: &PolicyDocument, action: &str, resource: &str) -> bool {
    let has = |statement: &Statement| {
        let Statement { actions, resources, .. } = statement;
        actions.iter().any(|it| it == action) && resources.iter().any(|it| it == resource || it == "*")
    };
    document.statements.iter().any(has)
}

#[test]
fn what_roles_are_given_is_within_the_boundary() {
    for preset in preset::all() {
        let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
        let boundary = Policy::of(&Planned::of(&evaluation)).boundary;
        let is_policy =
            |it: &&openmercato_ecs_module::ResourceValues| &*it.address.resource_type == "aws_iam_role_policy";
        // As Terraform plans them: those that are known before apply.
        for policy in evaluation.resource_values().iter().filter(is_policy) {
            let Some(text) = policy.values.get("policy").and_then(terraform_language::Value::as_str) else { continue };
            let policy: Json = serde_json::from_str(text).expect("JSON");
            for statement in policy["Statement"].as_array().expect("statements") {
                for action in statement["Action"].as_array().expect("actions") {
                    for resource in statement["Resource"].as_array().expect("resources") {
                        let (action, resource) = (action.as_str().expect("a text"), resource.as_str().expect("a text"));
                        assert!(allows(&boundary, action, resource), "{}: {action} on {resource}", preset.name);
                    }
                }
            }
        }
    }
}

#[test]
fn every_statement_of_a_role_has_its_resources_and_its_actions() {
    let s3 = of_preset("complete", &json!({ "uploads_mode": "s3", "enable_execute_command": true }));
    for policy in preset::all().iter().map(|preset| of(&preset.inputs)).chain([s3]) {
        assert!(!policy.roles.is_empty());
        for role in &policy.roles {
            let empty = role.may.iter().find(|it| it.actions.is_empty() || it.resources.is_empty());
            assert_eq!(empty, None, "{}", role.name);
        }
    }
}

#[test]
fn a_boundary_gives_nobody_rights_over_rights() {
    for policy in preset::all().iter().map(|preset| of(&preset.inputs)) {
        for Statement { actions, resources, .. } in &policy.boundary.statements {
            assert!(actions.iter().all(|action| !action.contains('*') && !action.starts_with("iam:")), "{actions:?}");
            let is_nameless = resources.iter().any(|it| it == "*");
            assert!(!is_nameless || *actions == ["ecr:GetAuthorizationToken"], "{actions:?} on {resources:?}");
        }
    }
}

#[test]
fn a_boundary_names_the_secrets_until_they_are_too_many() {
    let secrets = |count: u32| {
        let arn = |number| format!("arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/secret-{number}-Ab12Cd");
        let secrets: serde_json::Map<_, _> = (0..count).map(|it| (format!("SECRET_{it}"), arn(it).into())).collect();
        of_preset("minimal-managed", &json!({ "secrets": secrets })).boundary
    };
    let few = secrets(4);
    assert!(few.to_text().contains("secret:shop/secret-3-Ab12Cd") && !few.to_text().contains("secret:*"));
    let many = secrets(90);
    assert!(many.characters() <= MOST_CHARACTERS, "{}", many.characters());
    assert!(many.to_text().contains("\"arn:aws:secretsmanager:us-east-1:*:secret:*\""), "{}", many.to_text());
}

#[test]
fn the_boundary_of_the_complete_deployment() {
    insta::assert_snapshot!("boundary.json", of_preset("complete", &json!({})).boundary.to_text());
}
