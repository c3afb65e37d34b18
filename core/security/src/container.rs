//! The containers of the planned task definitions, sidecars and the search engine's among them.

use openmercato_ecs_module::PlannedBlock;
use serde_json::Value as Json;
use terraform_language::{InstanceKey, Segment, Value};

use crate::planned::Planned;

/// What ECS is told of a container, as far as a review asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Container {
    /// As `web`; of a sidecar `web/collector`.
    pub(crate) name: String,
    /// As it is pulled.
    pub(crate) image: String,
    /// Secrets that it finds in its environment: by which name, and where from.
    pub(crate) secrets: Vec<(String, String)>,
    /// The secret by which the image is pulled from a private registry.
    pub(crate) credentials: Option<String>,
    /// Whether a log router of its task takes its logs.
    pub(crate) is_routed: bool,
}

/// The containers, in the order of the module's blocks.
pub(crate) fn containers(planned: &Planned) -> Vec<Container> {
    planned.blocks("aws_ecs_task_definition").iter().flat_map(|block| of_task(block)).collect()
}

fn of_task(block: &PlannedBlock) -> Vec<Container> {
    let task = match &block.address.key {
        InstanceKey::Each(key) => key.to_string(),
        _ => block.address.name.replace('_', "-"),
    };
    let text = block.named.get("container_definitions").and_then(Value::as_str).unwrap_or_default();
    let definitions: Json = serde_json::from_str(text).unwrap_or_default();
    let container = |(index, definition): (usize, &Json)| {
        let name = definition["name"].as_str().filter(|_| index > 0);
        Container {
            name: name.map_or_else(|| task.clone(), |sidecar| format!("{task}/{sidecar}")),
            image: told(&definition["image"]),
            secrets: secrets(definition),
            credentials: definition["repositoryCredentials"]["credentialsParameter"].as_str().map(str::to_owned),
            is_routed: definition["logConfiguration"]["logDriver"] == "awsfirelens",
        }
    };
    definitions.as_array().into_iter().flatten().enumerate().map(container).collect()
}

fn secrets(definition: &Json) -> Vec<(String, String)> {
    let secrets = definition["secrets"].as_array().into_iter().flatten();
    secrets.map(|secret| (told(&secret["name"]), told(&secret["valueFrom"]))).collect()
}

/// A text for people, in which words stand for what is known after apply.
fn told(text: &Json) -> String {
    let segments = Segment::of(&Value::string(text.as_str().unwrap_or_default()));
    let is_password = |it: &Segment| matches!(it, Segment::AfterApply(of) if of.starts_with("aws_db_instance."));
    if segments.iter().any(is_password) {
        return "the secret that RDS makes for the database's password".to_owned();
    }
    let words = |segment| match segment {
        Segment::Text(text) => text,
        Segment::AfterApply(address) => format!("<{address}>"),
    };
    segments.into_iter().map(words).collect()
}
