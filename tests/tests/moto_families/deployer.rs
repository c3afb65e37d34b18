//! The least policies, tried: deployments are made by somebody who has them and nothing else.

use std::collections::BTreeSet;
use std::time::Instant;

use openmercato_ecs_core::security::{Basis, Phase, Reason};
use openmercato_ecs_core::{Inputs, Policy, Value, preset};
use openmercato_ecs_tests::gate::{self, Evidence, Gate, Unneeded};
use openmercato_ecs_tests::inputs::changed;
use openmercato_ecs_tests::moto::{self, Applied, Moto};
use openmercato_ecs_tests::terraform::{Result, Terraform};
use serde_json::json;

use super::said;

/// What changes of a deployment while it runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    /// Arguments of the module, as HCL.
    pub(super) arguments: &'static str,
    /// What that asks of AWS besides.
    pub(super) asked: &'static [&'static str],
}

impl Change {
    pub(super) const NONE: Self = Self { arguments: "", asked: &[] };
}

/// As much as AWS changes in place.
const IN_PLACE: Change = Change {
    arguments: "  alb_idle_timeout   = 90
  health_check_path  = \"/api/version\"
  log_retention_days = 30
  nat_gateway_mode   = \"single\"
  container_insights = \"enhanced\"
  db_instance_class  = \"db.m7g.xlarge\"
",
    asked: &[
        "ec2:ReplaceRoute",
        "ecs:ListTagsForResource",
        "ecs:UpdateCluster",
        "elasticloadbalancing:ModifyTargetGroup",
        "rds:ModifyDBInstance",
    ],
};

#[test]
fn everything_is_made_with_its_policies_alone() -> Result<()> {
    let complete = &preset::find("complete").expect("a preset").inputs;
    let inputs = changed(
        complete,
        &json!({
            "uploads_mode": "s3",
            "redis_deployment_mode": "serverless",
            "permissions_boundary_arn": "arn:aws:iam::123456789012:policy/workload-boundary",
            "task_role_policies": { "uploads": "arn:aws:iam::123456789012:policy/shop-uploads" },
            "nat_gateway_mode": "per_zone",
            "web_service": {
                "cpu": 2048, "memory": 8192,
                "autoscaling": { "min_capacity": 2, "max_capacity": 6, "cpu_target": 60, "requests_target": 1000 },
                "scheduled_scaling": { "morning": {
                    "schedule": "cron(0 7 ? * MON-FRI *)", "timezone": "Europe/Warsaw", "min_capacity": 2, "max_capacity": 4,
                } },
            },
        }),
    );
    is_made("everything", &inputs, IN_PLACE, |_| Ok(())).map(drop)
}

/// A deployment is planned, applied, planned again, looked at, changed and destroyed; and its policies have nothing that
/// this does not need, bar what AWS asks besides.
pub(super) fn is_made(
    name: &str,
    inputs: &Inputs,
    change: Change,
    look: impl FnOnce(&Moto) -> Result<()>,
) -> Result<Applied> {
    let gate = Gate::start()?;
    let started = Instant::now();
    let (applied, policy) = gate::deploy(&Terraform::find()?, &gate, inputs, change.arguments, look)?;
    said(name, &applied, started);
    let evidence = gate.evidence("shop", &["live", "shop-two"])?;
    println!("{name}: {} things asked, with its policies alone", evidence.requests);
    nothing_is_missing(&evidence);
    nothing_is_too_much(&evidence, &policy, NOT_ASKED_HERE);
    nothing_of_others_is_within_reach(&evidence, inputs);
    are_needed(&evidence, change.asked);
    roles_have_what_their_boundary_has(&evidence);
    Ok(applied)
}

/// A network that exists is looked at by who plans, as `verify_existing_network` has it: its subnets, routes and endpoints.
#[test]
fn a_network_that_exists_is_looked_at_with_the_policy_of_planning() -> Result<()> {
    let gate = Gate::start()?;
    let policy = gate::plan(&Terraform::find()?, &gate, &moto::family("endpoints")?)?;
    let evidence = gate.evidence("shop", &[])?;
    assert!(evidence.refused.is_empty() || evidence.refused == refused(), "{:?}", evidence.refused);
    let looks = |reason: &&Reason| reason.why.contains("verify_existing_network");
    let actions: Vec<_> = policy.reasons.iter().filter(looks).flat_map(|reason| reason.actions).collect();
    assert!(actions.len() > 4, "{actions:?}");
    let unneeded: Vec<_> =
        actions.iter().filter(|action| evidence.plan.actions.iter().any(|it| it == **action)).collect();
    assert!(unneeded.is_empty(), "nothing needs {unneeded:?}");
    Ok(())
}

/// What Terraform gave the roles is what the boundary allows, no more and no less.
fn roles_have_what_their_boundary_has(evidence: &Evidence) {
    assert!(evidence.beyond.is_empty(), "beyond the boundary: {:#?}", evidence.beyond);
    let Unneeded { actions, patterns } = &evidence.boundary;
    assert!(actions.is_empty() && patterns.is_empty(), "no role was given {actions:?} on {patterns:?}");
}

/// What is refused, and need not be allowed, with the reason.
const REFUSED: &[(&str, &str)] = &[(
    "iam:GetUser: iam:GetUser on arn:aws:iam::123456789012:user/*",
    "the provider asks for the account in several ways, and takes the one that everybody may use",
)];

fn refused() -> Vec<String> {
    REFUSED.iter().map(|(what, _)| (*what).to_owned()).collect()
}

fn nothing_is_missing(evidence: &Evidence) {
    assert_eq!(evidence.refused, refused());
}

/// What is marked as recorded, and not asked in the run of a deployment, with the reason.
const NOT_ASKED_HERE: &[(&str, &str)] = &[
    ("ecs:RunTask", "the scripts ask it: first_run.rs holds them against the policies"),
    ("ecs:DescribeTasks", "as above"),
    ("ecs:ListTasks", "deploy.sh asks it when new tasks fail: deploy.rs"),
    ("logs:FilterLogEvents", "the scripts ask it: first_run.rs"),
    ("ssm:GetParameters", "as above"),
    ("ssm:PutParameter", "as above"),
    ("ssm:DeleteParameter", "first-run.sh asks it when seeding fails"),
    ("states:ValidateStateMachineDefinition", "a plan asks it when the definition changes; an apply, when it is made"),
    ("ec2:RevokeSecurityGroupIngress", "the default group has no rule in a VPC of moto's"),
];

/// What a script did was allowed, and each of these it needed.
pub(super) fn holds_for_scripts(gate: &Gate, asked: &[&str]) -> Result<()> {
    let evidence = gate.evidence("shop", &[])?;
    nothing_is_missing(&evidence);
    are_needed(&evidence, asked);
    Ok(())
}

fn are_needed(evidence: &Evidence, actions: &[&str]) {
    let unneeded: Vec<_> =
        actions.iter().filter(|action| evidence.apply.actions.iter().any(|it| it == *action)).collect();
    assert!(unneeded.is_empty(), "nothing needs {unneeded:?}");
}

/// Every action and every ARN that is marked as recorded is needed: taken away, something is refused.
pub(super) fn nothing_is_too_much(evidence: &Evidence, policy: &Policy, bar: &[(&str, &str)]) {
    let barred: BTreeSet<_> = bar.iter().map(|(action, _)| *action).collect();
    for (phase, unneeded) in [(Phase::Plan, &evidence.plan), (Phase::Apply, &evidence.apply)] {
        let recorded = policy.reasons.iter().filter(|it| it.phase == phase && it.basis == Basis::Recorded);
        let recorded: Vec<_> = recorded.filter(|it| it.actions.iter().any(|action| !barred.contains(action))).collect();
        let actions: BTreeSet<_> = recorded.iter().flat_map(|it| it.actions).copied().collect();
        let actions: Vec<_> = unneeded
            .actions
            .iter()
            .filter(|it| actions.contains(it.as_str()) && !barred.contains(it.as_str()))
            .collect();
        let patterns: BTreeSet<_> = recorded.iter().flat_map(|it| &it.resources).collect();
        let patterns: Vec<_> = unneeded.patterns.iter().filter(|it| patterns.contains(it)).collect();
        assert!(actions.is_empty() && patterns.is_empty(), "{phase:?}: nothing needs {actions:?} on {patterns:?}");
    }
}

/// What is allowed for a deployment of another name, by its beginning, with the reason.
const WITHIN_REACH: &[(&str, &str)] = &[
    ("cloudwatch:DescribeAlarms on ", "the names of all alarms would fill the policy; reading them shows settings"),
    ("cloudwatch:ListTagsForResource on ", "as above"),
    ("rds:DescribeDBInstances on ", "the provider looks for the instance by an id of AWS's"),
    ("s3:ListBucket on ", "the state is looked for in a bucket that is not known here: bootstrap puts it in"),
];

/// What names nothing, by its beginning, with the reason.
const NAMELESS: &[(&str, &str)] = &[
    ("*", "the action knows no resource"),
    ("arn:aws:acm:REGION:*:certificate/*", "AWS makes up the id"),
    ("arn:aws:application-autoscaling:REGION:*:scalable-target/*", "AWS makes up the id"),
    ("arn:aws:ec2:REGION:*:", "AWS makes up the ids"),
    ("arn:aws:elasticfilesystem:REGION:*:", "AWS makes up the ids"),
    ("arn:aws:kms:REGION:*:key/*", "the account of a local AWS is one that examples have: a real key is named"),
    ("arn:aws:rds:REGION:*:db:*", "the provider looks for the instance by an id of AWS's"),
    ("arn:aws:route53:::hostedzone/", "it is the zone that the inputs name"),
    ("arn:aws:route53:::change/*", "AWS makes up the id"),
    ("arn:aws:secretsmanager:REGION:*:secret:rds!db-*", "RDS makes up the name"),
    ("arn:aws:servicediscovery:REGION:*:", "AWS makes up the ids"),
];

fn nothing_of_others_is_within_reach(evidence: &Evidence, inputs: &Inputs) {
    for (other, allowed) in &evidence.elsewhere {
        let wrong: Vec<_> =
            allowed.iter().filter(|it| !WITHIN_REACH.iter().any(|(start, _)| it.starts_with(start))).collect();
        assert!(wrong.is_empty(), "{other}: {wrong:#?}");
    }
    let region = inputs.get("aws_region").and_then(Value::as_str).expect("a region");
    let starts: Vec<_> = NAMELESS.iter().map(|(start, _)| start.replace("REGION", region)).collect();
    let known = |pattern: &&String| starts.iter().any(|start| pattern.starts_with(start));
    let wrong: Vec<_> = evidence.nameless.iter().filter(|pattern| !known(pattern)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
