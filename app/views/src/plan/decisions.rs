//! Which inputs decide which arguments.

use openmercato_ecs_core::{ArgumentInputs, Module, ResourceValues, Value};
use std::sync::OnceLock;

/// The arguments of the module's resources with the inputs that decide them. Read once, when someone first asks.
#[derive(Clone, Copy)]
pub(super) struct Decisions(&'static [ArgumentInputs]);

impl Decisions {
    /// Those of the page's module.
    pub(super) fn of(module: &'static Module) -> Self {
        static DECISIONS: OnceLock<Vec<ArgumentInputs>> = OnceLock::new();
        Self(DECISIONS.get_or_init(|| module.argument_inputs()))
    }

    /// The inputs that decide an argument of a resource, by name.
    pub(super) fn inputs(self, address: &str, argument: &str) -> impl Iterator<Item = &'static str> {
        let found = self.0.iter().find(|found| *found.argument == *argument && is_of(found, address));
        found.into_iter().flat_map(|found| found.inputs.iter().map(|name| &**name))
    }

    /// The arguments that an input decides, by the resources that are planned: of several instances the first.
    pub(super) fn reached<'p>(
        self,
        input: &str,
        planned: &'p [ResourceValues],
    ) -> Vec<(&'p ResourceValues, Vec<&'static str>)> {
        let mut reached: Vec<(&ResourceValues, Vec<&str>)> = Vec::new();
        for found in self.0.iter().filter(|found| found.inputs.contains(input)) {
            let is_of = |resource: &&ResourceValues| {
                resource.address.resource_type == found.resource_type && resource.address.name == found.name
            };
            let Some(resource) = planned.iter().find(is_of) else { continue };
            if resource.values.get(&found.argument).is_none_or(Value::is_null) {
                continue;
            }
            match reached.last_mut().filter(|(last, _)| last.address == resource.address) {
                Some((_, arguments)) => arguments.push(&found.argument),
                None => reached.push((resource, vec![&found.argument])),
            }
        }
        reached
    }
}

/// Whether an argument is one of the resource at an address, an instance or not.
fn is_of(found: &ArgumentInputs, address: &str) -> bool {
    let block = address.split('[').next().unwrap_or_default();
    block.split_once('.').is_some_and(|(ty, name)| *found.resource_type == *ty && *found.name == *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_core::{Evaluation, preset};

    #[test]
    fn an_argument_and_its_input_lead_to_each_other() {
        let module = Module::embedded();
        let decisions = Decisions::of(module);
        let inputs: Vec<_> = decisions.inputs("aws_lb.this", "idle_timeout").collect();
        assert_eq!(inputs, ["alb_idle_timeout"]);
        let preset = preset::find("minimal-managed").expect("a preset");
        let evaluation = Evaluation::of(module, &preset.inputs);
        let reached = decisions.reached("alb_idle_timeout", evaluation.resource_values());
        let reached: Vec<_> = reached.iter().map(|(of, names)| (of.address.to_string(), names.clone())).collect();
        assert!(reached.contains(&("aws_lb.this".to_owned(), vec!["idle_timeout"])), "{reached:?}");
        assert!(reached.iter().all(|(address, _)| !address.starts_with("aws_db_instance")), "{reached:?}");
    }

    #[test]
    fn an_instance_is_of_its_block() {
        let decisions = Decisions::of(Module::embedded());
        let inputs = |address| decisions.inputs(address, "instance_class").collect::<Vec<_>>();
        assert_eq!(inputs("aws_db_instance.this[0]"), inputs("aws_db_instance.this"));
        assert!(inputs("aws_db_instance.this[0]").contains(&"db_instance_class"));
        assert!(inputs("aws_db_instance").is_empty());
    }
}
