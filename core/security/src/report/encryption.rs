//! What is encrypted with whose key.

use openmercato_ecs_module::Reading;
use openmercato_ecs_module::names::{choice, input};

use super::{Chapter, Subject};
use crate::planned::text;

/// What keeps data, by resource type: what people call it, the attribute that names its key, and whose key it is where
/// none is named.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html>
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html>
/// <https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html>
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html>
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html>
const KEEPERS: [(&str, &str, &str, &str); 7] = [
    ("aws_db_instance", "Database, with its backups and snapshots", "kms_key_id", "AWS's key aws/rds in the account"),
    (
        "aws_db_instance",
        "Secret of the database's password",
        "master_user_secret_kms_key_id",
        "AWS's key aws/secretsmanager in the account",
    ),
    ("aws_elasticache_replication_group", "Redis, with its snapshots", "kms_key_id", "a key that AWS owns"),
    ("aws_elasticache_serverless_cache", "Redis, with its snapshots", "kms_key_id", "a key that AWS owns"),
    ("aws_efs_file_system", "File systems", "kms_key_id", "AWS's key aws/elasticfilesystem in the account"),
    ("aws_s3_bucket", "Bucket of uploads", "", "a key that S3 manages"),
    ("aws_cloudwatch_log_group", "Logs", "kms_key_id", "a key that AWS owns"),
];

pub(super) fn chapter(subject: &Subject) -> Chapter {
    let reading = subject.reading();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (kind, what, attribute, of_aws) in KEEPERS {
        if let Some(resource) = subject.planned.made(kind).next() {
            let key = if attribute.is_empty() { reading.text(input::KMS_KEY_ARN) } else { text(resource, attribute) };
            rows.push(vec![what.into(), key.map_or_else(|| of_aws.into(), |key| format!("your key {key}"))]);
        }
    }
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
    rows.push(vec!["Each task's own disk".into(), "a key that AWS owns".into()]);
    let mut way = |what: &str, with: &str| rows.push(vec![what.to_owned(), with.to_owned()]);
    way("On the way from people to the load balancer", &way_in(subject));
    way("On the way from the load balancer to the tasks", "nothing: HTTP within the VPC");
    way("On the way to the database", database_tls(reading));
    let redis = if reading.is(choice::REDIS_EXTERNAL) { "TLS as its URL says: with rediss://" } else { "TLS" };
    way("On the way to Redis", redis);
    if reading.is(choice::UPLOADS_EFS) || reading.is(choice::SEARCH_ON_EFS) {
        way("On the way to file systems", "TLS");
    }
    if reading.is(choice::UPLOADS_S3) {
        way("On the way to the bucket", if subject.makes("aws_s3_bucket") { "TLS, or S3 refuses" } else { "TLS" });
    }
    if let Some(search) = to_search(subject) {
        way("On the way to the search engine", search);
    }
    Chapter {
        title: "What is encrypted with whose key",
        introduction:
            "At rest, by key; on the way, by protocol. Secrets and parameters that are named have their owner's key."
                .into(),
        columns: &["What", "With"],
        rows,
    }
}

fn way_in(subject: &Subject) -> String {
    match subject.planned.made("aws_lb_listener").find_map(|it| text(it, "ssl_policy")) {
        Some(policy) => format!("TLS, by the policy {policy}; port 80 only leads there"),
        None => "nothing: HTTP".into(),
    }
}

/// How the connection to the database is encrypted, in words.
pub fn database_tls(values: Reading) -> &'static str {
    if values.is(choice::DB_TLS_VERIFY) {
        "TLS with the certificate checked"
    } else if values.is(choice::DB_TLS_DISABLE) {
        "no TLS"
    } else if values.text(input::DB_TLS_MODE).is_some() {
        "TLS without the certificate being checked"
    } else {
        "TLS as its URL says"
    }
}

fn to_search(subject: &Subject) -> Option<&'static str> {
    let reading = subject.reading();
    if reading.is(choice::SEARCH_MANAGED) {
        return Some("nothing: HTTP within the VPC");
    }
    let host = reading.text(input::SEARCH_HOST)?;
    Some(if host.starts_with("https://") { "TLS" } else { "nothing: HTTP" })
}
