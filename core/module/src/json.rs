//! Results as JSON, as the binary and packages give them.

use crate::{Container, Diagnostic, EnvironmentVariable, Evaluation, Plan};
use serde_json::{Value, json};

impl Evaluation {
    /// `diagnostics`: the errors, then the advice.
    pub fn check_json(&self) -> Value {
        json!({ "diagnostics": self.diagnostics.iter().map(diagnostic).collect::<Vec<_>>() })
    }

    /// `containers`: what each finds in its environment.
    pub fn environment_json(&self) -> Value {
        json!({ "containers": self.containers().iter().map(container).collect::<Vec<_>>() })
    }
}

impl Plan {
    /// `resources`: the address of each, with the file that declares it.
    pub fn to_json(&self) -> Value {
        let resources = self.resources.iter();
        let resources =
            resources.map(|resource| json!({ "address": resource.address.to_string(), "file": resource.file }));
        json!({ "resources": resources.collect::<Vec<_>>() })
    }
}

fn diagnostic(diagnostic: &Diagnostic) -> Value {
    json!({
        "severity": diagnostic.severity.to_string(),
        "path": diagnostic.path.to_string(),
        "message": diagnostic.message,
        "file": diagnostic.location.as_ref().map(|location| location.file.clone()),
        "line": diagnostic.location.as_ref().map(|location| location.line),
        "check": diagnostic.check,
        "fixes": diagnostic.fixes.iter().map(|fix| fix.label.clone()).collect::<Vec<_>>(),
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
