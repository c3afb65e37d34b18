//! What a security review asks of a deployment, as tables: all of it from its plan and its values.

use std::collections::BTreeMap;

use openmercato_ecs_module::names::{choice, input};
use openmercato_ecs_module::{Evaluation, PlannedBlock, Reading, ResourceValues, Values};
use serde_json::{Value as Json, json};
use terraform_language::Value;

use crate::quota::quotas;

/// A question of a review with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The question's subject, as `Ports that are open`.
    pub title: &'static str,
    /// What is true of all rows, or of what has none.
    pub introduction: &'static str,
    /// Heads of the columns.
    pub columns: &'static [&'static str],
    /// As many texts a row as there are columns. Texts from inputs are as they are: whoever shows them escapes them.
    pub rows: Vec<Vec<String>>,
}

impl Chapter {
    /// Title, columns and rows.
    pub fn to_json(&self) -> Json {
        json!({ "title": self.title, "columns": self.columns, "rows": self.rows })
    }
}

/// The chapters, in the order in which they are asked.
pub fn report(evaluation: &Evaluation) -> Vec<Chapter> {
    let values = evaluation.in_effect();
    vec![
        encryption(evaluation, &values),
        ports(evaluation),
        leaving(evaluation, &values),
        personal_data(evaluation, &values),
        secrets(evaluation),
        quota(evaluation),
    ]
}

/// What keeps data, by resource type: what people call it, and the attribute that names its key.
const KEEPERS: [(&str, &str, &str); 6] = [
    ("aws_db_instance", "Database, with its backups and snapshots", "kms_key_id"),
    ("aws_elasticache_replication_group", "Redis, with its snapshots", "kms_key_id"),
    ("aws_elasticache_serverless_cache", "Redis, with its snapshots", "kms_key_id"),
    ("aws_efs_file_system", "File system", "kms_key_id"),
    ("aws_s3_bucket", "Bucket of uploads", ""),
    ("aws_cloudwatch_log_group", "Logs", "kms_key_id"),
];

fn encryption(evaluation: &Evaluation, values: &Values) -> Chapter {
    let reading = Reading(values);
    let key = |resource: &ResourceValues, attribute: &str| match attribute {
        "" => reading.text(input::KMS_KEY_ARN).map(str::to_owned),
        attribute => text(resource, attribute),
    };
    let mut rows = Vec::new();
    for (kind, what, attribute) in KEEPERS {
        if let Some(resource) = evaluation.resource_values().iter().find(|it| &*it.address.resource_type == kind) {
            let of_aws = "a key of AWS, which costs nothing".to_owned();
            rows.push(vec![what.to_owned(), key(resource, attribute).unwrap_or(of_aws)]);
        }
    }
    rows.push(vec!["What people send to the load balancer".into(), way_in(evaluation)]);
    rows.push(vec!["From the load balancer to the tasks".into(), "nothing: HTTP within the VPC".into()]);
    rows.push(vec!["To the database".into(), to_database(reading).into()]);
    if !reading.is(choice::REDIS_EXTERNAL) {
        rows.push(vec!["To Redis".into(), "TLS".into()]);
    }
    Chapter {
        title: "What is encrypted with whose key",
        introduction: "At rest, by key; on the way, by protocol.",
        columns: &["What", "With"],
        rows,
    }
}

fn way_in(evaluation: &Evaluation) -> String {
    let listeners = evaluation.resource_values().iter().filter(|it| &*it.address.resource_type == "aws_lb_listener");
    match listeners.filter_map(|it| text(it, "ssl_policy")).next() {
        Some(policy) => format!("HTTPS, by the policy {policy}"),
        None => "nothing: HTTP".into(),
    }
}

fn to_database(values: Reading) -> &'static str {
    if values.is(choice::DB_TLS_VERIFY) {
        "TLS, with the certificate checked"
    } else if values.is(choice::DB_TLS_DISABLE) {
        "nothing"
    } else {
        "TLS, without the certificate being checked"
    }
}

fn ports(evaluation: &Evaluation) -> Chapter {
    let is_rule = |it: &&PlannedBlock| it.address.resource_type.starts_with("aws_vpc_security_group_");
    let row = |rule: &PlannedBlock| {
        let text = |name: &str| rule.named.get(name).and_then(Value::as_str);
        let group = |name: &str| text(name).map(group);
        let direction = if rule.address.resource_type.contains("ingress") { "in" } else { "out" };
        let range = text("cidr_ipv4").or_else(|| text("cidr_ipv6")).map(str::to_owned);
        vec![
            group("security_group_id").unwrap_or_default(),
            direction.to_owned(),
            port(&rule.named),
            range.or_else(|| group("referenced_security_group_id")).unwrap_or_default(),
            text("description").unwrap_or_default().to_owned(),
        ]
    };
    Chapter {
        title: "Ports that are open, and to whom",
        introduction: "Every rule of the security groups that are made. What no rule names is closed.",
        columns: &["Of", "Direction", "Port", "To whom, from whom", "For"],
        rows: evaluation.planned_blocks().iter().filter(is_rule).map(row).collect(),
    }
}

/// What a security group is about, by the reference to it, as `aws_security_group.app.id`.
fn group(reference: &str) -> String {
    const WORDS: [(&str, &str); 6] = [
        ("alb", "load balancer"),
        ("app", "tasks"),
        ("db", "database"),
        ("efs", "file systems"),
        ("redis", "Redis"),
        ("search", "search engine"),
    ];
    let name = reference.split('.').nth(1).map(|name| name.split('[').next().unwrap_or(name)).unwrap_or_default();
    WORDS.iter().find(|(of, _)| *of == name).map_or(name, |(_, words)| words).to_owned()
}

fn port(rule: &Value) -> String {
    let number = |name: &str| rule.get(name).and_then(Value::as_number).map(ToString::to_string);
    match (number("from_port"), number("to_port")) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ => "every".into(),
    }
}

fn leaving(evaluation: &Evaluation, values: &Values) -> Chapter {
    let reading = Reading(values);
    let named = |what: &str, input| reading.text(input).map(|host| vec![what.to_owned(), host.to_owned()]);
    let way = if reading.is(choice::NETWORKING_MANAGED) {
        "through NAT gateways, to any address: mail, payment, shipping and AI providers are the application's to call"
    } else if reading.is(choice::EGRESS_VPC_ENDPOINTS) {
        "to AWS alone, through VPC endpoints, unless the network's own routes lead elsewhere"
    } else {
        "through the network's own NAT, to any address"
    };
    let mut rows = vec![vec!["Tasks".to_owned(), way.to_owned()]];
    rows.extend(named("Image, pulled from", input::IMAGE));
    rows.extend(named("Database elsewhere", input::DB_HOST));
    rows.extend(named("Search engine elsewhere", input::SEARCH_HOST));
    rows.extend(named("Uploads elsewhere", input::UPLOADS_BUCKET));
    rows.extend(named("Access logs of the load balancer", input::ALB_ACCESS_LOGS_BUCKET));
    let budget = evaluation.resource_values().iter().find(|it| &*it.address.resource_type == "aws_budgets_budget");
    rows.extend(
        budget.map(|_| vec!["Mail of AWS Budgets".to_owned(), "sums of money, to who monthly_budget names".into()]),
    );
    Chapter {
        title: "What leaves the network",
        introduction: "Database, Redis and file systems that are made here call nobody.",
        columns: &["What", "Where to"],
        rows,
    }
}

fn personal_data(evaluation: &Evaluation, values: &Values) -> Chapter {
    let reading = Reading(values);
    let days =
        |input| reading.number(input).map_or_else(|| "as its owner has it".into(), |days| format!("{days} days"));
    let mut rows = Vec::new();
    let mut row = |what: &str, place: &str, kept: String| rows.push(vec![what.to_owned(), place.to_owned(), kept]);
    if reading.is(choice::DATABASE_EXTERNAL) {
        row("All that customers and staff enter", "the database that exists", "as its owner has it".into());
    } else {
        row("All that customers and staff enter", "the database", "until deleted there".into());
        row("The same, as it was", "backups of the database", days(input::DB_BACKUP_RETENTION_DAYS));
    }
    let redis = if reading.is(choice::REDIS_EXTERNAL) { "the Redis that exists" } else { "Redis" };
    row("What jobs and caches hold of it", redis, "until the job is done".into());
    let uploads = if reading.is(choice::UPLOADS_EFS) {
        "a file system"
    } else if reading.is(choice::UPLOADS_S3) {
        "a bucket; what was deleted, as an old version, for 90 days where it is made here"
    } else {
        "each task's own disk"
    };
    row("Files that are uploaded", uploads, "until deleted there, or with the task's disk".into());
    if reading.is(choice::SEARCH_MANAGED) || reading.is(choice::SEARCH_EXTERNAL) {
        row("What is searched", "the index of the search engine", "until deleted there".into());
    }
    row("Addresses, and what the application writes", "logs in CloudWatch", days(input::LOG_RETENTION_DAYS));
    if evaluation.resource_values().iter().any(|it| &*it.address.resource_type == "aws_flow_log") {
        row("Addresses of who connects", "flow logs in CloudWatch", days(input::FLOW_LOG_RETENTION_DAYS));
    }
    if reading.text(input::ALB_ACCESS_LOGS_BUCKET).is_some() {
        row("Addresses and paths of requests", "access logs in the bucket named", "as its owner has it".into());
    }
    Chapter {
        title: "Where personal data lies",
        introduction: "By what the application may hold; what it does hold is its users' to say.",
        columns: &["What", "Where", "How long"],
        rows,
    }
}

fn secrets(evaluation: &Evaluation) -> Chapter {
    let mut readers: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for container in evaluation.containers() {
        for variable in container.variables.iter().filter(|variable| variable.secret) {
            readers.entry((variable.text(), variable.name.clone())).or_default().push(&container.name);
        }
    }
    let row = |((arn, name), containers): ((String, String), Vec<&str>)| vec![name, arn, containers.join(", ")];
    Chapter {
        title: "Who may read which secret",
        introduction: "The execution role reads them when a task starts, and no others; the application finds them in its \
                       environment. The task role, which the application has, reads none of them. Who deploys reads none, \
                       but may give a task any of them.",
        columns: &["As", "Secret", "Containers"],
        rows: readers.into_iter().map(row).collect(),
    }
}

fn quota(evaluation: &Evaluation) -> Chapter {
    let row = |quota: crate::Quota| {
        let most = if quota.at_most > quota.used { format!(", at most {}", quota.at_most) } else { String::new() };
        let more = if quota.is_exceeded() { ": ask for more" } else { "" };
        vec![
            quota.name.to_owned(),
            format!("{}{most}", quota.used),
            format!("{}{more}", quota.default),
            quota.source.into(),
        ]
    };
    Chapter {
        title: "Quotas of the account",
        introduction: "What it takes beside what AWS gives by default. A new account may have less, and others use the \
                       same: Service Quotas in the console says what there is.",
        columns: &["Quota", "Takes", READ_DEFAULT, "Source"],
        rows: quotas(evaluation).into_iter().map(row).collect(),
    }
}

const READ_DEFAULT: &str = "Default, read 2026-11-28";

fn text(resource: &ResourceValues, attribute: &str) -> Option<String> {
    resource.values.get(attribute).and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::READ;
    use openmercato_ecs_module::{Module, preset};

    fn of(name: &str) -> Vec<Chapter> {
        report(&Evaluation::of(Module::embedded(), &preset::find(name).expect("a preset").inputs))
    }

    fn has(chapters: &[Chapter], title: &str, words: &[&str]) -> bool {
        let chapter = chapters.iter().find(|chapter| chapter.title.contains(title)).expect("the chapter");
        chapter.rows.iter().any(|row| words.iter().all(|word| row.iter().any(|cell| cell.contains(word))))
    }

    #[test]
    fn every_row_fills_its_columns() {
        for preset in preset::all() {
            for chapter in of(&preset.name) {
                assert!(!chapter.rows.is_empty(), "{}: {}", preset.name, chapter.title);
                assert!(chapter.rows.iter().all(|row| row.len() == chapter.columns.len()), "{chapter:?}");
            }
        }
    }

    #[test]
    fn a_key_of_ones_own_is_named_wherever_it_encrypts() {
        let complete = of("complete");
        for what in ["Database", "Redis", "File system", "Logs"] {
            assert!(has(&complete, "encrypted", &[what, "key/1a2b3c4d"]), "{what}");
        }
        assert!(has(&of("minimal-managed"), "encrypted", &["Database", "a key of AWS"]));
    }

    #[test]
    fn ports_are_those_of_the_plan() {
        let chapters = of("minimal-managed");
        assert!(has(&chapters, "Ports", &["PostgreSQL from the tasks", "in", "5432", "database", "tasks"]));
        assert!(has(&chapters, "Ports", &["HTTP from clients", "80", "0.0.0.0/0"]));
        assert!(!has(&of("external-dependencies"), "Ports", &["PostgreSQL"]));
    }

    #[test]
    fn every_group_has_words() {
        for chapter in of("complete").iter().filter(|chapter| chapter.title.contains("Ports")) {
            let wordless: Vec<_> = chapter.rows.iter().filter(|row| row[0].len() < 5 || row[3].len() < 5).collect();
            assert!(wordless.is_empty(), "{wordless:?}");
        }
    }

    #[test]
    fn each_secret_names_its_readers() {
        assert!(has(&of("complete"), "secret", &["RESEND_API_KEY", "mail-Ij56Kl:api-key", "web"]));
    }

    #[test]
    fn the_date_is_that_of_the_quotas() {
        assert!(READ_DEFAULT.ends_with(READ));
    }
}
