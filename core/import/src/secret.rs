//! What looks like a secret: it is not kept, and a secret has to be made for it.
//!
//! By its name the module's own advice decides, see [`EnvironmentNames`]; by its form, `secret/form.rs`.

mod form;
mod mask;
mod named;
mod passed;
mod sidecar;

use crate::{Import, Lines, Note, NoteKind};
use mask::Masks;
use openmercato_ecs_module::names::{Input, attribute, input};
use openmercato_ecs_module::{EnvironmentNames, Module, made_up};
use std::collections::BTreeSet;
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
    let mut inputs = Withholding { module, names: &names, import, masks: &mut masks };
    inputs.sensitive();
    inputs.environments();
    sidecar::withhold(&mut inputs);
    inputs.anywhere();
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
}

impl Withholding<'_> {
    /// Hides what inputs say that are sensitive as such.
    fn sensitive(&mut self) {
        let sensitive = self.module.variables().iter().filter(|variable| variable.sensitive);
        for variable in sensitive {
            if let Some(value) = self.import.inputs.get(&variable.name) {
                let path = InputPath::of(&variable.name);
                self.masks.hide_value(self.import, &path, value.as_str().unwrap_or_default());
            }
        }
    }

    /// Secrets among environment variables become names of secrets; so do names of secrets that are secrets themselves.
    fn environments(&mut self) {
        for layer in layers(self.import) {
            for (name, value) in self.entries(&layer) {
                if value.as_str().is_some_and(|text| self.is_secret(&name, text)) {
                    self.withhold(&layer, &name, &value);
                }
            }
            let secrets = layer_beside(&layer);
            for (name, value) in self.entries(&secrets) {
                let is_name = |text: &str| text.starts_with("arn:") || text.starts_with('/');
                if value.as_str().is_some_and(|text| !is_name(text) && self.is_secret(&name, text)) {
                    self.withhold(&secrets, &name, &value);
                }
            }
        }
    }

    fn is_secret(&self, name: &str, text: &str) -> bool {
        !text.is_empty() && (self.names.is_secret(&named::normal(name)) || is_in(text))
    }

    fn entries(&self, layer: &InputPath) -> Vec<(Arc<str>, Value)> {
        let entries = self.import.inputs.at(layer).and_then(Value::entries).into_iter().flatten();
        entries.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    fn withhold(&mut self, layer: &InputPath, name: &Arc<str>, value: &Value) {
        let secrets =
            if layer.to_string().ends_with(attribute::ENV.name()) { layer_beside(layer) } else { layer.clone() };
        let from = layer.then(Step::Key(name.clone()));
        let to = secrets.then(Step::Key(name.clone()));
        self.masks.hide_value(self.import, &from, value.as_str().unwrap_or_default());
        let inputs = self.import.inputs.with_at(&from, Value::Null);
        let there = self.import.inputs.at(&to).filter(|_| from != to);
        let named = there.cloned().unwrap_or_else(|| Value::string(made_up::secret_for(&self.import.inputs, name)));
        if let Some(inputs) = inputs.and_then(|inputs| inputs.with_at(&to, named)) {
            self.import.inputs = inputs;
        }
        self.note(&from, &to, &said(name, &to));
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
        for (path, text) in found {
            self.masks.hide_value(self.import, &path, &text);
            if let Some(inputs) = self.import.inputs.with_at(&path, Value::Null) {
                self.import.inputs = inputs;
            }
            let why = "what looks like a secret is in it, and is not kept.";
            self.note(&path, &path, &format!("{path} is left out: {why}"));
        }
    }

    /// Notes what became of a secret at every place that it comes from.
    fn note(&mut self, from: &InputPath, path: &InputPath, text: &str) {
        let (gone, kept): (Vec<_>, _) =
            std::mem::take(&mut self.import.taken).into_iter().partition(|(_, taken)| taken.is_within(from));
        self.import.taken = kept;
        let mut lines: Vec<Option<Lines>> = gone.into_iter().map(|(lines, _)| Some(lines)).collect();
        lines.dedup();
        if lines.is_empty() {
            lines.push(None);
        }
        let notes = lines.into_iter();
        let notes =
            notes.map(|lines| Note { lines, path: Some(path.clone()), kind: NoteKind::Secret, text: text.to_owned() });
        self.import.notes.extend(notes);
    }
}
