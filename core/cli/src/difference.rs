//! What differs between two sets of inputs.

use super::Format;
use openmercato_ecs_core::{Evaluation, Inputs, Module, hcl};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The inputs that differ, and the resources that only one of the two has.
pub(super) fn text(from: &Inputs, to: &Inputs, format: Format) -> String {
    let names: BTreeSet<&str> = from.iter().chain(to.iter()).map(|(name, _)| name).collect();
    let changed: Vec<_> = names.into_iter().filter(|name| from.get(name) != to.get(name) && !is_secret(name)).collect();
    let (before, after) = (resources(from), resources(to));
    let removed: Vec<_> = before.difference(&after).collect();
    let added: Vec<_> = after.difference(&before).collect();
    if format == Format::Json {
        let value = |inputs: &Inputs, name: &str| inputs.get(name).and_then(openmercato_ecs_core::Value::to_json);
        let inputs: Vec<Value> = changed
            .iter()
            .map(|name| json!({ "name": name, "from": value(from, name), "to": value(to, name) }))
            .collect();
        return format!("{:#}\n", json!({ "inputs": inputs, "removed": removed, "added": added }));
    }
    let mut text = String::new();
    for name in changed {
        for (sign, inputs) in [('-', from), ('+', to)] {
            if let Some(value) = inputs.get(name) {
                let written = hcl::Body::new().attribute(name, value).to_string();
                text.extend(written.lines().map(|line| format!("{sign} {line}\n")));
            }
        }
    }
    text.extend(removed.iter().map(|address| format!("- {address}\n")));
    text.extend(added.iter().map(|address| format!("+ {address}\n")));
    text
}

fn is_secret(name: &str) -> bool {
    Module::embedded().variable(name).is_some_and(|variable| variable.sensitive)
}

fn resources(inputs: &Inputs) -> BTreeSet<String> {
    let plan = Evaluation::of(Module::embedded(), inputs).plan;
    plan.resources.iter().map(|resource| resource.address.to_string()).collect()
}
