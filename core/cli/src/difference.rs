//! What differs between two sets of inputs, as it is printed.

use super::Format;
use openmercato_ecs_core::{Difference, Evaluation, Inputs, Module, hcl};

/// The inputs that differ, and the resources that only one of the two has.
pub(super) fn text(from: &Inputs, to: &Inputs, format: Format) -> String {
    let of = |inputs| Evaluation::of(Module::embedded(), inputs);
    let difference = Difference::between(&of(from), &of(to));
    if format == Format::Json {
        return format!("{:#}\n", difference.to_json());
    }
    let mut text = String::new();
    for input in difference.inputs {
        for (sign, value) in [('-', &input.from), ('+', &input.to)] {
            if let Some(value) = value {
                let written = hcl::Body::new().attribute(&input.name, value).to_string();
                text.extend(written.lines().map(|line| format!("{sign} {line}\n")));
            }
        }
    }
    text.extend(difference.removed.iter().map(|address| format!("- {address}\n")));
    text.extend(difference.added.iter().map(|address| format!("+ {address}\n")));
    text
}
