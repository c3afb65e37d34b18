//! Results as JSON, as the binary and packages give them.

use crate::{Container, Diagnostic, EnvironmentVariable, Evaluation, Fix, Inputs, Module, ResourceValues};
use serde_json::{Map, Value, json};

impl Evaluation {
    /// `diagnostics`: the worst first. `to_fill_in`: the places where something is missing or made up. `outside`: the
    /// inputs whose values are given outside, where there are any.
    pub fn check_json(&self) -> Value {
        let diagnostics: Vec<_> = self.diagnostics.iter().map(|found| diagnostic(self, found)).collect();
        let to_fill_in: Vec<_> = self.to_fill_in().iter().map(ToString::to_string).collect();
        let mut json = json!({ "diagnostics": diagnostics, "to_fill_in": to_fill_in });
        if let Some(names) = self.inputs.outside_json(self.module()) {
            json["outside"] = names;
        }
        json
    }

    /// The plan in the shape of `terraform show -json`, relative to the module: `planned_values` and `resource_changes`,
    /// with the arguments and blocks that the module sets.
    pub fn plan_json(&self) -> Value {
        let values = self.resource_values();
        let resources: Vec<_> = values.iter().map(ResourceValues::to_planned_json).collect();
        let changes: Vec<_> = values.iter().map(ResourceValues::to_change_json).collect();
        json!({
            "planned_values": { "root_module": { "resources": resources } },
            "resource_changes": changes,
        })
    }

    /// What each input comes to, by its name: what is set, else the default in the modes chosen. Null where there is
    /// neither. Sensitive inputs, and what is known only after apply, are left out.
    pub fn effective_json(&self) -> Value {
        let is_open = |name: &str| self.module().variable(name).is_some_and(|variable| !variable.sensitive);
        let values = self.in_effect().iter().filter(|(name, _)| is_open(name));
        Value::Object(values.filter_map(|(name, value)| Some((name.to_owned(), value.to_json()?))).collect())
    }

    /// `containers`: what each finds in its environment.
    pub fn environment_json(&self) -> Value {
        json!({ "containers": self.containers().iter().map(container).collect::<Vec<_>>() })
    }
}

fn diagnostic(evaluation: &Evaluation, diagnostic: &Diagnostic) -> Value {
    json!({
        "severity": diagnostic.level.severity().to_string(),
        "level": diagnostic.level.name(),
        "path": diagnostic.path.to_string(),
        "message": diagnostic.message,
        "file": diagnostic.location.as_ref().map(|location| location.file.clone()),
        "line": diagnostic.location.as_ref().map(|location| location.line),
        "check": diagnostic.check,
        "fixes": evaluation.fixes(diagnostic).iter().map(|found| fix(evaluation, found)).collect::<Vec<_>>(),
    })
}

/// `inputs`: those that the fix sets, and as null those that it leaves alone again.
fn fix(evaluation: &Evaluation, fix: &Fix) -> Value {
    json!({ "label": fix.label, "inputs": set(evaluation.module(), &evaluation.inputs, &fix.inputs) })
}

/// What has to be set for the inputs to become others; null for what is to be left alone. Sensitive values are left out.
fn set(module: &Module, from: &Inputs, to: &Inputs) -> Value {
    let is_sensitive = |name: &str| module.variable(name).is_some_and(|variable| variable.sensitive);
    let given = to.iter().filter(|(name, value)| from.get(name) != Some(*value) && !is_sensitive(name));
    let given = given.filter_map(|(name, value)| Some((name.to_owned(), value.to_json()?)));
    let removed = from.iter().filter(|(name, _)| to.get(name).is_none());
    let removed = removed.map(|(name, _)| (name.to_owned(), Value::Null));
    Value::Object(given.chain(removed).collect::<Map<_, _>>())
}

fn container(container: &Container) -> Value {
    json!({ "name": container.name, "variables": container.variables.iter().map(variable).collect::<Vec<_>>() })
}

fn variable(variable: &EnvironmentVariable) -> Value {
    json!({
        "name": variable.name,
        "value": variable.text(),
        "secret": variable.secret,
        "origin": variable.origin.to_string(),
    })
}
