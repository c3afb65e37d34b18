//! Diagnostics, plan and environments, as text and as JSON.

use super::Format;
use openmercato_ecs_core::{Deployment, Diagnostic, EnvironmentVariable, Evaluation, Origin, Segment, templates};
use serde_json::{Value, json};

/// The diagnostics, each with its rule's file and line.
pub(super) fn check(evaluation: &Evaluation, format: Format) -> String {
    if format == Format::Json {
        let diagnostics: Vec<_> = evaluation.diagnostics.iter().map(diagnostic_json).collect();
        return format!("{:#}\n", json!({ "diagnostics": diagnostics }));
    }
    let mut text: String = evaluation.diagnostics.iter().map(diagnostic_text).collect();
    let (errors, advice) = (evaluation.errors().count(), evaluation.advice().count());
    let count = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    text.push_str(&format!(
        "{}, {}, {}\n",
        count(errors, "problem", "problems"),
        count(advice, "piece of advice", "pieces of advice"),
        count(evaluation.plan.resources.len(), "resource", "resources")
    ));
    text
}

fn diagnostic_text(diagnostic: &Diagnostic) -> String {
    let Diagnostic { severity, path, message, location, check, fixes } = diagnostic;
    let code = check.as_ref().map(|name| format!("[{name}]")).unwrap_or_default();
    let mut text = format!("{severity}{code}: {path}: {message}\n");
    if let Some(location) = location {
        text.push_str(&format!("  --> {}/{location}\n", templates::MODULE));
    }
    for fix in fixes {
        text.push_str(&format!("  = fix: {}\n", fix.label));
    }
    text.push('\n');
    text
}

fn diagnostic_json(diagnostic: &Diagnostic) -> Value {
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

/// The planned resources with the files that declare them.
pub(super) fn plan(evaluation: &Evaluation, format: Format) -> String {
    let resources = evaluation.plan.resources.iter();
    match format {
        Format::Text => resources.map(|resource| format!("{}  {}\n", resource.address, resource.file)).collect(),
        Format::Json => {
            let resources: Vec<_> = resources
                .map(|resource| json!({ "address": resource.address.to_string(), "file": resource.file }))
                .collect();
            format!("{:#}\n", json!({ "resources": resources }))
        }
    }
}

/// The brief, as Markdown or as its parts.
pub(super) fn brief(deployment: &Deployment, format: Format) -> String {
    let brief = deployment.brief();
    if format == Format::Text {
        return brief.to_markdown();
    }
    let parts = brief.parts.iter().map(|part| {
        let points = part.points.iter().map(|point| json!({ "subject": point.subject, "text": point.text }));
        json!({ "heading": part.heading, "points": points.collect::<Vec<_>>() })
    });
    format!("{:#}\n", json!({ "title": brief.title, "parts": parts.collect::<Vec<_>>() }))
}

/// The environment of each container. What is known only after apply is named in angle brackets.
pub(super) fn environment(evaluation: &Evaluation, format: Format) -> String {
    let containers = evaluation.containers().iter();
    match format {
        Format::Text => containers
            .map(|container| {
                let variables: String = container.variables.iter().map(variable_text).collect();
                format!("{}\n{variables}\n", container.name)
            })
            .collect(),
        Format::Json => {
            let containers: Vec<_> = containers
                .map(|container| {
                    let variables: Vec<_> = container.variables.iter().map(variable_json).collect();
                    json!({ "name": container.name, "variables": variables })
                })
                .collect();
            format!("{:#}\n", json!({ "containers": containers }))
        }
    }
}

fn variable_text(variable: &EnvironmentVariable) -> String {
    let kind = if variable.secret { "secret" } else { "plain" };
    format!("  {} = {}  ({kind}, {})\n", variable.name, value(variable).escape_debug(), layer(variable.origin))
}

fn variable_json(variable: &EnvironmentVariable) -> Value {
    json!({
        "name": variable.name,
        "value": value(variable),
        "secret": variable.secret,
        "origin": layer(variable.origin),
    })
}

fn value(variable: &EnvironmentVariable) -> String {
    let text = |segment: &Segment| match segment {
        Segment::Text(text) => text.clone(),
        Segment::AfterApply(name) if name.is_empty() => "<known after apply>".into(),
        Segment::AfterApply(name) => format!("<{name}>"),
    };
    variable.value.iter().map(text).collect()
}

fn layer(origin: Origin) -> &'static str {
    match origin {
        Origin::Derived => "derived",
        Origin::Base => "base",
        Origin::Service => "service",
        Origin::Forced => "forced",
    }
}
