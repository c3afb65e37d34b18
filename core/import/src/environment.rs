//! Environment variables of other tools' files: what becomes of each is decided once all are known.

use crate::reader::Reader;
use crate::{Import, Lines, Note, NoteKind, secret};
use openmercato_ecs_delivery::admission::MOST;
use openmercato_ecs_module::names::{Choice, Input, choice, input};
use openmercato_ecs_module::{EnvironmentNames, Module, made_up};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use terraform_language::{InputPath, Number, Step, Value};

/// Environment variables, in the order in which they were read: of two in one place the first counts.
#[derive(Debug, Default)]
pub(crate) struct Environment {
    variables: Vec<Variable>,
}

/// An environment variable with its places.
pub(crate) struct NamedValue {
    /// The input that holds such variables, as `env`.
    pub(crate) layer: InputPath,
    pub(crate) name: String,
    /// `None` where it is given when the container starts.
    pub(crate) value: Option<String>,
    /// Where its name stands.
    pub(crate) place: Range<usize>,
    /// Where its value stands.
    pub(crate) span: Range<usize>,
}

/// An environment variable in a file.
#[derive(Clone, Debug)]
struct Variable {
    layer: InputPath,
    name: String,
    value: Option<String>,
    lines: Lines,
    /// The file, and where its value stands there.
    span: (usize, Range<usize>),
}

/// Connections that the module makes by itself, unless what they lead to exists already: the variable, the choice for
/// that, and the input that names the secret then.
const CONNECTIONS: [(&str, Choice, Input); 2] = [
    ("DATABASE_URL", choice::DATABASE_EXTERNAL, input::DATABASE_URL_SECRET_ARN),
    ("REDIS_URL", choice::REDIS_EXTERNAL, input::REDIS_URL_SECRET_ARN),
];

/// The variable that says on which port the web process listens.
const PORT: &str = "PORT";

impl Environment {
    /// Adds a variable with its places; what becomes of it is decided once all are known.
    pub(crate) fn add(&mut self, reader: &Reader, of: NamedValue) {
        let lines = reader.lines(of.place.start..of.span.end.max(of.place.end));
        let NamedValue { layer, name, value, span, .. } = of;
        self.variables.push(Variable { layer, name, value, lines, span: (reader.file, span) });
    }

    /// Puts each variable where it belongs: what looks like a secret becomes the name of one that must be made, and its
    /// value is not kept.
    pub(crate) fn settle(self, import: &mut Import, module: &Module) {
        if self.variables.is_empty() {
            return;
        }
        let mut settling = Settling { names: self.names(module), layers: BTreeMap::new(), import };
        for (index, variable) in self.variables.into_iter().enumerate() {
            match index < MOST {
                true => settling.variable(&variable),
                false => {
                    settling.hide(&variable);
                    settling.leave_out(&variable, &format!("is left out: the first {MOST} variables are read."));
                }
            }
        }
        let Settling { layers, import, .. } = settling;
        for (layer, entries) in layers {
            let there = import.inputs.at(&layer).and_then(Value::entries).cloned().unwrap_or_default();
            let all = entries.into_iter().chain(there).collect::<BTreeMap<_, _>>();
            if let Some(inputs) = import.inputs.with_at(&layer, Value::Object(Arc::new(all))) {
                import.inputs = inputs;
            }
        }
    }

    fn names(&self, module: &Module) -> EnvironmentNames {
        EnvironmentNames::of(module, self.variables.iter().take(MOST).map(|variable| variable.name.as_str()))
    }
}

struct Settling<'a> {
    names: EnvironmentNames,
    /// What is added to each input of such variables.
    layers: BTreeMap<InputPath, BTreeMap<Arc<str>, Value>>,
    import: &'a mut Import,
}

impl Settling<'_> {
    fn variable(&mut self, variable: &Variable) {
        let Variable { name, .. } = variable;
        let value = variable.value.as_deref();
        if let Some((_, external, secret)) = CONNECTIONS.iter().find(|(connection, ..)| connection == name) {
            return self.connection(variable, *external, *secret);
        }
        if self.names.is_secret(name) || value.is_some_and(secret::is_in) {
            return self.secret(variable);
        }
        let Some(value) = value else {
            return self.leave_out(variable, "is left out: its value is given where the container is started.");
        };
        if name == PORT {
            return self.port(variable, value);
        }
        if self.names.is_derived(name) {
            return self.leave_out(variable, "is left out: the module gives it a value itself.");
        }
        self.put(variable, &variable.layer, Value::string(value));
    }

    fn put(&mut self, variable: &Variable, layer: &InputPath, value: Value) {
        let path = layer.then(Step::Key(variable.name.as_str().into()));
        let added = self.layers.get(layer).and_then(|entries| entries.get(variable.name.as_str()));
        match added.or_else(|| self.import.inputs.at(&path)) {
            Some(there) if *there != value => {
                let text = format!("{path} is left out here: what {} says counts.", self.import.place_of(&path));
                self.note(variable, Some(path), NoteKind::LeftOut, text);
            }
            _ => {
                self.layers.entry(layer.clone()).or_default().insert(variable.name.as_str().into(), value);
                self.import.taken.push((variable.lines, path));
            }
        }
    }

    fn port(&mut self, variable: &Variable, value: &str) {
        let path = input::CONTAINER_PORT.path();
        let port = Number::parse(value.trim()).map(Value::Number);
        match (port, self.import.inputs.at(&path)) {
            (Some(port), None) => {
                self.import.inputs.set(path.variable(), port);
                self.import.taken.push((variable.lines, path));
            }
            (Some(port), Some(there)) if port == *there => self.import.taken.push((variable.lines, path)),
            _ => self.leave_out(variable, &format!("is left out: the module makes it of {path}.")),
        }
    }

    fn secret(&mut self, variable: &Variable) {
        self.hide(variable);
        let name = variable.name.as_str();
        let layer = secret::layer_beside(&variable.layer);
        let path = layer.then(Step::Key(name.into()));
        if self.import.inputs.at(&path).is_none() {
            let arn = Value::string(made_up::secret_for(&self.import.inputs, name));
            self.layers.entry(layer).or_default().insert(name.into(), arn);
        }
        let text = secret::said(name, &path);
        self.note(variable, Some(path), NoteKind::Secret, text);
    }

    fn connection(&mut self, variable: &Variable, external: Choice, secret: Input) {
        self.hide(variable);
        let name = &variable.name;
        if self.import.inputs.text(external.input) == Some(external.value) {
            if self.import.inputs.get(secret.name()).is_none() {
                let arn = made_up::secret_for(&self.import.inputs, name);
                self.import.inputs.set(secret.name(), Value::string(arn));
            }
            let text = secret::said(name, &secret.path());
            return self.note(variable, Some(secret.path()), NoteKind::Secret, text);
        }
        let text = format!(
            "{name} is left out, and its value is not kept: the module makes what it leads to. Where that exists already, \
             set {} to {:?}, and {secret} to the ARN of a secret that holds it.",
            external.input, external.value
        );
        self.note(variable, Some(external.input.path()), NoteKind::Secret, text);
    }

    fn hide(&mut self, variable: &Variable) {
        self.import.hidden.push(variable.span.clone());
    }

    fn leave_out(&mut self, variable: &Variable, why: &str) {
        let text = format!("{} {why}", crate::reader::short(&variable.name));
        self.note(variable, None, NoteKind::LeftOut, text);
    }

    fn note(&mut self, variable: &Variable, path: Option<InputPath>, kind: NoteKind, text: String) {
        self.import.notes.push(Note { lines: Some(variable.lines), path, kind, text });
    }
}

/// The environment of every container.
pub(crate) fn of_all() -> InputPath {
    input::ENV.path()
}
