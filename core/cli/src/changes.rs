//! What Terraform would do to a deployment that runs, as it is printed.

use super::{Format, Printed, Refused, report};
use openmercato_ecs_core::{Action, ArgumentPath, Change, Changes, Evaluation, Inputs, Module, Running};

/// The changes, and whether nothing is wrong with the inputs and nothing is refused.
///
/// # Errors
/// The inputs are ones that Terraform refuses.
pub(super) fn printed(
    running: &Running,
    to: &Inputs,
    refuse: &[Refused],
    format: Format,
) -> Result<(Printed, bool), String> {
    let evaluation = Evaluation::of(Module::embedded(), to);
    if evaluation.errors().next().is_some() {
        return Ok((report::check(&evaluation, format), false));
    }
    let changes = running.changes_to(&evaluation);
    let is_refused = |change: &Change| match change.action {
        Action::Replace { .. } => refuse.contains(&Refused::Replace),
        Action::Delete => refuse.contains(&Refused::Destroy),
        Action::Create | Action::Update(_) => false,
    };
    let is_well = changes.refusals.is_empty() && !changes.resources.iter().any(is_refused);
    let printed = match format {
        Format::Json => Printed::json(&changes.to_json()),
        Format::Text => Printed::Lines(lines(&changes)),
    };
    Ok((printed, is_well))
}

/// Why the module refuses, what happens to each resource, and how many of each there are.
pub(super) fn lines(changes: &Changes) -> Vec<String> {
    let mut lines = Vec::new();
    for refusal in &changes.refusals {
        let inputs: Vec<_> = refusal.inputs.iter().map(ToString::to_string).collect();
        lines.push(format!("Refused: {}: {}", inputs.join(", "), refusal.message));
        lines.push(format!("  --> {}", refusal.location));
        lines.push(String::new());
    }
    lines.extend(changes.resources.iter().flat_map(change));
    let count = |is: fn(&Action) -> bool| changes.resources.iter().filter(|change| is(&change.action)).count();
    let replaced = count(Action::is_replacement);
    lines.push(format!(
        "Plan: {} to add, {} to change, {} to destroy.",
        count(|action| *action == Action::Create) + replaced,
        count(|action| matches!(action, Action::Update(_))),
        count(|action| *action == Action::Delete) + replaced,
    ));
    lines
}

/// The sign that Terraform uses, the address, the arguments, and below what it means.
fn change(change: &Change) -> Vec<String> {
    let paths = |paths: &[ArgumentPath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let address = &change.address;
    let line = match &change.action {
        Action::Create => format!("+ {address}"),
        Action::Delete => format!("- {address}"),
        Action::Update(changed) => format!("~ {address}: {}", paths(changed)),
        Action::Replace { forced_by, create_first, .. } => {
            let sign = if *create_first { "+/-" } else { "-/+" };
            format!("{sign} {address}: replaced, forced by {}", paths(forced_by))
        }
    };
    let consequences = change.consequences();
    let meanings = consequences.iter().map(|it| format!("    {}: {}", it.kind.words(), it.text));
    std::iter::once(line).chain(meanings).collect()
}
