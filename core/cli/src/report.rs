//! Diagnostics, plan, environments, the brief and the presets as they are printed.

use super::{Format, Printed};
use openmercato_ecs_core::preset::Preset;
use openmercato_ecs_core::{
    Container, Deployment, Diagnostic, EnvironmentVariable, Evaluation, Level, PlannedBlock, labels, preset, templates,
};

/// The diagnostics, each with its rule's file and line.
pub(super) fn check(evaluation: &Evaluation, format: Format) -> Printed {
    if format == Format::Json {
        return Printed::json(&evaluation.check_json());
    }
    let diagnostics = evaluation.diagnostics.iter();
    let mut lines: Vec<_> = diagnostics.flat_map(|found| diagnostic_lines(evaluation, found)).collect();
    let levels = Level::ALL.map(|level| format!("{}: {}", level.title(), evaluation.at(level).count()));
    let resources = labels::counted(evaluation.plan.resources.len(), "resource", "resources");
    let outside = evaluation.inputs.sensitive(evaluation.module());
    lines.extend(outside.map(|variable| {
        format!("Given outside: {}. Terraform asks for it, or takes {}.", variable.name, variable.environment_name())
    }));
    let to_fill_in = evaluation.to_fill_in();
    lines.extend(to_fill_in.iter().map(|path| format!("To fill in: {path}")));
    lines.push(format!("{}. To fill in: {}. {resources}.", levels.join(". "), to_fill_in.len()));
    Printed::Lines(lines)
}

fn diagnostic_lines(evaluation: &Evaluation, diagnostic: &Diagnostic) -> Vec<String> {
    let Diagnostic { level, path, message, location, check } = diagnostic;
    let code = check.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    let mut lines = vec![format!("{}{code}: {path}: {message}", level.title())];
    lines.extend(location.as_ref().map(|location| format!("  --> {}/{location}", templates::MODULE)));
    lines.extend(evaluation.fixes(diagnostic).iter().map(|fix| format!("  = fix: {}", fix.label)));
    lines.push(String::new());
    lines
}

/// The planned resources with their arguments, in Terraform's own notation.
pub(super) fn plan(evaluation: &Evaluation, format: Format) -> Printed {
    if format == Format::Json {
        return Printed::json(&evaluation.plan_json());
    }
    let blocks = evaluation.planned_blocks().iter().map(PlannedBlock::to_text);
    let lines = blocks.flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>());
    let count = evaluation.plan.resources.len();
    Printed::Lines(lines.chain([format!("Plan: {count} to add, 0 to change, 0 to destroy.")]).collect())
}

/// The brief, as Markdown or as its parts.
pub(super) fn brief(deployment: &Deployment, format: Format) -> Printed {
    match format {
        Format::Text => Printed::lines_of(&deployment.brief().to_markdown()),
        Format::Json => Printed::json(&deployment.brief().to_json()),
    }
}

/// The presets, each with what it is for.
pub(super) fn presets(format: Format) -> Printed {
    let presets = preset::all();
    if format == Format::Json {
        return Printed::json(&presets.iter().map(Preset::to_json).collect());
    }
    let lines = |preset: &Preset| {
        [format!("{}: {}", preset.name, labels::preset(&preset.name)), format!("  {}", preset.description)]
    };
    Printed::Lines(presets.iter().flat_map(lines).collect())
}

/// The environment of each container. What is known only after apply is named in angle brackets.
pub(super) fn environment(evaluation: &Evaluation, format: Format) -> Printed {
    if format == Format::Json {
        return Printed::json(&evaluation.environment_json());
    }
    let container = |container: &Container| {
        let variables = container.variables.iter().map(variable_line);
        [container.name.clone()].into_iter().chain(variables).chain([String::new()]).collect::<Vec<_>>()
    };
    Printed::Lines(evaluation.containers().iter().flat_map(container).collect())
}

fn variable_line(variable: &EnvironmentVariable) -> String {
    let kind = if variable.secret { "secret" } else { "plain" };
    format!("  {} = {}  ({kind}, {})", variable.name, variable.text().escape_debug(), variable.origin)
}
