//! What would make a deployment cheaper without making anything worse, all of it together.

use crate::improvement::{Improvement, Present};
use openmercato_ecs_cost::{Assumptions, Change, UsdRange};
use openmercato_ecs_module::{Inputs, Module};

/// Improvements that save with the same in another size or kind.
#[derive(Clone, Debug, Default)]
pub struct Savings {
    /// One a place, what saves most first. The change of each is that of it alone.
    pub each: Vec<Improvement>,
    /// The inputs with all of them.
    pub inputs: Inputs,
    /// By how much a month's price falls with all of them.
    pub change: UsdRange,
}

impl Savings {
    /// The savings among the improvements that were found for these inputs and assumptions: of those that change the same
    /// input the one that saves most, and none with which, after those before it, the module finds something new.
    pub fn of(module: &'static Module, inputs: &Inputs, assumptions: &Assumptions, found: &[Improvement]) -> Self {
        let mut current = Present::of(module, inputs, assumptions);
        let before = current.candidate.total().range;
        let mut each: Vec<Improvement> = Vec::new();
        let mut possible: Vec<_> = found.iter().filter(|one| one.is_like_for_like).collect();
        possible.sort_by_key(|one| one.change.map(|change| (change.high, change.low)));
        for one in possible {
            let is_changed = each.iter().any(|other| one.changes_what(other));
            let Some(then) = (!is_changed).then(|| current.after(one)).flatten() else { continue };
            current.candidate = then;
            each.push(one.clone());
        }
        let change = current.candidate.total().range - before;
        Self { each, inputs: current.candidate.evaluation.inputs, change }
    }

    /// By how much a month's price falls with all of them, in words.
    pub fn change_words(&self) -> String {
        Change { amount: self.change, drivers: Vec::new() }.short().unwrap_or_default()
    }

    /// Whether nothing is known that saves.
    pub fn is_empty(&self) -> bool {
        self.each.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::Candidate;
    use crate::improvements;
    use openmercato_ecs_module::preset;

    fn saved(inputs: &Inputs) -> Savings {
        let (module, assumptions) = (Module::embedded(), Assumptions::default());
        Savings::of(module, inputs, &assumptions, &improvements(module, inputs, &assumptions))
    }

    fn candidate(inputs: &Inputs) -> Candidate {
        Candidate::of(Module::embedded(), inputs, &Assumptions::default())
    }

    fn is_worse(before: &Candidate, after: &Candidate) -> bool {
        !after.findings().is_subset(&before.findings())
    }

    #[test]
    fn the_smallest_preset_becomes_cheaper_and_stays_as_sound() {
        let inputs = &preset::find("minimal-managed").expect("a preset").inputs;
        let savings = saved(inputs);
        let paths = savings.each.iter().flat_map(|one| &one.settings).map(|(path, _)| path.to_string());
        let paths: Vec<_> = paths.collect();
        for place in ["cpu_architecture", "db_instance_class", "web_service.cpu", "web_service.memory"] {
            assert!(paths.contains(&place.to_owned()), "{place} is not in {paths:?}");
        }
        let (before, after) = (candidate(inputs), candidate(&savings.inputs));
        assert!(after.total().range.high < before.total().range.high);
        assert!(!is_worse(&before, &after));
        assert_eq!(after.total().range, before.total().range + savings.change);
    }

    #[test]
    fn nothing_is_taken_from_any_preset_that_its_advice_asks_for() {
        for preset in preset::all() {
            let savings = saved(&preset.inputs);
            let (before, after) = (candidate(&preset.inputs), candidate(&savings.inputs));
            assert!(!is_worse(&before, &after), "{}", preset.name);
            for one in &savings.each {
                assert!(!is_worse(&before, &candidate(&one.inputs)), "{}: {}", preset.name, one.words);
            }
        }
        let complete = saved(&preset::find("complete").expect("a preset").inputs);
        let nat = |one: &Improvement| one.settings.iter().any(|(path, _)| path.variable() == "nat_gateway_mode");
        assert!(!complete.each.iter().any(nat), "the advice asks for one a zone");
    }

    #[test]
    fn what_is_taken_leaves_nothing_to_take() {
        for preset in preset::all() {
            let left = saved(&saved(&preset.inputs).inputs);
            assert!(left.is_empty(), "{}: {:?}", preset.name, left.each);
        }
    }

    #[test]
    fn where_there_are_no_prices_nothing_is_said_to_save() {
        let inputs = preset::find("minimal-managed").expect("a preset").inputs.clone();
        let inputs = inputs
            .with("aws_region", "ap-southeast-4".into())
            .with("availability_zones", terraform_language::Value::Null);
        assert!(saved(&inputs).is_empty());
    }
}
