//! What a change of the module's inputs cannot reach of its resources and locals.
//!
//! An edit changes one input, and most resources and locals depend on neither that nor on what it changes of resources.
//! They stay what they were, so nothing of them need be evaluated again.

use crate::dependencies::{Dependencies, DependsOn, Entry};
use crate::variable_set::VariableSet;
use crate::wholes::Wholes;
use crate::{Module, Values};
use std::cell::RefCell;
use std::sync::Arc;
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

    /// What an instance is, if the change does not reach it.
    pub(crate) fn whole(&self, scope: &Scope, resource: &ResourceBlock, instance: &Instance) -> Option<&'a Value> {
        let place = self.configuration.place_of(resource)?;
        let whole = self.before.get(place, &instance.key())?;
        let is_unreached = || {
            let of = self.dependencies.of_instance(place);
            of.is_some_and(|of| self.is_entry_unreached(scope, of, key_of(instance)))
        };
        (self.has_place(scope, place) || is_unreached()).then_some(whole)
    }

    /// What a local or a hoisted expression is worth, as far as the change does not reach it: of a local that is made key
    /// by key, the entries that are reached are made anew.
    pub(crate) fn value(&self, scope: &Scope, wanted: Wanted) -> Option<Result<Value>> {
        let of = match wanted {
            Wanted::Local(name) => self.dependencies.of_local(name)?,
            Wanted::Hoisted(slot) => self.dependencies.of_hoisted(slot)?,
        };
        match wanted {
            _ if self.is_unreached(scope, of) => self.before.made.get(wanted),
            Wanted::Local(name) => self.by_entries(scope, name),
            Wanted::Hoisted(_) => None,
        }
    }

    fn by_entries(&self, scope: &Scope, local: &Arc<str>) -> Option<Result<Value>> {
        let of = self.dependencies.of_entry(local)?;
        let made = &self.before.made;
        scope.local_keeping(local, |key, element| {
            let before = made.entry(local, key)?;
            let is_same = of.of.as_ref().is_none_or(|of| made.entry(of, key) == Some(element));
            (is_same && self.is_entry_unreached(scope, of, Some(key))).then(|| before.clone())
        })
    }

    fn is_entry_unreached(&self, scope: &Scope, of: &Entry, key: Option<&Arc<str>>) -> bool {
        let has_same = |local: &Arc<str>, key: &Arc<str>| {
            let is_unreached = self.dependencies.of_local(local).is_some_and(|of| self.is_unreached(scope, of));
            is_unreached || self.is_entry_same(scope, local, key)
        };
        self.is_unreached(scope, &of.rest)
            && of.entries.iter().all(|(local, key)| has_same(local, key))
            && of.by_key.iter().all(|local| key.is_some_and(|key| has_same(local, key)))
    }

    /// Whether what stands under a key of a local is what stood there before.
    fn is_entry_same(&self, scope: &Scope, local: &Arc<str>, key: &Arc<str>) -> bool {
        let Some(before) = self.before.made.entry(local, key) else { return false };
        scope.local(local).is_ok_and(|after| after.get(key) == Some(before))
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

fn key_of(instance: &Instance) -> Option<&Arc<str>> {
    match instance {
        Instance::Each(key, _) => Some(key),
        Instance::Single | Instance::Count(_) => None,
    }
}
