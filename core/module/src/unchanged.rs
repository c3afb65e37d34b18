//! What a change of the module's inputs cannot reach of its resources and locals.
//!
//! An edit changes one input, and most resources and locals depend on neither that nor on what it changes of resources.
//! They stay what they were, so nothing of them need be evaluated again.

use crate::dependencies::{Dependencies, DependsOn};
use crate::variable_set::VariableSet;
use crate::wholes::Wholes;
use crate::{Module, Values};
use std::cell::RefCell;
use terraform_language::Value;
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::evaluate::{Instance, Result, Scope, Wanted};

/// The resources and locals of the embedded module that one change of its inputs does not reach.
pub(crate) struct Unchanged<'a> {
    /// What everything was.
    before: &'a Wholes,
    configuration: &'a Configuration,
    dependencies: &'static Dependencies,
    /// The variables that change.
    variables: VariableSet,
    /// What is known of resources by their places.
    known: RefCell<Vec<Option<bool>>>,
}

impl<'a> Unchanged<'a> {
    /// Those that stay when the values become others.
    pub(crate) fn between(before: &'a Wholes, after: &Values) -> Self {
        let configuration = Module::embedded().resources();
        Self {
            before,
            configuration,
            dependencies: Dependencies::embedded(),
            variables: after.changed_since(&before.values),
            known: RefCell::new(vec![None; configuration.resources.len()]),
        }
    }

    /// Whether the resource is among them.
    pub(crate) fn has(&self, scope: &Scope, resource: &ResourceBlock) -> bool {
        self.configuration.place_of(resource).is_some_and(|place| self.has_place(scope, place))
    }

    /// Whether the resource at this place is among them.
    pub(crate) fn has_place(&self, scope: &Scope, place: usize) -> bool {
        if let Some(known) = self.known.borrow().get(place).copied().flatten() {
            return known;
        }
        let is_unchanged = self.dependencies.of_resource(place).is_some_and(|of| self.is_unreached(scope, of));
        if let Some(known) = self.known.borrow_mut().get_mut(place) {
            *known = Some(is_unchanged);
        }
        is_unchanged
    }

    /// What an instance is, if its resource is among them.
    pub(crate) fn whole(&self, scope: &Scope, resource: &ResourceBlock, instance: &Instance) -> Option<&'a Value> {
        let place = self.configuration.place_of(resource)?;
        self.has_place(scope, place).then(|| self.before.get(place, &instance.key()))?
    }

    /// What a local or a hoisted expression is worth, if it is among them.
    pub(crate) fn value(&self, scope: &Scope, wanted: Wanted) -> Option<Result<Value>> {
        let of = self.dependencies.of_wanted(wanted)?;
        self.is_unreached(scope, of).then(|| self.before.made.get(wanted))?
    }

    fn is_unreached(&self, scope: &Scope, of: &DependsOn) -> bool {
        !of.variables.meets(&self.variables)
            && of.resources.iter().all(|(place, attribute)| self.is_same(scope, *place, attribute.as_deref()))
    }

    /// Whether the instances of a resource are those of before and have the same attribute, or the same attributes all.
    fn is_same(&self, scope: &Scope, place: usize, attribute: Option<&str>) -> bool {
        let Some(resource) = self.configuration.resources.get(place) else { return false };
        if self.has_place(scope, place) {
            return true;
        }
        let Ok(instances) = scope.instances(resource) else { return false };
        let instances = instances.iter();
        let is_same = |instance: &Instance| {
            let before = self.before.get(place, &instance.key());
            let after = scope.instance(resource, instance);
            match (before, &after) {
                (Some(before), Ok(after)) => match attribute.map(|name| (before.get(name), after.get(name))) {
                    Some((Some(before), Some(after))) => before == after,
                    _ => before == after,
                },
                _ => false,
            }
        };
        resource.is_managed() && instances.len() == self.before.block(place).len() && instances.iter().all(is_same)
    }
}
