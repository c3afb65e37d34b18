//! Secrets and logs, what exists already, and what was never sourced.

use super::{Estimator, basis, compute, number, quantity};
use crate::{Assumption, Basis, Bounds, Driver, Sku};
use openmercato_ecs_module::counted;
use openmercato_ecs_module::names::{choice, input};

/// The days of a month: a year's by twelve.
const DAYS: f64 = 365.0 / 12.0;

/// The longest that CloudWatch keeps logs when it does not keep them for ever, in days.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
const LONGEST_RETENTION: usize = 3653;

/// The secret in which RDS keeps the database's password. It is in no plan of Terraform's. The key that encrypts it is
/// AWS's own and costs nothing.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html>
pub(super) fn secrets(estimator: &mut Estimator) {
    let databases = estimator.resources("aws_db_instance");
    if !databases.is_empty() {
        let count = number(databases.len());
        let mut basis = databases;
        basis.push(Basis::Attached("the database's password, which RDS keeps"));
        estimator.charge(Driver::Secrets, Sku::Secret, count, basis);
    }
}

/// The zone of Route 53 that Cloud Map makes for a private namespace.
/// <https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html>
pub(super) fn zones(estimator: &mut Estimator) {
    let namespaces = estimator.resources("aws_service_discovery_private_dns_namespace");
    if !namespaces.is_empty() {
        let count = number(namespaces.len());
        estimator.charge(Driver::Dns, Sku::HostedZone, count, namespaces);
        estimator.omit("Queries for names in the network", "charged for by the million; no price was sourced");
    }
}

/// Logs written and logs kept: low is the first month, high is when the oldest begin to be deleted or, where they never
/// are, after the longest that CloudWatch would keep them otherwise.
pub(super) fn logs(estimator: &mut Estimator) {
    let mut groups = estimator.resources("aws_cloudwatch_log_group");
    // What flow logs write follows from traffic, not from tasks.
    groups.retain(|basis| !matches!(basis, Basis::Resource(address) if &*address.name == "flow"));
    if groups.is_empty() {
        return;
    }
    let (tasks, counted_by) = compute::running(estimator);
    let written = estimator.assumed(Assumption::LogVolume).times(tasks);
    let on_tasks = [groups, counted_by].concat();
    let on_volume = basis(&on_tasks, &[], &[Assumption::LogVolume]);
    estimator.charge(Driver::Logs, Sku::LogIngestion, written, on_volume);
    let days = match estimator.reading.number(input::LOG_RETENTION_DAYS) {
        Some(0) => LONGEST_RETENTION,
        Some(days) => days,
        None => return estimator.gap("Logs: storage", "how long they are kept cannot be told"),
    };
    let months = quantity(days) / DAYS;
    let kept = Bounds { low: months.min(1.0), high: months };
    let share = estimator.assumed(Assumption::LogStored).map(|percent| percent / 100.0);
    let on_retention = basis(&on_tasks, &[input::LOG_RETENTION_DAYS], &[Assumption::LogVolume, Assumption::LogStored]);
    estimator.charge(Driver::Logs, Sku::LogStorage, written.times(kept).times(share), on_retention);
}

/// What the deployment is given, other than network, database and Redis.
pub(super) fn existing(estimator: &mut Estimator) {
    let reading = estimator.reading;
    if reading.is(choice::WAF_EXISTING) {
        let why = "It exists already; the deployment's requests add to its bill.";
        estimator.leave("Web ACL", why, &[Sku::WebAcl, Sku::WebAclRule, Sku::WebAclRequests]);
    }
    if reading.is(choice::DNS_ROUTE53) {
        estimator.leave("Hosted zone", "It exists already.", &[Sku::HostedZone]);
    }
    let given = reading.secrets();
    let parameters = given.iter().filter(|arn| arn.split(':').nth(2) == Some("ssm")).count();
    if given.len() > parameters {
        let what = counted(given.len() - parameters, "secret", "secrets");
        estimator.leave(what, "They exist already: only their ARNs are given.", &[Sku::Secret]);
    }
    if parameters > 0 {
        let what = counted(parameters, "parameter", "parameters");
        estimator.leave(what, "They exist already, and standard parameters cost nothing.", &[]);
    }
    if reading.is(choice::SEARCH_EXTERNAL) {
        estimator.leave("Search engine", "It exists already.", &[]);
    }
    let named = [input::UPLOADS_FILE_SYSTEM_ID, input::UPLOADS_BUCKET];
    if named.into_iter().any(|input| reading.text(input).is_some()) {
        estimator.leave("Storage of uploads", "It exists already; what is put there adds to its bill.", &[]);
    }
    if reading.text(input::KMS_KEY_ARN).is_some() {
        estimator.leave("KMS key", "It exists already; a little is charged for each use of it.", &[]);
    }
    estimator.leave("Image registry", "It exists already, with the images in it.", &[]);
}

/// What is watched and kept beside the tasks' logs, for which no price was sourced.
pub(super) fn watched(estimator: &mut Estimator) {
    let insights = estimator.reading.text(input::CONTAINER_INSIGHTS);
    if insights.is_some_and(|insights| insights != "disabled") {
        estimator.gap("Container Insights", "its metrics are charged for by number; no price of them was sourced");
    }
    if estimator.reading.text(input::ALB_ACCESS_LOGS_BUCKET).is_some() {
        estimator.omit("Access logs of the load balancer", "their bucket is charged for where it is");
    }
}

/// What every deployment may be charged for beside the lines.
pub(super) fn never_sourced(estimator: &mut Estimator) {
    let traffic = estimator.assumed(Assumption::TrafficOut);
    let data_out = format!("Data transfer to the internet, {traffic} GB a month to users");
    estimator.omit(&data_out, "no price of it was sourced");
    estimator.omit("Data transfer between zones", "no price of it was sourced");
    estimator.omit("Requests to Secrets Manager and KMS", "some for each task that starts; no price was sourced");
    let one_shot = "they run for minutes after a deployment, and are charged for those";
    estimator.omit("One-shot tasks, and second copies of tasks while a deployment rolls out", one_shot);
    estimator.omit("Tax, support plans, discounts and the free tier", "prices are on demand and before them");
}
