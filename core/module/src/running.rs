//! A deployment that runs, and what a change of its inputs does to it.
//!
//! What only AWS knows of something that runs is made up: the same for the same attribute of the same address. So two
//! values that come from the same place are equal, as they are for Terraform while the resource behind them stays.

use crate::change::{Action, ArgumentPath, Change, Differing, Refusal, differing};
use crate::check::objection;
use crate::dependencies::Dependencies;
use crate::planned::{self, Attributes, Provided};
use crate::provider::Provider;
use crate::unchanged::Unchanged;
use crate::wholes::{Block, Wholes};
use crate::{Evaluation, Module, Values, zones};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::evaluate::{Evaluator, Instance, Made, Result, Scope, Wanted};
use terraform_language::{Address, InputPath, Value};

/// The resources of a deployment that runs, with what they are.
#[derive(Clone, Debug, Default)]
pub struct Running {
    resources: BTreeMap<Address, Value>,
    /// The same by blocks, where the embedded module made it.
    wholes: Option<Arc<Wholes>>,
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
        Running::of(before.module(), &before.values).changes_to(after)
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
        let (mut resources, mut blocks) = (BTreeMap::new(), Vec::new());
        for resource in &configuration.resources {
            let mut block = Block::new();
            let instances = resource.is_managed().then(|| planned::instances_of(resource, &scope));
            for instance in instances.into_iter().flatten() {
                if let Ok(whole) = scope.instance(resource, &instance) {
                    resources.insert(instance.address(resource), whole.clone());
                    block.push((instance.key(), whole));
                }
            }
            blocks.push(block);
        }
        let made = scope.into_made();
        let wholes = module.is_embedded().then(|| Arc::new(Wholes { values, made, blocks }));
        Self { resources, wholes }
    }

    /// The same, of which a change evaluates every resource.
    #[cfg(test)]
    fn evaluated_anew(&self) -> Self {
        Self { wholes: None, ..self.clone() }
    }

    /// What Terraform does when the inputs become others.
    pub fn changes(&self, module: &Module, values: &Values) -> Changes {
        self.planned(module, values, None)
    }

    /// What Terraform does when the inputs become those of an evaluation, with what that has made already.
    pub fn changes_to(&self, after: &Evaluation) -> Changes {
        self.planned(after.module(), &after.values, Some(after.made()))
    }

    fn planned(&self, module: &Module, values: &Values, made: Option<&Made>) -> Changes {
        let shared = made.map(|made| (made, values));
        let values = &zones::named(module, values);
        let configuration = module.resources();
        let before = self.wholes.as_ref().filter(|_| module.is_embedded());
        let planning = Planning {
            running: self,
            provider: Provider::embedded(),
            configuration,
            unchanged: before.map(|before| Unchanged::between(before, values)),
            dependencies: OnceCell::new(),
            changes: RefCell::default(),
        };
        let plan =
            |scope: &Scope, resource: &ResourceBlock, instance: &Instance| planning.plan(scope, resource, instance);
        let known = |scope: &Scope, wanted: Wanted| planning.unchanged.as_ref()?.value(scope, wanted);
        let scope = planned::scope(module, values, &plan, shared).knowing(&known);
        let mut changes = Changes::default();
        let (mut stays, mut planned) = (BTreeSet::new(), BTreeSet::new());
        for resource in configuration.resources.iter().filter(|resource| resource.is_managed()) {
            if planning.leaves_alone(&scope, resource) {
                stays.insert((&*resource.resource_type, &*resource.name));
                continue;
            }
            for instance in planned::instances_of(resource, &scope) {
                let Ok(whole) = scope.instance(resource, &instance) else { continue };
                changes.refusals.extend(refusals(&scope, resource, &instance, &whole));
                let address = instance.address(resource);
                let action = planning.changes.borrow_mut().remove(&address);
                changes.resources.extend(action.map(|action| Change { address: address.clone(), action }));
                planned.insert(address);
            }
        }
        let is_kept = |it: &Address| stays.contains(&(&*it.resource_type, &*it.name)) || planned.contains(it);
        let gone = self.resources.keys().filter(|address| !is_kept(address));
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
    /// What the resources depend on, once one is replaced.
    dependencies: OnceCell<Dependencies>,
    changes: RefCell<BTreeMap<Address, Action>>,
}

impl Planning<'_> {
    /// Whether every instance of a resource runs as it is planned, and nothing can refuse that.
    fn leaves_alone(&self, scope: &Scope, resource: &ResourceBlock) -> bool {
        resource.body.lifecycle.postconditions.is_empty()
            && self.unchanged.as_ref().is_some_and(|unchanged| unchanged.has(scope, resource))
    }

    /// What an instance will be, and what happens to it.
    fn plan(&self, scope: &Scope, resource: &ResourceBlock, instance: &Instance) -> Result<Value> {
        if !resource.is_managed() {
            return Ok(Value::UNKNOWN);
        }
        let address = instance.address(resource);
        let before = self.running.resources.get(&address);
        let unchanged = self.unchanged.as_ref().and_then(|unchanged| unchanged.whole(scope, resource, instance));
        if let Some(whole) = unchanged {
            return Ok(whole.clone());
        }
        let mut set = planned::set(scope, self.provider, resource, instance, before)?;
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
        let dependencies = match self.unchanged {
            Some(_) => Dependencies::embedded(),
            None => self.dependencies.get_or_init(|| Dependencies::of(self.configuration)),
        };
        Some(Action::Replace { changed, forced_by, create_first: dependencies.is_created_first(resource) })
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
            let edited = names
                .into_iter()
                .map(|name| preset.inputs.with(name, other.inputs.get(name).cloned().unwrap_or(Value::Null)));
            edited.map(move |inputs| (running.clone(), inputs)).collect::<Vec<_>>()
        })
    }

    #[test]
    fn what_is_taken_as_it_runs_would_be_planned_so() {
        let module = Module::embedded();
        for (running, inputs) in edits() {
            let (values, _) = Values::complete(module, &inputs);
            let anew = running.evaluated_anew().changes(module, &values);
            assert_eq!(running.changes(module, &values), anew, "{inputs:?}");
            assert_eq!(running.changes_to(&Evaluation::of(module, &inputs)), anew, "{inputs:?}");
        }
    }

    #[test]
    fn an_edit_of_one_resource_leaves_most_others_alone() {
        let module = Module::embedded();
        let inputs = &preset::all().first().expect("a preset").inputs;
        let running = Running::of(module, &Values::complete(module, inputs).0);
        let (after, _) = Values::complete(module, &inputs.with("alb_idle_timeout", 61.into()));
        let before = running.wholes.as_ref().expect("the embedded module made it");
        let unchanged = Unchanged::between(before, &after);
        let scope = Scope::new(module.resources(), after.as_map());
        let resources = &module.resources().resources;
        let reached = resources.iter().filter(|resource| !unchanged.has(&scope, resource));
        assert!(reached.count() < resources.len() / 2);
    }
}
