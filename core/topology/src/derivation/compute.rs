//! The nodes that run the image.

use super::Derivation;
use crate::{Node, NodeKind};
use openmercato_ecs_module::number_in;
use terraform_language::Value;

pub(super) fn nodes(derivation: &Derivation) -> Vec<Node> {
    let reading = derivation.reading;
    let mut nodes = Vec::new();
    if derivation.makes("web") {
        let details = service_details(reading.value("web_service"));
        nodes.push(derivation.node("web", NodeKind::Web, "Web", details, &["cluster"]));
    }
    let workers = reading.value("worker_services");
    for name in derivation.parts_of("worker/") {
        let details = workers.get(name).map(service_details).unwrap_or_default();
        nodes.push(derivation.node(&format!("worker/{name}"), NodeKind::Worker, name, details, &["cluster"]));
    }
    for name in derivation.parts_of("task/") {
        let (label, variable) = match name {
            "migration" => ("Migration", "migration_task"),
            "scheduler-sync" => ("Scheduler sync", "scheduler_sync_task"),
            other => (other, ""),
        };
        let mut details = vec!["started on demand".to_owned()];
        details.extend(task_size(reading.value(variable)));
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
    let scaling = service.get("autoscaling");
    let bounds =
        scaling.and_then(|scaling| Some((number_in(scaling, "min_capacity")?, number_in(scaling, "max_capacity")?)));
    match bounds {
        Some((least, most)) if least != most => Some(format!("{least} to {most}")),
        Some((count, _)) => Some(count.to_string()),
        None => number_in(service, "desired_count").map(|count| count.to_string()),
    }
}

/// `0.5 vCPU, 2 GiB`. Units: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>.
fn task_size(task: &Value) -> Option<String> {
    let share = |name| number_in(task, name).map(thousandths);
    match (share("cpu"), share("memory")) {
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
    let words = service.get("command").and_then(Value::elements).unwrap_or_default();
    let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
    words.join(" ")
}
