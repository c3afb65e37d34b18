//! Inputs that differ in a few places from others.

use openmercato_ecs_core::{Inputs, Value};
use serde_json::Value as Json;

/// The inputs with those that a JSON object names; null leaves one alone again.
///
/// # Panics
/// When the JSON is no object.
#[must_use]
pub fn changed(inputs: &Inputs, changes: &Json) -> Inputs {
    let changes = changes.as_object().expect("changes by name");
    changes.iter().fold(inputs.clone(), |inputs, (name, value)| inputs.with(name, Value::from_json(value)))
}
