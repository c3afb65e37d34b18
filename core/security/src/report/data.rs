//! Where personal data lies, and who may read which secret.

use std::collections::BTreeMap;

use openmercato_ecs_module::labels::counted;
use openmercato_ecs_module::names::{choice, input};

use super::{Chapter, Subject};

const UNTIL_DELETED: &str = "until deleted there";
const ITS_OWNER: &str = "as its owner has it";

pub(super) fn personal(subject: &Subject) -> Chapter {
    let mut rows = database(subject);
    rows.extend(redis(subject));
    rows.extend(uploads(subject));
    let reading = subject.reading();
    let mut row = |what: &str, place: &str, kept: &str| rows.push([what, place, kept].map(str::to_owned).to_vec());
    if reading.is(choice::SEARCH_MANAGED) || reading.is(choice::SEARCH_EXTERNAL) {
        row("What is searched", "the index of the search engine", UNTIL_DELETED);
    }
    row(
        "IP addresses, and what the application writes",
        "logs in CloudWatch",
        &days(subject, input::LOG_RETENTION_DAYS),
    );
    if subject.makes("aws_flow_log") {
        row("IP addresses of who connects", "flow logs in CloudWatch", &days(subject, input::FLOW_LOG_RETENTION_DAYS));
    }
    if reading.text(input::ALB_ACCESS_LOGS_BUCKET).is_some() {
        row("IP addresses and paths of requests", "access logs in the bucket named", ITS_OWNER);
    }
    Chapter {
        title: "Where personal data lies",
        introduction: "By what the application may hold; what it does hold is its users' to say. What is made here stays in the region. \
                       Who deploys may read the logs, and the rest by what they let tasks do."
            .into(),
        columns: &["What", "Where", "How long"],
        rows,
    }
}

fn days(subject: &Subject, input: openmercato_ecs_module::names::Input) -> String {
    subject.reading().number(input).map_or_else(|| "for ever".into(), |days| counted(days, "day", "days"))
}

fn row(what: &str, place: &str, kept: impl Into<String>) -> Vec<String> {
    vec![what.to_owned(), place.to_owned(), kept.into()]
}

fn database(subject: &Subject) -> Vec<Vec<String>> {
    let reading = subject.reading();
    const ALL: &str = "All that customers and staff enter";
    if reading.is(choice::DATABASE_EXTERNAL) {
        return vec![row(ALL, "the database that exists", ITS_OWNER)];
    }
    let mut rows = vec![row(ALL, "the database", UNTIL_DELETED)];
    if reading.number(input::DB_BACKUP_RETENTION_DAYS) != Some(0) {
        rows.push(row(
            "The same, as it was",
            "backups of the database",
            days(subject, input::DB_BACKUP_RETENTION_DAYS),
        ));
    }
    if !reading.flag(input::DB_SKIP_FINAL_SNAPSHOT) {
        rows.push(row("The same, when the database is destroyed", "a last snapshot", "until somebody deletes it"));
    }
    rows
}

fn redis(subject: &Subject) -> Vec<Vec<String>> {
    const PART: &str = "What jobs and caches hold of it";
    if subject.reading().is(choice::REDIS_EXTERNAL) {
        return vec![row(PART, "the Redis that exists", "until the job is done")];
    }
    let mut rows = vec![row(PART, "Redis", "until the job is done")];
    if subject.reading().number(input::REDIS_SNAPSHOT_RETENTION_DAYS).is_some_and(|days| days > 0) {
        let kept = days(subject, input::REDIS_SNAPSHOT_RETENTION_DAYS);
        rows.push(row("The same, as it was", "snapshots of Redis", kept));
    }
    rows
}

fn uploads(subject: &Subject) -> Vec<Vec<String>> {
    let reading = subject.reading();
    const FILES: &str = "Files that are uploaded";
    if reading.is(choice::UPLOADS_EFS) {
        let is_here = reading.text(input::UPLOADS_FILE_SYSTEM_ID).is_none();
        let mut rows = vec![row(FILES, "a file system", UNTIL_DELETED)];
        // https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html
        if is_here && reading.flag(input::UPLOADS_BACKUP) {
            rows.push(row("The same, as they were", "AWS Backup's vault of EFS", "35 days, as AWS Backup has it"));
        }
        rows
    } else if reading.is(choice::UPLOADS_S3) && reading.text(input::UPLOADS_BUCKET).is_some() {
        vec![row(FILES, "the bucket that exists", ITS_OWNER)]
    } else if reading.is(choice::UPLOADS_S3) {
        vec![
            row(FILES, "the bucket of uploads", UNTIL_DELETED),
            row("The same, after they are deleted", "old versions in the bucket", "90 days"),
        ]
    } else {
        vec![row(FILES, "each task's own disk", "until the task ends")]
    }
}

pub(super) fn secrets(subject: &Subject) -> Chapter {
    let mut readers: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for container in &subject.containers {
        for (name, from) in &container.secrets {
            readers.entry((name.clone(), from.clone())).or_default().push(&container.name);
        }
    }
    let row = |((name, from), containers): ((String, String), Vec<&str>)| vec![name, from, containers.join(", ")];
    let mut rows: Vec<_> = readers.into_iter().map(row).collect();
    if let Some(secret) = subject.containers.iter().find_map(|container| container.credentials.clone()) {
        rows.push(vec!["the registry's user and password".into(), secret, "none: ECS pulls the images with it".into()]);
    }
    Chapter {
        title: "Who may read which secret",
        introduction: readers_besides(subject),
        columns: &["As", "Secret", "Containers"],
        rows,
    }
}

/// Who reads secrets besides the containers, and who does not.
fn readers_besides(subject: &Subject) -> String {
    let reading = subject.reading();
    let role = if subject.makes("aws_iam_role_policy_attachment") {
        "The task role, which the application has, reads what the policies in task_role_policies allow."
    } else {
        "The task role, which the application has, reads none of them."
    };
    let deployer = match reading.text(input::PERMISSIONS_BOUNDARY_ARN) {
        Some(_) => "any that the permissions boundary allows",
        None => "any of the account: no permissions boundary is named",
    };
    let shell = if reading.flag(input::ENABLE_EXECUTE_COMMAND) {
        " Who opens a shell in a task (ECS Exec) sees those of its container."
    } else {
        ""
    };
    let evaluation = subject.planned.evaluation;
    let plain = match evaluation.inputs.sensitive(evaluation.module()).next() {
        Some(_) => "URLs that are given in plain text stand in task definitions and in Terraform's state.",
        None => "Neither this repository nor Terraform's state has a value of them.",
    };
    format!(
        "The execution role reads them when a task starts, and no others: of a secret with several keys, it may read all. \
         The application finds them in its environment. {role} Who deploys reads none, but says which image and which \
         command run with them, and may give a role {deployer}.{shell} {plain}"
    )
}
