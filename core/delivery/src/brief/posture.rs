//! What protects the deployment, and what is left open, in words for those who ask first about security.

use super::Point;
use openmercato_ecs_module::labels::counted;
use openmercato_ecs_module::names::{choice, input};
use openmercato_ecs_module::{Evaluation, Plan, Reading};
use openmercato_ecs_security::database_tls;

/// Where the whole is. A point of its own would need a third page.
const REVIEW: &str = "keys, ports, personal data and quotas: SECURITY.md in the archive";

/// A point for each question that a security review asks.
pub(super) fn points(evaluation: &Evaluation) -> Vec<Point> {
    let (values, plan) = (evaluation.in_effect(), &evaluation.plan);
    let values = Reading(values);
    let points = [
        ("Reached from", format!("{}; {}", reach(values), firewall(values))),
        ("Transport", transport(values, plan)),
        ("Tasks", format!("in private subnets, without public addresses; a shell in them is {}", shell(values))),
        ("Database and Redis", format!("database {}; Redis {}", database(values), redis(values))),
        ("Uploads and search", format!("uploads {}; search engine {}", uploads(values), search(values))),
        ("Secrets and IAM", format!("{}; {}; {REVIEW}", secrets(values), iam(values))),
    ];
    points.into_iter().map(|(subject, text): (_, String)| Point::of(subject, text)).collect()
}

fn reach(values: Reading) -> String {
    if values.flag(input::ALB_INTERNAL) {
        return "networks that reach the private load balancer, not the internet".into();
    }
    let ranges = values.texts(input::ALB_INGRESS_CIDRS);
    if ranges.is_empty() || ranges.iter().any(|range| *range == "0.0.0.0/0" || *range == "::/0") {
        "anywhere on the internet".into()
    } else {
        format!("the internet, from {} alone", ranges.join(", "))
    }
}

fn transport(values: Reading, plan: &Plan) -> String {
    let has_https =
        plan.resources.iter().any(|resource| resource.address.to_string().starts_with("aws_lb_listener.https"));
    if !has_https {
        return "plain HTTP, not encrypted".into();
    }
    let policy =
        values.text(input::ALB_SSL_POLICY).map(|policy| format!(", by the policy {policy}")).unwrap_or_default();
    format!("HTTPS to the load balancer{policy}; HTTP from there to the tasks, within the VPC")
}

fn firewall(values: Reading) -> String {
    if values.is(choice::WAF_EXISTING) {
        "behind an existing web ACL".into()
    } else {
        "no web application firewall".into()
    }
}

fn database(values: Reading) -> String {
    let tls = database_tls(values);
    if values.is(choice::DATABASE_EXTERNAL) {
        return format!("exists already and is kept by its owner; {tls}");
    }
    let days = values.number(input::DB_BACKUP_RETENTION_DAYS).unwrap_or_default();
    let backups =
        if days == 0 { "no backups".to_owned() } else { format!("backups kept {}", counted(days, "day", "days")) };
    let protection =
        if values.flag(input::DB_DELETION_PROTECTION) { "deletion protection" } else { "no deletion protection" };
    let encrypted = encrypted(values);
    format!("{encrypted}, in private subnets; {tls}; password made by RDS in Secrets Manager; {backups}; {protection}")
}

fn encrypted(values: Reading) -> &'static str {
    match values.text(input::KMS_KEY_ARN) {
        Some(_) => "encrypted with a key of your own",
        None => "encrypted",
    }
}

fn redis(values: Reading) -> String {
    if values.is(choice::REDIS_EXTERNAL) {
        "exists already and is kept by its owner".into()
    } else {
        format!("{}, in private subnets; only the tasks may connect", encrypted(values))
    }
}

fn uploads(values: Reading) -> String {
    let exists = |input| values.text(input).is_some();
    if values.is(choice::UPLOADS_EFS) && exists(input::UPLOADS_FILE_SYSTEM_ID) {
        "on a file system that exists already and is kept by its owner; TLS on the way".into()
    } else if values.is(choice::UPLOADS_EFS) {
        let copies = if values.flag(input::UPLOADS_BACKUP) { "a copy each day" } else { "no copies" };
        format!("on a file system, {}; only the tasks may mount it, over TLS; {copies}", encrypted(values))
    } else if values.is(choice::UPLOADS_S3) && exists(input::UPLOADS_BUCKET) {
        "in a bucket that exists already and is kept by its owner".into()
    } else if values.is(choice::UPLOADS_S3) {
        format!("in a private bucket, {}; over TLS alone; old versions kept 90 days", encrypted(values))
    } else {
        "on the disks of the tasks, and gone with them".into()
    }
}

fn search(values: Reading) -> String {
    if values.is(choice::SEARCH_EXTERNAL) {
        "exists already and is kept by its owner".into()
    } else if values.is(choice::SEARCH_MANAGED) {
        "in private subnets; only the tasks may connect, within the VPC without TLS; its key is a secret".into()
    } else {
        "none; PostgreSQL searches".into()
    }
}

fn secrets(values: Reading) -> String {
    let count = values.secrets().len();
    let own = if values.is(choice::DATABASE_MANAGED) { ", and the database password" } else { "" };
    format!(
        "{} by ARN{own}; no value in this repository or in the tasks' definitions",
        counted(count, "secret", "secrets")
    )
}

fn iam(values: Reading) -> String {
    let boundary = match values.text(input::PERMISSIONS_BOUNDARY_ARN) {
        Some(_) => "within a permissions boundary",
        None => "without a permissions boundary",
    };
    format!("roles name exactly the secrets, parameters and keys in use, {boundary}")
}

fn shell(values: Reading) -> String {
    if values.flag(input::ENABLE_EXECUTE_COMMAND) {
        "allowed for those whom IAM lets (ECS Exec)".into()
    } else {
        "off".into()
    }
}
