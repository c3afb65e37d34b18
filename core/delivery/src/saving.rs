//! What would make a deployment cheaper, without making anything worse.

use crate::Deployment;
use openmercato_ecs_cost::{Change, Usd};
use openmercato_ecs_module::names::{attribute, input};
use openmercato_ecs_module::{Draft, Inputs, Level, Module, labels, suggestions};
use terraform_language::{InputPath, Step, Type, Value};

/// A value that costs less, with everything else as it is after the savings before it.
#[derive(Clone, Debug)]
pub struct Saving {
    /// Where.
    pub path: InputPath,
    /// What would stand there.
    pub value: Value,
    /// By how much a month's price falls.
    pub change: Change,
    /// The inputs with this one and all before it.
    pub inputs: Inputs,
}

/// More choices than this are no sizes or kinds, but names of versions and policies.
const MOST_CHOICES: usize = 4;

/// The least CPU units that are proposed: what the module gives a worker.
const LEAST_CPU: i32 = 512;

/// The least memory that is proposed, in MiB: what the module's advice asks for.
const LEAST_MEMORY: i32 = 2048;

/// What would save, in the order of the module's variables: of every size and kind the cheapest that adds nothing to
/// what is found. None where there are no prices of the region, or something is wrong.
pub fn savings(now: &Deployment) -> Vec<Saving> {
    if now.evaluation.errors().count() > 0 {
        return Vec::new();
    }
    let module = now.evaluation.module();
    let mut current = now.clone();
    let mut found = Vec::new();
    for (path, values) in levers(module, &now.evaluation.inputs, now) {
        let tried = values.into_iter().filter_map(|value| try_at(&current, &path, value));
        let Some((saving, then)) = tried.min_by_key(|(saving, _)| saving.change.amount.high) else { continue };
        found.push(saving);
        current = then;
    }
    found
}

/// The deployment with the value at the place, if that saves and adds nothing to what is found.
fn try_at(now: &Deployment, path: &InputPath, value: Value) -> Option<(Saving, Deployment)> {
    let module = now.evaluation.module();
    let draft = Draft::of(now.evaluation.inputs.clone());
    let inputs = draft.with(module, path, Some(value.clone())).inputs;
    let then = Deployment::assuming(module, &inputs, now.assumptions());
    let change = then.estimate().change_since(now.estimate())?;
    let saves = change.amount.low <= Usd::ZERO && change.amount.high < Usd::ZERO;
    let is_sound = then.estimate().has_gaps_of(now.estimate()) && !is_worse(now, &then);
    (saves && is_sound).then(|| (Saving { path: path.clone(), value, change, inputs }, then))
}

/// Whether something is found that was not before.
fn is_worse(now: &Deployment, then: &Deployment) -> bool {
    Level::ALL.into_iter().any(|level| {
        let count = |deployment: &Deployment| deployment.evaluation.at(level).count();
        count(then) > count(now)
    })
}

/// The places where sizes and kinds are chosen, with what may stand there.
fn levers(module: &Module, inputs: &Inputs, now: &Deployment) -> Vec<(InputPath, Vec<Value>)> {
    let mut levers: Vec<(InputPath, Vec<Value>)> = Vec::new();
    for variable in module.variables().iter().filter(|variable| now.evaluation.values.uses(variable)) {
        let path = InputPath::of(&variable.name);
        let is_kind = variable.choices.iter().all(|choice| choice.as_str().is_some())
            && (1..=MOST_CHOICES).contains(&variable.choices.len())
            && !labels::is_selector(module, &variable.name)
            // It decides what the deployment is held against.
            && path != input::ENVIRONMENT.path();
        let is_region = path == input::AWS_REGION.path();
        if is_kind {
            levers.push((path, variable.choices.clone()));
        } else if variable.choices.is_empty() && !is_region && variable.ty == Type::String {
            let sizes = suggestions(module, inputs, &path).into_iter();
            levers.push((path, sizes.map(|size| Value::string(size.value)).collect()));
        }
    }
    levers.extend(services(inputs).iter().flat_map(sizes_of));
    levers.retain(|(_, values)| !values.is_empty());
    levers
}

/// The web service and each worker.
fn services(inputs: &Inputs) -> Vec<InputPath> {
    let workers = input::WORKER_SERVICES.path();
    let named = inputs.at(&workers).and_then(Value::entries).into_iter().flat_map(|workers| workers.keys());
    let named = named.map(|name| workers.then(Step::Key(name.clone())));
    [input::WEB_SERVICE.path()].into_iter().chain(named).collect()
}

/// Memory first: less of it goes with more processors than the other way round.
fn sizes_of(service: &InputPath) -> [(InputPath, Vec<Value>); 2] {
    [
        (service.then(attribute::MEMORY.step()), vec![LEAST_MEMORY.into()]),
        (service.then(attribute::CPU.step()), vec![LEAST_CPU.into()]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::preset;

    fn saved(name: &str) -> (Deployment, Vec<Saving>) {
        let module = Module::embedded();
        let inputs = &preset::find(name).expect("a preset").inputs;
        let deployment = Deployment::of(module, inputs);
        let savings = savings(&deployment);
        (deployment, savings)
    }

    #[test]
    fn the_smallest_preset_becomes_cheaper_and_stays_as_sound() {
        let (before, savings) = saved("minimal-managed");
        let places: Vec<_> = savings.iter().map(|saving| saving.path.to_string()).collect();
        for place in ["cpu_architecture", "db_instance_class", "web_service.cpu", "web_service.memory"] {
            assert!(places.contains(&place.to_owned()), "{place} is not in {places:?}");
        }
        let last = savings.last().expect("a saving");
        let after = Deployment::of(Module::embedded(), &last.inputs);
        let total = |deployment: &Deployment| deployment.estimate().total().expect("prices").range.high;
        assert!(total(&after) < total(&before));
        assert!(!is_worse(&before, &after));
        let sum: Usd = savings.iter().map(|saving| saving.change.amount.high).sum();
        assert_eq!(total(&after), total(&before) + sum);
    }

    #[test]
    fn nothing_is_taken_from_a_production_that_its_advice_asks_for() {
        let (before, savings) = saved("complete");
        for saving in &savings {
            let after = Deployment::of(Module::embedded(), &saving.inputs);
            assert!(!is_worse(&before, &after), "{}", saving.path);
            assert!(saving.path.to_string() != "nat_gateway_mode", "the advice asks for one a zone");
        }
    }
}
