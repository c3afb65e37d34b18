//! Places where a size or a kind is chosen, as parts with what may stand there instead. They are read from the module: a
//! choice that it gains is tried, too. A service does the same with another size or kind of what it runs on.

use crate::candidate::Candidate;
use crate::space::{Alternative, Part};
use openmercato_ecs_module::names::{attribute, choice, input};
use openmercato_ecs_module::{Inputs, Suggestion, TaskSize, Variable, labels, suggestions};
use std::collections::BTreeSet;
use terraform_language::{InputPath, Step, Type, Value};

/// More choices than this are no kinds, but names of versions and policies.
const MOST_CHOICES: usize = 4;

/// The least CPU units that are proposed: what the module gives a worker.
const LEAST_CPU: usize = 512;

/// The least memory that is proposed, in MiB: what the module's advice asks for.
const LEAST_MEMORY: usize = 2048;

/// What smaller sizes give up.
const ROOM: &[&str] = &["There is less room for load."];

/// What ARM asks for.
const BUILT_FOR_ARM: &[&str] = &["The image has to be built for ARM."];

/// A part for each place that is used. A size has the title of the part that it is one of.
pub(crate) fn levers(now: &Candidate, parts: &[Part]) -> Vec<Part> {
    let used = now.evaluation.module().variables().iter().filter(|variable| now.evaluation.values.uses(variable));
    let of_variables = used.filter_map(|variable| kind(now, variable).or_else(|| size(now, variable, parts)));
    let of_tasks = services(&now.evaluation.inputs).into_iter().map(|service| task_size(now, &service));
    of_variables.chain(of_tasks).collect()
}

fn part(path: &InputPath, alternatives: impl IntoIterator<Item = Alternative>) -> Part {
    Part { title: labels::of_path(path).into(), alternatives: alternatives.into_iter().collect() }
}

fn alternative(words: String, settings: Vec<(InputPath, Value)>, gives_up: &'static [&'static str]) -> Alternative {
    Alternative { words, good_for: &[], gives_up, settings, examples: Inputs::new() }
}

/// One of a few choices on which no other input depends.
fn kind(now: &Candidate, variable: &Variable) -> Option<Part> {
    let path = InputPath::of(&variable.name);
    let is_kind = variable.choices.iter().all(|choice| choice.as_str().is_some())
        && (1..=MOST_CHOICES).contains(&variable.choices.len())
        && !labels::is_selector(now.evaluation.module(), &variable.name)
        // It decides what the deployment is held against.
        && path != input::ENVIRONMENT.path();
    let of = |value: &Value| {
        let text = labels::text_of(value);
        let is_arm = path == choice::CPU_ARM64.input.path() && text == choice::CPU_ARM64.value;
        let words = labels::choice(&variable.name, &text).map_or_else(|| text.clone(), ToOwned::to_owned);
        alternative(words, vec![(path.clone(), value.clone())], if is_arm { BUILT_FOR_ARM } else { &[] })
    };
    is_kind.then(|| part(&path, variable.choices.iter().map(of)))
}

/// A text that names a size.
fn size(now: &Candidate, variable: &Variable, parts: &[Part]) -> Option<Part> {
    let path = InputPath::of(&variable.name);
    let is_size = variable.choices.is_empty() && variable.ty == Type::String && path != input::AWS_REGION.path();
    let sizes = if is_size { suggestions(now.evaluation.module(), &now.evaluation.inputs, &path) } else { Vec::new() };
    let of = |Suggestion { value, words }| {
        let setting = (path.clone(), Value::string(value.clone()));
        let words = if words.is_empty() { value } else { format!("{value} ({words})") };
        alternative(words, vec![setting], ROOM)
    };
    let whole = parts.iter().find(|part| part.inputs().any(|input| input.path() == path));
    let title = whole.map_or_else(|| labels::of_path(&path).into(), |whole| whole.title.clone());
    (!sizes.is_empty()).then(|| Part { title, alternatives: sizes.into_iter().map(of).collect() })
}

/// The web service and each worker.
fn services(inputs: &Inputs) -> Vec<InputPath> {
    let workers = input::WORKER_SERVICES.path();
    let named = inputs.at(&workers).and_then(Value::entries).into_iter().flat_map(|workers| workers.keys());
    let named = named.map(|name| workers.then(Step::Key(name.clone())));
    [input::WEB_SERVICE.path()].into_iter().chain(named).collect()
}

/// Less memory, less processor, or less of both: one goes with the other in certain sizes alone.
fn task_size(now: &Candidate, service: &InputPath) -> Part {
    let (cpu, memory) = (service.then(attribute::CPU.step()), service.then(attribute::MEMORY.step()));
    let now = now.evaluation.in_effect().get(service.variable()).and_then(|value| value.at(service.steps()));
    let (cpu_now, memory_now) =
        (now.and_then(|now| attribute::CPU.number(now)), now.and_then(|now| attribute::MEMORY.number(now)));
    let smaller = |now: Option<usize>, least: usize| now.map_or(least, |now| now.min(least));
    let cpus = BTreeSet::from([cpu_now.unwrap_or(LEAST_CPU), smaller(cpu_now, LEAST_CPU)]);
    let memories = BTreeSet::from([memory_now.unwrap_or(LEAST_MEMORY), smaller(memory_now, LEAST_MEMORY)]);
    let sizes = cpus.into_iter().flat_map(|cpu| memories.iter().map(move |memory| (cpu, *memory)));
    let of = |(units, mebibytes): (usize, usize)| {
        let number = |number: usize| Value::from_json(&number.into());
        let task = [(attribute::CPU, number(units)), (attribute::MEMORY, number(mebibytes))];
        let words = TaskSize::of(&Value::object(task.map(|(attribute, value)| (attribute.name(), value))));
        let settings = vec![(cpu.clone(), number(units)), (memory.clone(), number(mebibytes))];
        alternative(words.map(|size| format!("tasks of {size}")).unwrap_or_default(), settings, ROOM)
    };
    part(service, sizes.map(of).collect::<Vec<_>>())
}
