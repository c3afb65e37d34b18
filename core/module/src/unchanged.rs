//! Which resources of a deployment that runs a change of its inputs cannot reach.
//!
//! An edit changes one input, and most resources depend on neither that nor on what it changes of others. They are
//! planned as they run, so nothing of them need be evaluated again.

use crate::dependencies::{Dependencies, OfResource};
use crate::running::Running;
use crate::{Module, Values};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::evaluate::{Instance, Scope};

/// The resources of the embedded module that one change of its inputs does not reach.
pub(crate) struct Unchanged<'a> {
    running: &'a Running,
    configuration: &'a Configuration,
    dependencies: &'static Dependencies,
    /// The variables that change.
    variables: BTreeSet<&'a str>,
    /// What is known of resources by their places.
    known: RefCell<BTreeMap<usize, bool>>,
}

impl<'a> Unchanged<'a> {
    /// Those of what runs when its inputs become others; `None` where another module made it, or is to plan it.
    pub(crate) fn between(running: &'a Running, module: &'a Module, after: &'a Values) -> Option<Self> {
        let before = running.values().filter(|_| is_embedded(module))?;
        let changed = after.iter().filter(|(name, value)| before.get(name) != Some(*value));
        Some(Self {
            running,
            configuration: module.resources(),
            dependencies: Dependencies::embedded(),
            variables: changed.map(|(name, _)| name).collect(),
            known: RefCell::default(),
        })
    }

    /// Whether the resource is among them.
    pub(crate) fn has(&self, scope: &Scope, resource: &ResourceBlock) -> bool {
        let place = self.configuration.resources.iter().position(|other| std::ptr::eq(other, resource));
        place.is_some_and(|place| self.has_place(scope, place))
    }

    fn has_place(&self, scope: &Scope, place: usize) -> bool {
        if let Some(known) = self.known.borrow().get(&place) {
            return *known;
        }
        let is_unchanged = self.dependencies.of_resource(place).is_some_and(|of| self.is_unreached(scope, of));
        self.known.borrow_mut().insert(place, is_unchanged);
        is_unchanged
    }

    fn is_unreached(&self, scope: &Scope, of: &OfResource) -> bool {
        !of.variables.iter().any(|name| self.variables.contains(&**name))
            && of.resources.iter().all(|(place, attribute)| self.is_same(scope, *place, attribute.as_deref()))
    }

    /// Whether the instances of a resource are those that run and have the same attribute, or the same attributes all.
    fn is_same(&self, scope: &Scope, place: usize, attribute: Option<&str>) -> bool {
        let Some(resource) = self.configuration.resources.get(place) else { return false };
        if self.has_place(scope, place) {
            return true;
        }
        let Ok(instances) = scope.instances(resource) else { return false };
        let instances = instances.iter();
        let is_same = |instance: &Instance| {
            let before = self.running.resource(&instance.address(resource));
            let after = scope.instance(resource, instance);
            match (before, &after) {
                (Some(before), Ok(after)) => match attribute.map(|name| (before.get(name), after.get(name))) {
                    Some((Some(before), Some(after))) => before == after,
                    _ => before == after,
                },
                _ => false,
            }
        };
        resource.is_managed() && instances.len() == self.running.count(resource) && instances.iter().all(is_same)
    }
}

/// Whether a module is the one whose dependencies are known.
pub(crate) fn is_embedded(module: &Module) -> bool {
    std::ptr::eq(module, Module::embedded())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Inputs, preset};

    /// Every preset's deployment, changed in one input that another preset sets otherwise.
    fn edits() -> impl Iterator<Item = (Running, Inputs)> {
        let module = Module::embedded();
        let presets = preset::all();
        presets.iter().zip(presets.iter().cycle().skip(1)).flat_map(move |(preset, other)| {
            let running = Running::of(module, &Values::complete(module, &preset.inputs).0);
            let names: BTreeSet<_> = preset.inputs.iter().chain(other.inputs.iter()).map(|(name, _)| name).collect();
            let edited = names.into_iter().map(|name| {
                preset.inputs.with(name, other.inputs.get(name).cloned().unwrap_or(terraform_language::Value::Null))
            });
            edited.map(move |inputs| (running.clone(), inputs)).collect::<Vec<_>>()
        })
    }

    #[test]
    fn what_is_taken_as_it_runs_would_be_planned_so() {
        let module = Module::embedded();
        for (running, inputs) in edits() {
            let (values, _) = Values::complete(module, &inputs);
            let changes = running.changes(module, &values);
            assert_eq!(changes, running.evaluated_anew().changes(module, &values), "{inputs:?}");
        }
    }

    #[test]
    fn an_edit_of_one_resource_leaves_most_others_alone() {
        let module = Module::embedded();
        let inputs = &preset::all().first().expect("a preset").inputs;
        let running = Running::of(module, &Values::complete(module, inputs).0);
        let (after, _) = Values::complete(module, &inputs.with("alb_idle_timeout", 61.into()));
        let unchanged = Unchanged::between(&running, module, &after).expect("the embedded module made it");
        let scope = Scope::new(module.resources(), after.as_map());
        let resources = &module.resources().resources;
        let reached = resources.iter().filter(|resource| !unchanged.has(&scope, resource));
        assert!(reached.count() < resources.len() / 2);
    }
}
