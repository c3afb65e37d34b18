//! The nodes that run the image.

use super::Derivation;
use crate::node::Node;
use crate::part::{BoundaryId, NodeId, Task};
use openmercato_ecs_module::names::{attribute, input};
use openmercato_ecs_module::{TaskRange, TaskSize, counted, labels};
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
    std::iter::once("started on demand".to_owned()).chain(TaskSize::of(task).map(|size| size.to_string())).collect()
}

/// Number and size of the tasks, the command where one is set, and how much of them is on Fargate Spot.
fn service_details(service: &Value) -> Vec<String> {
    let first = labels::service(service);
    let spot = attribute::SPOT_PERCENT.number(service).filter(|percent| *percent > 0);
    let spot = spot.map(|percent| format!("{percent} % on Fargate Spot"));
    [first, command(service)].into_iter().chain(sidecars(service)).chain(spot).collect()
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
