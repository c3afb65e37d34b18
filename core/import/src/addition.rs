//! What was brought, added to what is there.

use crate::{Format, Import};
use openmercato_ecs_module::Inputs;
use openmercato_ecs_module::names::input;
use std::sync::Arc;
use terraform_language::Value;

impl Import {
    /// Whether it describes a deployment as a whole, as Terraform's own files do, and not a part of one, as an
    /// environment file does.
    pub fn is_whole(&self) -> bool {
        let read = self.taken.iter().filter_map(|(lines, _)| self.files.get(lines.file));
        read.into_iter().any(|file| matches!(file.format, Format::Hcl | Format::Json))
    }
}

/// The inputs with what was brought added. What was brought wins, and what it does not set stays: maps and objects are
/// joined entry by entry, lists are replaced. A name that was brought as a secret is no longer plain, and the other way
/// round.
pub fn added(present: &Inputs, brought: &Inputs) -> Inputs {
    let mut inputs = present.clone();
    for (one, other) in [(input::ENV, input::SECRETS), (input::SECRETS, input::ENV)] {
        let brought = brought.get(one.name()).and_then(Value::entries);
        let entries = inputs.get(other.name()).and_then(Value::entries).cloned();
        if let (Some(brought), Some(mut entries)) = (brought, entries) {
            entries.retain(|name, _| !brought.contains_key(name));
            inputs.set(other.name(), Value::Object(Arc::new(entries)));
        }
    }
    for (name, value) in brought.iter() {
        let joined = inputs.get(name).map_or_else(|| value.clone(), |present| joined(present, value));
        inputs.set(name, joined);
    }
    inputs
}

fn joined(present: &Value, brought: &Value) -> Value {
    let (Some(entries), Some(others)) = (present.entries(), brought.entries()) else { return brought.clone() };
    let mut entries = entries.clone();
    for (name, value) in others {
        let value = entries.get(name).map_or_else(|| value.clone(), |present| joined(present, value));
        entries.insert(name.clone(), value);
    }
    Value::Object(Arc::new(entries))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn inputs(json: &serde_json::Value) -> Inputs {
        Inputs::from_json(json).expect("an object")
    }

    #[test]
    fn what_was_brought_wins_and_the_rest_stays() {
        let present = inputs(&json!({
            "name": "shop", "env": { "A": "1", "B": "2" }, "web_service": { "cpu": 512, "command": ["a", "b"] },
        }));
        let brought = inputs(&json!({
            "image": "app", "env": { "B": "3", "C": "4" }, "web_service": { "command": ["c"], "memory": 1024 },
        }));
        let together = json!({
            "name": "shop", "image": "app", "env": { "A": "1", "B": "3", "C": "4" },
            "web_service": { "cpu": 512, "command": ["c"], "memory": 1024 },
        });
        assert_eq!(added(&present, &brought), inputs(&together));
        assert_eq!(added(&present, &Inputs::new()), present);
        assert_eq!(added(&Inputs::new(), &brought), brought);
    }

    #[test]
    fn a_name_is_plain_or_secret_as_it_was_brought() {
        let present = inputs(&json!({ "env": { "KEY": "plain", "A": "1" }, "secrets": { "B": "arn" } }));
        let brought = inputs(&json!({ "secrets": { "KEY": "arn" }, "env": { "B": "plain" } }));
        let together = json!({ "env": { "A": "1", "B": "plain" }, "secrets": { "KEY": "arn" } });
        assert_eq!(added(&present, &brought), inputs(&together));
    }
}
