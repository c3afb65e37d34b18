//! What differs between two sets of inputs.

use crate::{Evaluation, Plan};
use serde_json::json;
use std::collections::BTreeSet;
use terraform_language::Value;

/// The inputs that differ, and the resources that only one of the two plans has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// The inputs, by name. Sensitive ones are left out.
    pub inputs: Vec<ChangedInput>,
    /// The addresses that are planned no more.
    pub removed: Vec<String>,
    /// The addresses that are planned now.
    pub added: Vec<String>,
}

/// An input that is set to another value.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedInput {
    /// Its name.
    pub name: String,
    /// What it was set to; `None` when it was left alone.
    pub from: Option<Value>,
    /// What it is set to; `None` when it is left alone.
    pub to: Option<Value>,
}

impl Difference {
    /// What is different in `to`.
    pub fn between(from: &Evaluation, to: &Evaluation) -> Self {
        let is_sensitive = |name: &str| from.module().variable(name).is_some_and(|variable| variable.sensitive);
        let names: BTreeSet<&str> = from.inputs.iter().chain(to.inputs.iter()).map(|(name, _)| name).collect();
        let changed = names.into_iter().filter(|name| from.inputs.get(name) != to.inputs.get(name));
        let inputs = changed.filter(|name| !is_sensitive(name)).map(|name| ChangedInput {
            name: name.to_owned(),
            from: from.inputs.get(name).cloned(),
            to: to.inputs.get(name).cloned(),
        });
        let (before, after) = (from.plan.addresses(), to.plan.addresses());
        Self {
            inputs: inputs.collect(),
            removed: before.difference(&after).cloned().collect(),
            added: after.difference(&before).cloned().collect(),
        }
    }

    /// `inputs`, `removed` and `added`.
    pub fn to_json(&self) -> serde_json::Value {
        let value = |value: &Option<Value>| value.as_ref().and_then(Value::to_json);
        let inputs = self.inputs.iter();
        let inputs =
            inputs.map(|input| json!({ "name": input.name, "from": value(&input.from), "to": value(&input.to) }));
        json!({ "inputs": inputs.collect::<Vec<_>>(), "removed": self.removed, "added": self.added })
    }
}

impl Plan {
    /// The address of every resource instance.
    pub fn addresses(&self) -> BTreeSet<String> {
        self.resources.iter().map(|resource| resource.address.to_string()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Inputs, Module};

    #[test]
    fn tells_inputs_and_resources_apart() {
        let inputs = Inputs::new().with("name", "shop".into()).with("aws_region", "eu-central-1".into());
        let of = |inputs: &Inputs| Evaluation::of(Module::embedded(), inputs);
        let external = inputs.with("redis_mode", "external".into());
        let difference = Difference::between(&of(&inputs), &of(&external));
        let changed = ChangedInput { name: "redis_mode".into(), from: None, to: Some("external".into()) };
        assert_eq!(difference.inputs, [changed]);
        assert!(difference.removed.contains(&"aws_elasticache_replication_group.this[0]".to_owned()), "{difference:?}");
        assert_eq!(difference.added, [""; 0]);
        assert_eq!(Difference::between(&of(&inputs), &of(&inputs)), Difference::default());
    }
}
