//! Which resources of a deployment that runs a change of its inputs cannot reach.
//!
//! An edit changes one input, and most resources depend on neither that nor on what it changes of others. They are
//! planned as they run, so nothing of them need be evaluated again.

use crate::dependencies::{Dependencies, OfResource};
use crate::variable_set::VariableSet;
use crate::{Module, Values};
use std::cell::RefCell;
use std::collections::BTreeMap;
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::evaluate::{Instance, Scope};
use terraform_language::{Address, InstanceKey, Value};

/// The resources of the embedded module that one change of its inputs does not reach.
pub(crate) struct Unchanged<'a> {
    /// What runs.
    running: &'a BTreeMap<Address, Value>,
    configuration: &'a Configuration,
    dependencies: &'static Dependencies,
    /// The variables that change.
    variables: VariableSet,
    /// What is known of resources by their places.
    known: RefCell<BTreeMap<usize, bool>>,
}

impl<'a> Unchanged<'a> {
    /// Those of what runs, which the embedded module has made of `before`, when that becomes `after`.
    pub(crate) fn between(running: &'a BTreeMap<Address, Value>, before: &Values, after: &Values) -> Self {
        Self {
            running,
            configuration: Module::embedded().resources(),
            dependencies: Dependencies::embedded(),
            variables: after.changed_since(before),
            known: RefCell::default(),
        }
    }

    /// Whether the resource is among them.
    pub(crate) fn has(&self, scope: &Scope, resource: &ResourceBlock) -> bool {
        self.configuration.place_of(resource).is_some_and(|place| self.has_place(scope, place))
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
        !of.variables.meets(&self.variables)
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
            let before = self.running.get(&instance.address(resource));
            let after = scope.instance(resource, instance);
            match (before, &after) {
                (Some(before), Ok(after)) => match attribute.map(|name| (before.get(name), after.get(name))) {
                    Some((Some(before), Some(after))) => before == after,
                    _ => before == after,
                },
                _ => false,
            }
        };
        resource.is_managed() && instances.len() == self.count(resource) && instances.iter().all(is_same)
    }

    /// How many instances of a resource run.
    fn count(&self, resource: &ResourceBlock) -> usize {
        let first = Address::new(&resource.resource_type, &resource.name, InstanceKey::Single);
        let is_of = |address: &Address| address.resource_type == first.resource_type && address.name == first.name;
        self.running.range(first.clone()..).take_while(|(address, _)| is_of(address)).count()
    }
}
