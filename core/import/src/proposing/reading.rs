//! Reads a call by the rows that say which argument corresponds to which input.

use super::well_known::{MadeKind, Row, Runs, WellKnown};
use crate::reader::short;
use crate::{Argument, Call, Import, Lines, Note, NoteKind, Proposal, secret};
use openmercato_ecs_module::Module;
use openmercato_ecs_module::names::Choice;
use std::collections::BTreeSet;
use std::sync::Arc;
use terraform_language::{InputPath, Step, Type, Value};

/// A part of a call, with the names that lead to it.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) way: Vec<Arc<str>>,
    pub(super) argument: Argument,
}

impl Part {
    /// Its name within what it is a part of.
    pub(super) fn name(&self) -> &str {
        self.way.last().map_or("", |name| name)
    }

    /// The parts within this one that the names lead to; `*` stands for every name.
    pub(super) fn within(&self, names: &str) -> Vec<Self> {
        let mut parts = vec![self.clone()];
        for name in names.split('.') {
            parts = parts.iter().flat_map(|part| part.children(name)).collect();
        }
        parts
    }

    /// The first part within this one that one of several names leads to.
    pub(super) fn first(&self, names: &[&str]) -> Option<Self> {
        names.iter().find_map(|names| self.within(names).into_iter().next())
    }

    /// Its text, where it is one that is known.
    pub(super) fn text(&self) -> &str {
        self.argument.value.as_str().unwrap_or_default()
    }

    fn children(&self, name: &str) -> Vec<Self> {
        let parts = self.argument.parts();
        let named = parts.iter().filter(|part| name == "*" || *part.name == *name);
        named
            .map(|argument| Self {
                way: [&*self.way, std::slice::from_ref(&argument.name)].concat(),
                argument: argument.clone(),
            })
            .collect()
    }
}

/// Reads one call.
pub(super) struct Reading<'a> {
    pub(super) import: &'a mut Import,
    pub(super) module: &'a Module,
    pub(super) call: &'a Call,
    proposed: Vec<Proposal>,
    /// The ways to the parts of which something is said.
    pub(super) said: BTreeSet<Vec<Arc<str>>>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(import: &'a mut Import, module: &'a Module, call: &'a Call) -> Self {
        Self { import, module, call, proposed: Vec::new(), said: BTreeSet::new() }
    }

    /// What could be inputs. The rest is noted.
    pub(super) fn read(mut self, known: &WellKnown) -> Vec<Proposal> {
        let root = self.root();
        match self.nothing(known, &root) {
            Some((kind, why)) => {
                for argument in &self.call.arguments {
                    let part = Part { way: vec![argument.name.clone()], argument: argument.clone() };
                    let text = format!("{} is left out: {why}.", self.described(&part.way));
                    self.note(&part, None, kind, text);
                }
            }
            None => {
                let switches = known.switches.iter().chain(known.kind.iter().map(|kind| &kind.argument));
                for switch in switches.flat_map(|name| root.within(name)) {
                    self.switch(&switch);
                }
                for row in known.rows.iter().copied().flatten() {
                    self.row(&root, row, &row.input.path());
                }
                self.services(&root, known.runs);
                for argument in &self.call.arguments {
                    self.rest(&Part { way: vec![argument.name.clone()], argument: argument.clone() });
                }
            }
        }
        self.proposed
    }

    fn root(&self) -> Part {
        let arguments = self.call.arguments.iter();
        let values = arguments.map(|argument| (argument.name.clone(), argument.value.clone()));
        let argument = Argument {
            name: "".into(),
            value: Value::object(values),
            lines: self.call.lines,
            written: Arc::new(self.call.arguments.clone()),
        };
        Part { way: Vec::new(), argument }
    }

    fn services(&mut self, root: &Part, runs: Runs) {
        match runs {
            Runs::Nothing => {}
            Runs::One(form) => {
                let name = root.first(&["name", "container_name"]).map(|name| name.text().to_owned());
                let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| self.call.label.clone());
                self.service(root, &name, form);
            }
            Runs::Several(form) => {
                for service in root.within("services.*") {
                    self.service(&service, service.name(), form);
                }
            }
        }
    }

    /// Why nothing of the call corresponds to anything, as the end of a sentence, and how much that means.
    fn nothing(&self, known: &WellKnown, root: &Part) -> Option<(NoteKind, String)> {
        let is_off =
            |name: &&&str| root.within(name).first().is_some_and(|switch| switch.argument.value == Value::Bool(false));
        if let Some(name) = known.switches.iter().find(is_off) {
            return Some((NoteKind::Aside, format!("{name} is false, so that the call makes nothing")));
        }
        let is_chosen = |choice: &Choice| self.import.inputs.text(choice.input) == Some(choice.value);
        if let Some(choice) = known.unless.filter(is_chosen) {
            return Some((NoteKind::LeftOut, format!("{} is {:?}", choice.input, choice.value)));
        }
        let MadeKind { argument, values } = known.kind.as_ref()?;
        let said = root.first(&[argument]);
        let is_one = values.contains(&said.as_ref().map_or("", Part::text));
        let values: Vec<_> = values.iter().copied().filter(|value| !value.is_empty()).collect();
        let why = format!("it corresponds only where {argument} is {}", values.join(" or "));
        (!is_one).then_some((NoteKind::LeftOut, why))
    }

    /// Proposes what a row finds.
    pub(super) fn row(&mut self, base: &Part, row: &Row, path: &InputPath) {
        if let Some((name, value)) = row.given {
            let Some(switch) = base.first(&[name]) else { return };
            self.switch(&switch);
            if switch.argument.value != Value::Bool(value) {
                return;
            }
        }
        for part in base.within(row.argument) {
            let path = match row.is_entry {
                true => path.then(Step::Key(part.name().into())),
                false => path.clone(),
            };
            if let Some(value) = self.known(&part, &path).and_then(|value| (row.convert)(&value)) {
                self.propose(&part, path, value, row.why);
            }
        }
    }

    /// The value of a part; where it is not known, that is noted.
    pub(super) fn known(&mut self, part: &Part, path: &InputPath) -> Option<Value> {
        let value = &part.argument.value;
        if value.is_null() {
            let text = format!("{} is null, which says nothing.", self.described(&part.way));
            self.note(part, None, NoteKind::Aside, text);
            return None;
        }
        if !value.is_wholly_known() {
            let text =
                format!("{} is left out: its value stands elsewhere. It could be {path}.", self.described(&part.way));
            self.note(part, Some(path), NoteKind::LeftOut, text);
            return None;
        }
        Some(value.clone())
    }

    /// Proposes a value for an input, as the type of the input has it.
    pub(super) fn propose(&mut self, part: &Part, path: InputPath, value: Value, why: &str) {
        let ty = self.module.variable(path.variable()).map(|variable| &variable.ty);
        let value = match ty.filter(|_| path.steps().is_empty()).map(|ty: &Type| ty.convert(&value)) {
            Some(Ok(converted)) => plain(converted),
            Some(Err(_)) => return,
            None => value,
        };
        if value.as_str().is_some_and(secret::is_in) {
            let text = format!("{} is left out: what looks like a secret is in it.", self.described(&part.way));
            return self.note(part, Some(&path), NoteKind::Secret, text);
        }
        self.add(part, path, value, why);
    }

    /// Proposes what follows from all of a part, at its first line.
    pub(super) fn follow(&mut self, part: &Part, path: InputPath, value: Value, why: &str) {
        let from = self.described(&part.way);
        let text = format!("{from} {why}.");
        let lines = Lines { last: part.argument.lines.first, ..part.argument.lines };
        self.proposed.push(Proposal { path, value, lines, from, text });
    }

    /// Proposes a value as it is.
    pub(super) fn add(&mut self, part: &Part, path: InputPath, value: Value, why: &str) {
        let from = self.described(&part.way);
        let text = format!("{from} {why}.");
        self.said.insert(part.way.clone());
        self.proposed.push(Proposal { path, value, lines: part.argument.lines, from, text });
    }

    /// Says that a part is in what is proposed for another one.
    pub(super) fn goes_with(&mut self, part: &Part, other: &Part) {
        let text = format!("{} is in what {} could be.", self.described(&part.way), self.described(&other.way));
        self.note(part, None, NoteKind::Aside, text);
    }

    /// Says of a part that it decides about others.
    pub(super) fn switch(&mut self, part: &Part) {
        if !self.said.contains(&part.way) {
            let text = format!("{} is no input: it decides whether others are any.", self.described(&part.way));
            self.note(part, None, NoteKind::Aside, text);
        }
    }

    /// Notes what becomes of a part.
    pub(super) fn note(&mut self, part: &Part, path: Option<&InputPath>, kind: NoteKind, text: String) {
        self.said.insert(part.way.clone());
        self.import.notes.push(Note { lines: Some(part.argument.lines), path: path.cloned(), kind, text });
    }

    /// The call and the way into it, as people write it.
    pub(super) fn described(&self, way: &[Arc<str>]) -> String {
        let names = way.iter().map(|name| format!(".{}", short(name))).collect::<String>();
        format!("module.{}{names}", short(&self.call.label))
    }

    /// Notes of every part of which nothing is said that no input corresponds to it.
    fn rest(&mut self, part: &Part) {
        if self.said.contains(&part.way) {
            return;
        }
        let next = self.said.range(part.way.clone()..).next();
        if next.is_some_and(|said| said.starts_with(&part.way)) {
            for child in part.within("*") {
                self.rest(&child);
            }
            return;
        }
        let text = format!("{} is left out: no input corresponds to it.", self.described(&part.way));
        self.note(part, None, NoteKind::LeftOut, text);
    }
}

/// A collection as what is written out, as inputs hold it.
fn plain(value: Value) -> Value {
    match value {
        Value::List(elements) | Value::Set(elements) => Value::Tuple(elements),
        Value::Map(entries) => Value::Object(entries),
        other => other,
    }
}
