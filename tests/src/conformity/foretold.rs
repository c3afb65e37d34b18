//! What core says in the form in which Terraform does.

use openmercato_ecs_core::{Changes, Evaluation, Inputs, Module};
use serde_json::Value;

/// The plan of a deployment that is to be made.
pub(super) fn planned(inputs: &Inputs) -> Value {
    Evaluation::of(Module::embedded(), inputs).plan_json()
}

/// What happens to a deployment that runs when its inputs become others.
pub(super) fn changed(before: &Inputs, after: &Inputs) -> Value {
    let of = |inputs| Evaluation::of(Module::embedded(), inputs);
    Changes::between(&of(before), &of(after)).to_json()
}

/// Whether the module refuses that change.
pub(super) fn is_refused(before: &Inputs, after: &Inputs) -> bool {
    let of = |inputs| Evaluation::of(Module::embedded(), inputs);
    !Changes::between(&of(before), &of(after)).refusals.is_empty()
}
