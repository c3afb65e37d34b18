//! What differs between two sets of inputs, as it is printed.

use super::{Format, Printed};
use openmercato_ecs_core::{Difference, Evaluation, Inputs, Module, hcl};

/// The inputs that differ, and the resources that only one of the two has.
pub(super) fn printed(from: &Inputs, to: &Inputs, format: Format) -> Printed {
    let of = |inputs| Evaluation::of(Module::embedded(), inputs);
    let difference = Difference::between(&of(from), &of(to));
    if format == Format::Json {
        return Printed::json(&difference.to_json());
    }
    let mut lines = Vec::new();
    for input in difference.inputs {
        for (sign, value) in [('-', &input.from), ('+', &input.to)] {
            if let Some(value) = value {
                let written = hcl::Body::new().attribute(&input.name, value).to_string();
                lines.extend(written.lines().map(|line| format!("{sign} {line}")));
            }
        }
    }
    lines.extend(difference.removed.iter().map(|address| format!("- {address}")));
    lines.extend(difference.added.iter().map(|address| format!("+ {address}")));
    Printed::Lines(lines)
}
