//! Results as JSON, as the binary and packages give them.

use crate::{Container, Diagnostic, EnvironmentVariable, Evaluation, ResourceValues};
use serde_json::{Value, json};

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
        "fixes": evaluation.fixes(diagnostic).into_iter().map(|fix| fix.label).collect::<Vec<_>>(),
    })
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
