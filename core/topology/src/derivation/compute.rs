//! The nodes that run the image.

use super::Derivation;
use crate::{Node, NodeKind};
use openmercato_ecs_module::names::{Attribute, attribute, input};
use terraform_language::Value;

pub(super) fn nodes(derivation: &Derivation) -> Vec<Node> {
    let reading = derivation.reading;
    let mut nodes = Vec::new();
    if derivation.makes("web") {
        let details = service_details(reading.value(input::WEB_SERVICE));
        nodes.push(derivation.node("web", NodeKind::Web, "Web", details, &["cluster"]));
    }
    let workers = reading.value(input::WORKER_SERVICES);
    for name in derivation.parts_of("worker/") {
        let details = workers.get(name).map(service_details).unwrap_or_default();
        nodes.push(derivation.node(&format!("worker/{name}"), NodeKind::Worker, name, details, &["cluster"]));
    }
    for name in derivation.parts_of("task/") {
        let (label, task) = match name {
            "migration" => ("Migration", Some(input::MIGRATION_TASK)),
            "scheduler-sync" => ("Scheduler sync", Some(input::SCHEDULER_SYNC_TASK)),
            other => (other, None),
        };
        let mut details = vec!["started on demand".to_owned()];
        details.extend(task.and_then(|task| task_size(reading.value(task))));
        nodes.push(derivation.node(&format!("task/{name}"), NodeKind::Task, label, details, &["cluster"]));
    }
    nodes
}

/// Number and size of the tasks, and the command where one is set.
fn service_details(service: &Value) -> Vec<String> {
    let size = task_size(service);
    let count = task_count(service);
    let first = match (count, size) {
        (Some(count), Some(size)) => format!("{count} × {size}"),
        (Some(count), None) => format!("{count} ×"),
        (None, size) => size.unwrap_or_default(),
    };
    vec![first, command(service)]
}

/// `2`, or `2 to 6` with autoscaling.
fn task_count(service: &Value) -> Option<String> {
    let scaling = attribute::AUTOSCALING.of(service);
    let bounds = scaling
        .and_then(|scaling| Some((attribute::MIN_CAPACITY.number(scaling)?, attribute::MAX_CAPACITY.number(scaling)?)));
    match bounds {
        Some((least, most)) if least != most => Some(format!("{least} to {most}")),
        Some((count, _)) => Some(count.to_string()),
        None => attribute::DESIRED_COUNT.number(service).map(|count| count.to_string()),
    }
}

/// `0.5 vCPU, 2 GiB`. Units: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>.
fn task_size(task: &Value) -> Option<String> {
    let share = |attribute: Attribute| attribute.number(task).map(thousandths);
    match (share(attribute::CPU), share(attribute::MEMORY)) {
        (Some(cpu), Some(memory)) => Some(format!("{cpu} vCPU, {memory} GiB")),
        (Some(cpu), None) => Some(format!("{cpu} vCPU")),
        (None, memory) => memory.map(|memory| format!("{memory} GiB")),
    }
}

/// A number of 1024ths with at most two decimals: `0.25`, `1`, `1.5`.
fn thousandths(number: usize) -> String {
    let hundredths = number.saturating_mul(100) / 1024;
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

fn command(service: &Value) -> String {
    let words = attribute::COMMAND.of(service).and_then(Value::elements).unwrap_or_default();
    let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
    words.join(" ")
}
