//! Diagnostics, plan, environments and the brief as they are printed.

use super::Format;
use openmercato_ecs_core::{
    Container, Deployment, Diagnostic, EnvironmentVariable, Evaluation, Level, ResourceValues, labels, templates,
};

/// The diagnostics, each with its rule's file and line.
pub(super) fn check(evaluation: &Evaluation, format: Format) -> String {
    if format == Format::Json {
        return format!("{:#}\n", evaluation.check_json());
    }
    let mut text: String = evaluation.diagnostics.iter().map(|found| diagnostic_text(evaluation, found)).collect();
    let levels = Level::ALL.map(|level| format!("{}: {}", level.title(), evaluation.at(level).count()));
    let resources = labels::counted(evaluation.plan.resources.len(), "resource", "resources");
    let to_fill_in = evaluation.to_fill_in();
    text.extend(to_fill_in.iter().map(|path| format!("To fill in: {path}\n")));
    text.push_str(&format!("{}. To fill in: {}. {resources}.\n", levels.join(". "), to_fill_in.len()));
    text
}

fn diagnostic_text(evaluation: &Evaluation, diagnostic: &Diagnostic) -> String {
    let Diagnostic { level, path, message, location, check } = diagnostic;
    let code = check.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    let mut text = format!("{}{code}: {path}: {message}\n", level.title());
    if let Some(location) = location {
        text.push_str(&format!("  --> {}/{location}\n", templates::MODULE));
    }
    for fix in evaluation.fixes(diagnostic) {
        text.push_str(&format!("  = fix: {}\n", fix.label));
    }
    text.push('\n');
    text
}

/// The planned resources with their arguments, in Terraform's own notation.
pub(super) fn plan(evaluation: &Evaluation, format: Format) -> String {
    if format == Format::Json {
        return format!("{:#}\n", evaluation.plan_json());
    }
    let mut text: String = evaluation.resource_values().iter().map(ResourceValues::to_text).collect();
    text.push_str(&format!("Plan: {} to add, 0 to change, 0 to destroy.\n", evaluation.plan.resources.len()));
    text
}

/// The brief, as Markdown or as its parts.
pub(super) fn brief(deployment: &Deployment, format: Format) -> String {
    match format {
        Format::Text => deployment.brief().to_markdown(),
        Format::Json => format!("{:#}\n", deployment.brief().to_json()),
    }
}

/// The environment of each container. What is known only after apply is named in angle brackets.
pub(super) fn environment(evaluation: &Evaluation, format: Format) -> String {
    if format == Format::Json {
        return format!("{:#}\n", evaluation.environment_json());
    }
    let container = |container: &Container| {
        let variables: String = container.variables.iter().map(variable_text).collect();
        format!("{}\n{variables}\n", container.name)
    };
    evaluation.containers().iter().map(container).collect()
}

fn variable_text(variable: &EnvironmentVariable) -> String {
    let kind = if variable.secret { "secret" } else { "plain" };
    format!("  {} = {}  ({kind}, {})\n", variable.name, variable.text().escape_debug(), variable.origin)
}
