//! The nodes that run the image.

use super::Derivation;
use crate::node::Node;
use crate::part::{BoundaryId, NodeId, Task};
use openmercato_ecs_module::names::{Attribute, attribute, input};
use openmercato_ecs_module::{TaskRange, counted};
use terraform_language::Value;

pub(super) fn nodes(derivation: &Derivation) -> Vec<Node> {
    derivation.made_nodes().filter_map(|id| node(derivation, id)).collect()
}

fn node(derivation: &Derivation, id: &NodeId) -> Option<Node> {
    let reading = derivation.reading;
    let service = match id {
        NodeId::Web => Some(reading.value(input::WEB_SERVICE)),
        NodeId::Worker(name) => reading.value(input::WORKER_SERVICES).get(name),
        _ => None,
    };
    let of_service = || service.map(service_details).unwrap_or_default();
    let (label, details) = match id {
        NodeId::Web => ("Web", of_service()),
        NodeId::Worker(name) => (&**name, of_service()),
        NodeId::Task(Task::Migration) => ("Migration", task_details(reading.value(input::MIGRATION_TASK))),
        NodeId::Task(Task::SchedulerSync) => {
            ("Scheduler sync", task_details(reading.value(input::SCHEDULER_SYNC_TASK)))
        }
        _ => return None,
    };
    let mut node = derivation.node(id.clone(), label, details, BoundaryId::Cluster);
    let tasks = service.and_then(TaskRange::of).map_or(0, |range| range.most);
    node.spread = derivation.subnets.spread(tasks);
    Some(node)
}

fn task_details(task: &Value) -> Vec<String> {
    std::iter::once("started on demand".to_owned()).chain(task_size(task)).collect()
}

/// Number and size of the tasks, the command where one is set, and how much of them is on Fargate Spot.
fn service_details(service: &Value) -> Vec<String> {
    let size = task_size(service);
    let count = task_count(service);
    let first = match (count, size) {
        (Some(count), Some(size)) => format!("{count} × {size}"),
        (Some(count), None) => format!("{count} ×"),
        (None, size) => size.unwrap_or_default(),
    };
    let spot = attribute::SPOT_PERCENT.number(service).filter(|percent| *percent > 0);
    let spot = spot.map(|percent| format!("{percent} % on Fargate Spot"));
    [first, command(service)].into_iter().chain(sidecars(service)).chain(spot).collect()
}

/// `2`, or `2 to 6` with autoscaling.
fn task_count(service: &Value) -> Option<String> {
    let TaskRange { least, most } = TaskRange::of(service)?;
    Some(if least == most { most.to_string() } else { format!("{least} to {most}") })
}

/// `0.5 vCPU, 2 GiB`. Units: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>.
pub(super) fn task_size(task: &Value) -> Option<String> {
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

/// `with 2 sidecars`, where there are any.
fn sidecars(service: &Value) -> Option<String> {
    let count = attribute::SIDECARS.of(service).and_then(Value::elements).map_or(0, <[Value]>::len);
    (count > 0).then(|| format!("with {}", counted(count, "sidecar", "sidecars")))
}

fn command(service: &Value) -> String {
    let words = attribute::COMMAND.of(service).and_then(Value::elements).unwrap_or_default();
    let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
    words.join(" ")
}
