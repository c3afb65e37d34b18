//! What is known of a customer before anything is chosen: where, and what exists already.

use crate::names::{Choice, choice, input};
use crate::preset::Preset;
use crate::{Draft, Inputs, Module, example};

/// What may exist already, as the choice that says so.
pub const EXISTING: [Choice; 3] = [choice::NETWORKING_EXISTING, choice::DATABASE_EXTERNAL, choice::REDIS_EXTERNAL];

/// Where a deployment goes, and what it finds there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The region; `None` where it is not known yet.
    pub region: Option<String>,
    /// What exists already, of [`EXISTING`].
    pub existing: Vec<Choice>,
}

impl Circumstances {
    /// The preset over what was typed before, as [`Preset::over`] has it, under these circumstances. What has to be named
    /// because it exists is made up until somebody writes their own.
    pub fn of(&self, module: &Module, preset: &Preset, current: &Inputs) -> Inputs {
        let current = match &self.region {
            Some(region) => current.with(input::AWS_REGION.name(), region.as_str().into()),
            None => current.clone(),
        };
        let inputs = preset.over(module, &current);
        let chosen = self
            .existing
            .iter()
            .fold(Draft::of(inputs), |draft, one| draft.with(module, &one.input.path(), Some(one.value.into())));
        example::completed(module, &chosen.inputs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Evaluation, preset};

    #[test]
    fn every_preset_plans_in_another_region_with_all_that_exists() {
        let module = Module::embedded();
        let circumstances = Circumstances { region: Some("eu-central-1".to_owned()), existing: EXISTING.to_vec() };
        for preset in preset::all() {
            let inputs = circumstances.of(module, preset, &Inputs::new());
            let evaluation = Evaluation::of(module, &inputs);
            assert_eq!(evaluation.errors().count(), 0, "{}: {:#?}", preset.name, evaluation.diagnostics);
            for one in EXISTING {
                assert_eq!(inputs.get(one.input.name()), Some(&one.value.into()), "{}", preset.name);
            }
            let text = inputs.to_json().to_string();
            assert!(!text.contains("us-east-1"), "{}: {text}", preset.name);
        }
    }

    #[test]
    fn nothing_known_is_the_preset_itself() {
        for preset in preset::all() {
            let inputs = Circumstances::default().of(Module::embedded(), preset, &Inputs::new());
            assert_eq!(inputs, preset.inputs, "{}", preset.name);
        }
    }
}
