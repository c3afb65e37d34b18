//! What looks like a secret: it is not kept, and a secret has to be made for it.
//!
//! By its name the module's own advice decides, see [`EnvironmentNames`]; by its form, `secret/form.rs`.

mod finder;
mod form;
mod mask;
mod named;
mod passed;
mod sidecar;

use crate::{Import, Lines, Note, NoteKind};
use mask::Masks;
use openmercato_ecs_module::names::{Input, attribute, input};
use openmercato_ecs_module::{EnvironmentNames, Module, made_up};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use terraform_language::{InputPath, Step, Type, Value};

pub(crate) use form::is_in;

/// Takes what looks like a secret out of an import: out of its inputs, the texts of its files, its notes and calls.
pub(crate) fn withhold(import: &mut Import, module: &Module) {
    let named: Vec<_> = import.files.iter().map(named::candidates).collect();
    let names = names(import, module, &named);
    let mut masks = Masks::of(import);
    for (file, candidates) in named.iter().enumerate() {
        let hidden = candidates.iter().filter(|candidate| names.is_secret(&candidate.name));
        hidden.for_each(|candidate| masks.hide(file, candidate.span.clone()));
    }
    let withheld = Vec::new();
    let mut inputs = Withholding { module, names: &names, import, masks: &mut masks, withheld };
    inputs.sensitive();
    inputs.environments();
    sidecar::withhold(&mut inputs);
    inputs.anywhere();
    inputs.note();
    passed::withhold(import, &names);
    masks.apply(import);
}

/// What the module says of every name in sight.
fn names(import: &Import, module: &Module, named: &[Vec<named::Candidate>]) -> Names {
    let mut all: BTreeSet<String> = named.iter().flatten().map(|candidate| candidate.name.clone()).collect();
    for layer in layers(import).iter().flat_map(|layer| [layer.clone(), layer_beside(layer)]) {
        let entries = import.inputs.at(&layer).and_then(Value::entries).into_iter().flatten();
        all.extend(entries.map(|(name, _)| named::normal(name)));
    }
    all.extend(sidecar::names(import));
    all.extend(passed::names(import));
    Names::of(module, all)
}

/// The most names that the module is asked about; what has a name beyond is taken for a secret.
const MOST_NAMES: usize = 1000;

/// Which names are those of secrets.
struct Names {
    known: EnvironmentNames,
    asked: BTreeSet<String>,
}

impl Names {
    fn of(module: &Module, all: BTreeSet<String>) -> Self {
        let asked: BTreeSet<_> = all.into_iter().take(MOST_NAMES).collect();
        Self { known: EnvironmentNames::of(module, asked.iter().map(String::as_str)), asked }
    }

    /// Whether a name, in the form of an environment variable, is one of a secret.
    fn is_secret(&self, name: &str) -> bool {
        self.known.is_secret(name) || !self.asked.contains(name)
    }
}

/// The inputs of services and tasks.
fn services(import: &Import) -> Vec<InputPath> {
    let tasks = [input::WEB_SERVICE, input::MIGRATION_TASK, input::SCHEDULER_SYNC_TASK].map(Input::path);
    let workers = import.inputs.get(input::WORKER_SERVICES.name()).and_then(Value::entries).into_iter().flatten();
    let workers = workers.map(|(name, _)| input::WORKER_SERVICES.path().then(Step::Key(name.clone())));
    tasks.into_iter().chain(workers).collect()
}

/// The inputs that hold environment variables.
fn layers(import: &Import) -> Vec<InputPath> {
    let services = services(import).into_iter().map(|service| service.then(attribute::ENV.step()));
    std::iter::once(input::ENV.path()).chain(services).collect()
}

/// The input that names secrets beside one that holds environment variables.
pub(crate) fn layer_beside(layer: &InputPath) -> InputPath {
    layer.parent().map_or_else(|| input::SECRETS.path(), |service| service.then(attribute::SECRETS.step()))
}

/// What is said of a secret whose name is now at this path.
pub(crate) fn said(name: &str, path: &InputPath) -> String {
    let name = crate::reader::short(name);
    format!("{name} looks like a secret: its value is not kept. {path} names the secret that has to be made for it.")
}

struct Withholding<'a> {
    module: &'a Module,
    names: &'a Names,
    import: &'a mut Import,
    masks: &'a mut Masks,
    /// What was withheld, in order: where it stood, the input that it is about now, and what is said of it.
    withheld: Vec<(InputPath, InputPath, String)>,
}

impl Withholding<'_> {
    /// Hides what inputs say that are sensitive as such.
    fn sensitive(&mut self) {
        let sensitive = self.module.variables().iter().filter(|variable| variable.sensitive);
        for variable in sensitive {
            if let Some(value) = self.import.inputs.get(&variable.name) {
                self.masks.hide_value(&InputPath::of(&variable.name), value.as_str().unwrap_or_default());
            }
        }
    }

    /// Secrets among environment variables become names of secrets; so do names of secrets that are secrets themselves.
    fn environments(&mut self) {
        for layer in layers(self.import) {
            let secrets = layer_beside(&layer);
            let found = self.secrets(&layer, |_| true);
            self.rename(&layer, &secrets, found);
            let found = self.secrets(&secrets, |text| !(text.starts_with("arn:") || text.starts_with('/')));
            self.rename(&secrets, &secrets, found);
        }
    }

    fn is_secret(&self, name: &str, text: &str) -> bool {
        !text.is_empty() && (self.names.is_secret(&named::normal(name)) || is_in(text))
    }

    /// The secrets among the entries of an input whose text may be one.
    fn secrets(&self, layer: &InputPath, may_be: impl Fn(&str) -> bool) -> Vec<(Arc<str>, Arc<str>)> {
        let entries = self.import.inputs.at(layer).and_then(Value::entries).into_iter().flatten();
        let texts = entries.filter_map(|(name, value)| match value {
            Value::String(text) => Some((name.clone(), text.clone())),
            _ => None,
        });
        texts.filter(|(name, text)| may_be(text) && self.is_secret(name, text)).collect()
    }

    /// Moves entries to the input that names secrets, each as the name of a secret that has to be made.
    fn rename(&mut self, layer: &InputPath, secrets: &InputPath, found: Vec<(Arc<str>, Arc<str>)>) {
        if found.is_empty() {
            return;
        }
        let gone: Vec<_> = found.iter().map(|(name, _)| layer.then(Step::Key(name.clone()))).collect();
        self.remove(&gone);
        let there = self.import.inputs.at(secrets);
        // What is no object there is refused as such.
        let is_open = there.is_none_or(|there| there.entries().is_some());
        let mut named = there.and_then(Value::entries).cloned().unwrap_or_default();
        for ((name, value), from) in found.into_iter().zip(gone) {
            self.masks.hide_value(&from, &value);
            let made_up = || Value::string(made_up::secret_for(&self.import.inputs, &name));
            named.entry(name.clone()).or_insert_with(made_up);
            let to = secrets.then(Step::Key(name.clone()));
            let text = said(&name, &to);
            self.withheld.push((from, to, text));
        }
        let inputs = self.import.inputs.with_at(secrets, Value::Object(Arc::new(named)));
        if let Some(inputs) = inputs.filter(|_| is_open) {
            self.import.inputs = inputs;
        }
    }

    /// Takes values out of the inputs, those of one object at once.
    fn remove(&mut self, paths: &[InputPath]) {
        let mut by_object = BTreeMap::<Option<InputPath>, Vec<&InputPath>>::new();
        paths.iter().for_each(|path| by_object.entry(path.parent()).or_default().push(path));
        for (object, paths) in by_object {
            let entries = object.as_ref().and_then(|object| self.import.inputs.at(object)).and_then(Value::entries);
            let inputs = match (object.clone(), entries.cloned()) {
                (Some(object), Some(mut entries)) => {
                    for path in paths {
                        if let Some(Step::Key(name) | Step::Attribute(name)) = path.steps().last() {
                            entries.remove(name);
                        }
                    }
                    self.import.inputs.with_at(&object, Value::Object(Arc::new(entries)))
                }
                _ => {
                    paths.iter().try_fold(self.import.inputs.clone(), |inputs, path| inputs.with_at(path, Value::Null))
                }
            };
            if let Some(inputs) = inputs {
                self.import.inputs = inputs;
            }
        }
    }

    /// Leaves out what has a secret in it anywhere else; of a list the whole.
    fn anywhere(&mut self) {
        let mut found = Vec::new();
        for (name, value) in self.import.inputs.iter() {
            let variable = self.module.variable(name);
            if variable.is_some_and(|variable| variable.sensitive) {
                continue;
            }
            let ty = variable.map_or(&Type::Any, |variable| &variable.ty);
            made_up::with_texts(&InputPath::of(name), ty, value, is_in, &mut found);
        }
        let (paths, texts): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        self.remove(&paths);
        for (path, text) in paths.into_iter().zip(texts) {
            self.masks.hide_value(&path, &text);
            let text = format!("{path} is left out: what looks like a secret is in it, and is not kept.");
            self.withheld.push((path.clone(), path, text));
        }
    }

    /// Notes what became of each secret at every place that it comes from.
    fn note(self) {
        let mut places: BTreeMap<InputPath, Vec<Option<Lines>>> =
            self.withheld.iter().map(|(from, ..)| (from.clone(), Vec::new())).collect();
        self.import.taken.retain(|(lines, taken)| {
            let around = std::iter::successors(Some(taken.clone()), InputPath::parent);
            let of = around.filter(|around| places.contains_key(around)).last();
            let of = of.and_then(|of| places.get_mut(&of));
            of.map(|of| of.push(Some(*lines))).is_none()
        });
        for (from, path, text) in self.withheld {
            let mut lines = places.remove(&from).unwrap_or_default();
            lines.dedup();
            if lines.is_empty() {
                lines.push(None);
            }
            let note = |lines| Note { lines, path: Some(path.clone()), kind: NoteKind::Secret, text: text.clone() };
            self.import.notes.extend(lines.into_iter().map(note));
        }
    }
}
