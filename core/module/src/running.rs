//! A deployment that runs, and what a change of its inputs does to it.
//!
//! What only AWS knows of something that runs is made up: the same for the same attribute of the same address. So two
//! values that come from the same place are equal, as they are for Terraform while the resource behind them stays.

use crate::change::{Action, ArgumentPath, Change, Differing, Refusal, differing};
use crate::check::objection;
use crate::planned::{self, Attributes, Provided};
use crate::provider::Provider;
use crate::unchanged::{Unchanged, is_embedded};
use crate::{Evaluation, Module, Values, zones};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::evaluate::{Evaluator, Instance, Result, Scope};
use terraform_language::expression::Reference;
use terraform_language::reach::Reach;
use terraform_language::{Address, InputPath, InstanceKey, Value};

/// The resources of a deployment that runs, with what they are.
#[derive(Clone, Debug, Default)]
pub struct Running {
    resources: BTreeMap<Address, Value>,
    /// What made it, where that is the embedded module.
    values: Option<Values>,
}

/// What Terraform would do to a deployment that runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Why the module refuses: then nothing happens.
    pub refusals: Vec<Refusal>,
    /// What happens to each resource instance that does not stay as it is, in the order of the module's files and
    /// blocks, those that go at the end.
    pub resources: Vec<Change>,
}

impl Changes {
    /// What Terraform does to the deployment of `before` when its inputs become those of `after`.
    pub fn between(before: &Evaluation, after: &Evaluation) -> Self {
        Running::of(before.module(), &before.values).changes(after.module(), &after.values)
    }

    /// `resource_changes` as in `terraform show -json`, without what stays as it is, and `refusals`.
    pub fn to_json(&self) -> serde_json::Value {
        let refusals = self.refusals.iter().map(|refusal| {
            let inputs: Vec<_> = refusal.inputs.iter().map(ToString::to_string).collect();
            serde_json::json!({ "inputs": inputs, "message": refusal.message })
        });
        serde_json::json!({
            "refusals": refusals.collect::<Vec<_>>(),
            "resource_changes": self.resources.iter().map(Change::to_json).collect::<Vec<_>>(),
        })
    }
}

impl Running {
    /// The deployment that these values of a module have made, by the root that is generated for them.
    pub fn of(module: &Module, values: &Values) -> Self {
        let values = zones::named(module, values);
        let configuration = module.resources();
        let plan = planned::plan(Provider::embedded(), Provided::Invented);
        let scope = Scope::planned(configuration, values.as_map(), &plan);
        let mut resources = BTreeMap::new();
        for (resource, instance) in planned::instances(configuration, &scope) {
            if let Ok(whole) = scope.instance(resource, &instance) {
                resources.insert(instance.address(resource), whole);
            }
        }
        drop(scope);
        Self { resources, values: is_embedded(module).then_some(values) }
    }

    /// The values that made it, where the embedded module did.
    pub(crate) fn values(&self) -> Option<&Values> {
        self.values.as_ref()
    }

    /// What an instance is.
    pub(crate) fn resource(&self, address: &Address) -> Option<&Value> {
        self.resources.get(address)
    }

    /// How many instances a resource has.
    pub(crate) fn count(&self, resource: &ResourceBlock) -> usize {
        let first = Address::new(&resource.resource_type, &resource.name, InstanceKey::Single);
        let is_of = |address: &Address| address.resource_type == first.resource_type && address.name == first.name;
        self.resources.range(first.clone()..).take_while(|(address, _)| is_of(address)).count()
    }

    /// The same, of which a change evaluates every resource.
    #[cfg(test)]
    pub(crate) fn evaluated_anew(&self) -> Self {
        Self { values: None, ..self.clone() }
    }

    /// What Terraform does when the inputs become others.
    pub fn changes(&self, module: &Module, values: &Values) -> Changes {
        let values = &zones::named(module, values);
        let configuration = module.resources();
        let planning = Planning {
            running: self,
            provider: Provider::embedded(),
            configuration,
            unchanged: Unchanged::between(self, module, values),
            create_first: OnceCell::new(),
            changes: RefCell::default(),
        };
        let plan =
            |scope: &Scope, resource: &ResourceBlock, instance: &Instance| planning.plan(scope, resource, instance);
        let scope = Scope::planned(configuration, values.as_map(), &plan);
        let mut changes = Changes::default();
        let mut planned = BTreeSet::new();
        for (resource, instance) in planned::instances(configuration, &scope) {
            let Ok(whole) = scope.instance(resource, &instance) else { continue };
            changes.refusals.extend(refusals(&scope, resource, &instance, &whole));
            let address = instance.address(resource);
            let action = planning.changes.borrow_mut().remove(&address);
            changes.resources.extend(action.map(|action| Change { address: address.clone(), action }));
            planned.insert(address);
        }
        let gone = self.resources.keys().filter(|address| !planned.contains(address));
        changes.resources.extend(gone.map(|address| Change { address: address.clone(), action: Action::Delete }));
        changes
    }
}

/// A plan under way against what runs.
struct Planning<'a> {
    running: &'a Running,
    provider: &'a Provider,
    configuration: &'a Configuration,
    unchanged: Option<Unchanged<'a>>,
    /// The resources whose replacements are made first, once one is replaced.
    create_first: OnceCell<BTreeSet<Reference>>,
    changes: RefCell<BTreeMap<Address, Action>>,
}

impl Planning<'_> {
    /// What an instance will be, and what happens to it.
    fn plan(&self, scope: &Scope, resource: &ResourceBlock, instance: &Instance) -> Result<Value> {
        if !resource.is_managed() {
            return Ok(Value::UNKNOWN);
        }
        let address = instance.address(resource);
        let before = self.running.resource(&address);
        if let (Some(before), Some(unchanged)) = (before, &self.unchanged)
            && unchanged.has(scope, resource)
        {
            return Ok(before.clone());
        }
        let mut set = planned::set(scope, self.provider, resource, instance)?;
        let whole = |set, provided| planned::whole(self.provider, resource, instance, set, provided);
        let Some(before) = before else {
            self.changes.borrow_mut().insert(address, Action::Create);
            return Ok(whole(set, Provided::Unknown));
        };
        for name in &resource.body.lifecycle.ignore_changes {
            set.insert(name.clone(), before.get(name).cloned().unwrap_or(Value::Null));
        }
        let action = self.action(resource, before, &set);
        let is_replacement = action.as_ref().is_some_and(Action::is_replacement);
        if let Some(action) = action {
            self.changes.borrow_mut().insert(address, action);
        }
        if is_replacement {
            return Ok(whole(set, Provided::Unknown));
        }
        Ok(self.updated(resource, before, set))
    }

    /// What stays, with what is set; what an update makes unknown is unknown.
    fn updated(&self, resource: &ResourceBlock, before: &Value, set: Attributes) -> Value {
        let ty = self.provider.resource_type(&resource.resource_type);
        let changed: Vec<&str> =
            set.iter().filter(|(name, value)| before.get(name) != Some(*value)).map(|(name, _)| &**name).collect();
        let unsettled = ty.unsettled(&changed).map(|name| (name.clone(), Value::unknown(ty.type_of(name))));
        let unsettled: Attributes = unsettled.collect();
        kept(before, set.into_iter().chain(unsettled).collect())
    }

    fn action(&self, resource: &ResourceBlock, before: &Value, set: &Attributes) -> Option<Action> {
        let after = kept(before, set.clone());
        let ty = &self.provider.resource_type(&resource.resource_type).body;
        let found = differing(ty, before, &after, None);
        let paths = |wanted: fn(&Differing) -> bool| {
            found.iter().filter(|differing| wanted(differing)).map(|it| it.path.clone()).collect::<Vec<ArgumentPath>>()
        };
        let (changed, forced_by) = (paths(|_| true), paths(|differing| differing.replaces));
        if changed.is_empty() {
            return None;
        }
        if forced_by.is_empty() {
            return Some(Action::Update(changed));
        }
        let create_first = self.create_first.get_or_init(|| create_before_destroy(self.configuration));
        Some(Action::Replace { changed, forced_by, create_first: create_first.contains(&resource.reference()) })
    }
}

/// What is set, and of the rest what was there before.
fn kept(before: &Value, set: Attributes) -> Value {
    let mut whole = before.entries().cloned().unwrap_or_default();
    whole.extend(set);
    Value::Object(Arc::new(whole))
}

fn refusals(scope: &Scope, resource: &ResourceBlock, instance: &Instance, whole: &Value) -> Vec<Refusal> {
    let mut evaluator = Evaluator::new(scope, instance);
    let rules = resource.body.lifecycle.postconditions.iter();
    let refusal = |rule: &terraform_language::configuration::Rule| {
        let message = evaluator.binding_name(&"self".into(), whole.clone(), |evaluator| objection(rule, evaluator))?;
        let (inputs, text) = message.split_once(": ").unwrap_or(("", &message));
        let inputs: Option<Vec<_>> = inputs.split(", ").map(InputPath::parse).collect();
        let text = if inputs.is_some() { text } else { &message };
        Some(Refusal { inputs: inputs.unwrap_or_default(), message: text.to_owned(), location: rule.location.clone() })
    };
    rules.filter_map(refusal).collect()
}

/// The resources whose replacements are made before what they replace goes: those that say so, and all that they depend
/// on: <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy>.
fn create_before_destroy(configuration: &Configuration) -> BTreeSet<Reference> {
    let reach = Reach::new(configuration);
    let mut left: Vec<_> =
        configuration.resources.iter().filter(|resource| resource.body.lifecycle.create_before_destroy).collect();
    let mut found = BTreeSet::new();
    while let Some(resource) = left.pop() {
        if found.insert(resource.reference()) {
            let depends_on = reach.of_resource(resource);
            left.extend(configuration.resources.iter().filter(|other| depends_on.contains(&other.reference())));
        }
    }
    found
}
