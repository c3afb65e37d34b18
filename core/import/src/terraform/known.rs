//! What is known of expressions: all of one, or the parts that no unknown part can change.

use super::folder::{Folder, opened};
use super::node::{Entry, Form, Key, Name, Node, Place, Shape};
use super::report::Report;
use crate::NoteKind;
use openmercato_ecs_module::Module;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use terraform_language::evaluate::{self, Evaluator, Instance, Scope};
use terraform_language::expression::{Expr, Reference};
use terraform_language::{InputPath, Step, Type, Value, normal_form};

/// How many references are followed on the way to a part that is known.
const FURTHEST: usize = 16;

/// How many references are followed in all.
const MOST: usize = 10_000;

/// Reads expressions of a folder's files.
pub(super) struct Known<'a, 'd> {
    pub(super) module: &'static Module,
    pub(super) folder: &'a Folder<'d>,
    pub(super) scope: &'a Scope<'a>,
    /// What expressions can refer to.
    pub(super) references: &'a BTreeSet<Reference>,
    pub(super) report: Report<'a>,
    /// Variables whose default an input comes from, with its path.
    pub(super) defaults: BTreeMap<Arc<str>, InputPath>,
    /// Variables that the root asks for, and nothing else is said about.
    pub(super) asked_for: BTreeSet<Arc<str>>,
    /// How many references have been followed to where the reading is, and in all.
    pub(super) followed: (usize, usize),
    /// What the values refer to that are being taken.
    pub(super) visited: BTreeSet<Place>,
}

/// Where entries of an object belong.
#[derive(Clone)]
enum Level<'t> {
    /// Each is an input.
    Inputs,
    /// Within an input.
    At(&'t InputPath, Option<&'t Type>),
}

/// What a later entry of the same object sets, or may set.
#[derive(Default)]
struct Later {
    /// The keys, each with the place of the entry that counts.
    keys: BTreeMap<Arc<str>, Place>,
    /// What is not known and may set any key.
    open: Option<String>,
    /// Whether something was left out.
    is_part: bool,
}

impl<'d> Known<'_, 'd> {
    /// The value of an expression.
    pub(super) fn evaluate(&self, expr: &Expr) -> evaluate::Result<Value> {
        Evaluator::new(self.scope, &Instance::Single).evaluate(&opened(expr.clone(), self.references))
    }

    /// The type of an input; `None` where the module has none of this name.
    fn input_type(&self, name: &str) -> Option<&'static Type> {
        self.module.variable(name).map(|variable| &variable.ty)
    }

    /// Reads the value of an input.
    pub(super) fn input(&mut self, name: &str, key: &Place, node: &Node) -> Option<Value> {
        let path = InputPath::of(name);
        let value = self.read(&path, self.input_type(name), node);
        self.container(&path, key, value.is_some());
        value
    }

    /// Reads an object whose entries are inputs.
    pub(super) fn inputs(&mut self, node: &Node) -> BTreeMap<Arc<str>, Value> {
        self.entries(&Level::Inputs, node, &mut Later::default())
    }

    /// The value of a node, or what is known of it. Each part that is not is left out with a note.
    fn read(&mut self, path: &InputPath, ty: Option<&Type>, node: &Node) -> Option<Value> {
        match &node.shape {
            Shape::Object(_) => self.object(path, ty, node),
            Shape::List(elements) => self.list(path, ty, node, elements),
            Shape::Whole(expr, form) => match self.evaluate(expr) {
                Ok(value) if value.is_wholly_known() => {
                    self.take(path, ty, node);
                    match ty {
                        Some(Type::Map(_)) => Some(self.named(path, node, value)),
                        _ => Some(value),
                    }
                }
                Ok(value) => self.part(path, ty, node, form, &value),
                Err(error) => {
                    let text =
                        format!("{path} is left empty: {} has no value: {error}.", self.report.source(&node.place));
                    self.report.leave_out(&node.place, Some(path), text);
                    None
                }
            },
        }
    }

    /// What is known of an expression that is not known as a whole.
    fn part(&mut self, path: &InputPath, ty: Option<&Type>, node: &Node, form: &Form, value: &Value) -> Option<Value> {
        if let Some(outside) = self.outside(path, node) {
            return Some(outside);
        }
        match form {
            Form::Reference(name, names) => {
                if let Some(target) = self.follow(name, names) {
                    let read = self.read(path, ty, target);
                    self.followed.0 -= 1;
                    match read {
                        Some(_) => {
                            self.report.take(&node.place, path);
                            self.take_key(name, path);
                        }
                        None => self.nothing(&node.place, path),
                    }
                    return read;
                }
            }
            Form::Call(name, arguments) => match (name.as_str(), arguments.as_slice()) {
                ("merge", [_, ..]) => return self.object(path, ty, node),
                // An input is converted to its type anyway.
                ("tomap" | "toset" | "tolist" | "sensitive" | "nonsensitive", [argument]) => {
                    return self.read(path, ty, argument);
                }
                ("try", [first, ..]) if self.evaluate(&first.expr()).is_ok() => return self.read(path, ty, first),
                ("concat" | "setunion", [_, ..]) if matches!(ty, Some(Type::Set(_))) => {
                    return self.union(path, ty, arguments);
                }
                _ => {}
            },
            Form::Conditional(condition, branches) => match self.truth(condition) {
                Some(true) => return self.read(path, ty, &branches[0]),
                Some(false) => return self.read(path, ty, &branches[1]),
                None => {}
            },
            _ => {}
        }
        let known = self.known_part(path, ty, node, value);
        if known.is_none() {
            self.open(path, node);
        }
        known
    }

    /// The value of a sensitive input that is made of what no file has: it is given outside.
    fn outside(&mut self, path: &InputPath, node: &Node) -> Option<Value> {
        let mentions = node.expr().mentions();
        let is_lacking =
            |reference: &Reference| matches!(reference, Reference::Local(_)) && !self.references.contains(reference);
        // What a local says that was not brought is nowhere, and not outside.
        if mentions.iter().any(|(reference, _)| is_lacking(reference)) {
            return None;
        }
        let value = self.given_outside(path, &node.place)?;
        for (reference, _) in mentions {
            if let Reference::Variable(name) = reference {
                self.defaults.entry(name).or_insert_with(|| path.clone());
            }
        }
        Some(value)
    }

    /// The value of a sensitive input that is given outside, with a note on that; `None` for any other input.
    pub(super) fn given_outside(&mut self, path: &InputPath, place: &Place) -> Option<Value> {
        let variable = self.module.variable(path.variable())?;
        if !variable.sensitive || !path.steps().is_empty() {
            return None;
        }
        let text = format!("{path} is given outside: no file holds its value.");
        self.report.note(place, Some(path), NoteKind::Changed, text);
        Some(variable.value_outside())
    }

    /// What a reference leads to, where that is written out in the files.
    fn follow(&mut self, name: &Name, names: &[Arc<str>]) -> Option<&'d Node> {
        let (target, rest) = self.folder.resolve(name, names)?;
        if !rest.is_empty() || self.followed.0 >= FURTHEST || self.followed.1 >= MOST {
            return None;
        }
        self.followed = (self.followed.0 + 1, self.followed.1 + 1);
        Some(target)
    }

    fn truth(&self, condition: &Expr) -> Option<bool> {
        match Type::Bool.convert(&self.evaluate(condition).ok()?) {
            Ok(Value::Bool(holds)) => Some(holds),
            _ => None,
        }
    }

    /// Notes that nothing of a node is known.
    fn open(&mut self, path: &InputPath, node: &Node) {
        let text = format!("{path} is left empty: {} is {}.", self.report.source(&node.place), node.why_open());
        self.report.leave_out(&node.place, Some(path), text);
    }

    /// The entries of a value that are known, where it is an object; the others are left out.
    fn known_part(&mut self, path: &InputPath, ty: Option<&Type>, node: &Node, value: &Value) -> Option<Value> {
        let entries = value.entries()?;
        let mut known = BTreeMap::new();
        for (key, value) in entries {
            let (path, ty) = Level::At(path, ty).within(self.module, key);
            if value.is_wholly_known() {
                known.insert(key.clone(), value.clone());
            } else if let Some(part) = self.known_part(&path, ty, node, value) {
                known.insert(key.clone(), part);
            } else {
                self.open(&path, node);
            }
        }
        if !known.is_empty() {
            self.take(path, ty, node);
        }
        Some(Value::Object(Arc::new(known))).filter(|_| !entries.is_empty())
    }

    /// A set's elements that are known, of several lists.
    fn union(&mut self, path: &InputPath, ty: Option<&Type>, arguments: &[Node]) -> Option<Value> {
        let mut elements = Vec::new();
        for argument in arguments {
            elements.extend(
                self.read(path, ty, argument).iter().flat_map(|value| value.elements().unwrap_or_default()).cloned(),
            );
        }
        Some(Value::tuple(elements)).filter(|value| value.elements().is_some_and(|elements| !elements.is_empty()))
    }

    fn object(&mut self, path: &InputPath, ty: Option<&Type>, node: &Node) -> Option<Value> {
        let mut later = Later::default();
        let entries = self.entries(&Level::At(path, ty), node, &mut later);
        if entries.is_empty() && later.is_part {
            return None;
        }
        if entries.is_empty() {
            self.report.take(&node.place, path);
        }
        Some(Value::Object(Arc::new(entries)))
    }

    /// The entries of what makes an object that no later entry replaces, or may replace.
    fn entries(&mut self, level: &Level, node: &Node, later: &mut Later) -> BTreeMap<Arc<str>, Value> {
        match &node.shape {
            Shape::Object(entries) => {
                let read = entries.iter().rev().filter_map(|entry| self.entry(level, entry, later));
                read.collect()
            }
            Shape::Whole(_, Form::Call(name, arguments)) if name == "merge" && !arguments.is_empty() => {
                let mut merged = BTreeMap::new();
                for argument in arguments.iter().rev() {
                    merged.extend(self.entries(level, argument, later));
                }
                merged
            }
            Shape::Whole(_, Form::Call(name, arguments)) if name == "tomap" && arguments.len() == 1 => {
                self.entries(level, &arguments[0], later)
            }
            Shape::Whole(expr, form) => self.entries_of_whole(level, node, expr, form, later),
            Shape::List(_) => self.entries_unknown(level, node, later),
        }
    }

    fn entries_of_whole(
        &mut self,
        level: &Level,
        node: &Node,
        expr: &Expr,
        form: &Form,
        later: &mut Later,
    ) -> BTreeMap<Arc<str>, Value> {
        match form {
            Form::Reference(name @ Name::Local(_), names) => {
                if self.evaluate(expr).is_ok()
                    && let Some(target) = self.follow(name, names)
                {
                    let read = self.entries(level, target, later);
                    self.followed.0 -= 1;
                    match (level.path_in(&read), level.path()) {
                        (Some(path), _) => {
                            self.report.take(&node.place, &path);
                            self.take_key(name, &path);
                        }
                        (None, Some(path)) => self.nothing(&node.place, path),
                        (None, None) => self.report.aside(&node.place, "nothing of this is known.".into()),
                    }
                    return read;
                }
            }
            Form::Conditional(condition, branches) => match self.truth(condition) {
                Some(true) => return self.entries(level, &branches[0], later),
                Some(false) => return self.entries(level, &branches[1], later),
                None => {}
            },
            _ => {}
        }
        match self.evaluate(expr) {
            Ok(Value::Null) => {
                self.report.aside(&node.place, "null sets nothing.".into());
                BTreeMap::new()
            }
            Ok(value) if value.entries().is_some_and(BTreeMap::is_empty) => {
                let text = format!("{} sets nothing.", self.report.source(&node.place));
                self.report.aside(&node.place, text);
                BTreeMap::new()
            }
            Ok(value) if value.entries().is_some() => self.entries_of_value(level, node, &value, later),
            _ => self.entries_unknown(level, node, later),
        }
    }

    /// The entries of a value whose keys are known.
    fn entries_of_value(
        &mut self,
        level: &Level,
        node: &Node,
        value: &Value,
        later: &mut Later,
    ) -> BTreeMap<Arc<str>, Value> {
        let mut read = BTreeMap::new();
        for (key, value) in value.entries().into_iter().flatten() {
            let (path, ty) = level.within(self.module, key);
            if later.keys.insert(key.clone(), node.place.clone()).is_some() {
                self.report.note(&node.place, Some(&path), NoteKind::Aside, format!("{path} is set again later."));
            } else if let Some(open) = &later.open {
                later.is_part = true;
                let text = format!("{path} is left empty: {open}, which is not known, may set it.");
                self.report.leave_out(&node.place, Some(&path), text);
            } else if value.is_wholly_known() {
                self.take(&path, ty, node);
                read.insert(key.clone(), value.clone());
            } else {
                match self.known_part(&path, ty, node, value) {
                    Some(part) => drop(read.insert(key.clone(), part)),
                    None => {
                        later.is_part = true;
                        self.open(&path, node);
                    }
                }
            }
        }
        read
    }

    /// Nobody knows which entries there are.
    fn entries_unknown(&mut self, level: &Level, node: &Node, later: &mut Later) -> BTreeMap<Arc<str>, Value> {
        let source = self.report.source(&node.place);
        let text = match level {
            Level::Inputs => format!("what {source} sets is left out: it is {}.", node.why_open()),
            Level::At(path, _) => format!("{path} lacks what {source} sets: it is {}.", node.why_open()),
        };
        self.report.leave_out(&node.place, level.path(), text);
        later.open = Some(source);
        later.is_part = true;
        BTreeMap::new()
    }

    fn entry(&mut self, level: &Level, entry: &Entry, later: &mut Later) -> Option<(Arc<str>, Value)> {
        let Some(key) = self.key(&entry.key) else {
            let source = self.report.source(&entry.whole());
            let of = level.path().map_or_else(String::new, |path| format!("{path}: "));
            let text = format!("{of}the entry {source} is left out: its key is computed only when Terraform runs.");
            self.report.leave_out(&entry.whole(), level.path(), text);
            later.open = Some(source);
            later.is_part = true;
            return None;
        };
        let (path, ty) = level.within(self.module, &key);
        if let Some(place) = later.keys.insert(key.clone(), entry.place.clone()) {
            let text = format!("{path} is set again on {}, and the last counts.", self.report.at(&place));
            self.report.note(&entry.whole(), Some(&path), NoteKind::Aside, text);
            later.keys.insert(key, place);
            return None;
        }
        if let Some(open) = &later.open {
            later.is_part = true;
            let text = format!("{path} is left empty: {open}, which is not known, may set it.");
            self.report.leave_out(&entry.whole(), Some(&path), text);
            return None;
        }
        let value = self.read(&path, ty, &entry.value);
        if let Key::Computed(expr) = &entry.key
            && value.is_some()
        {
            self.visited.clear();
            self.take_mentioned(&path, None, expr);
        }
        self.container(&path, &entry.place, value.is_some());
        later.is_part |= value.is_none();
        Some((key, value?))
    }

    /// The key of an entry, where it is known.
    pub(super) fn key(&self, key: &Key) -> Option<Arc<str>> {
        match key {
            Key::Written(name) => Some(name.clone()),
            Key::Computed(expr) => match Type::String.convert(&self.evaluate(expr).ok()?) {
                Ok(Value::String(name)) => Some(normal_form::of(name)),
                _ => None,
            },
        }
    }

    /// Says what becomes of the line on which something of several lines begins.
    fn container(&mut self, path: &InputPath, key: &Place, is_read: bool) {
        if self.report.is_line_said(key) {
            return;
        }
        match is_read {
            true => self.report.take(key, path),
            false => self.nothing(key, path),
        }
    }

    /// Says at the line that refers to parts, or holds them, that none of them is known: each is noted where it stands.
    fn nothing(&mut self, place: &Place, path: &InputPath) {
        self.report.note(place, Some(path), NoteKind::Aside, format!("nothing of {path} is known."));
    }

    fn list(&mut self, path: &InputPath, ty: Option<&Type>, node: &Node, elements: &[Node]) -> Option<Value> {
        match ty {
            Some(Type::Map(of)) if !elements.is_empty() && elements.iter().all(|element| pair(element).is_some()) => {
                return self.pairs(path, of, node, elements);
            }
            Some(Type::Set(of)) => {
                let read = elements
                    .iter()
                    .enumerate()
                    .filter_map(|(index, element)| self.read(&path.then(Step::Index(index)), Some(of), element));
                let read = Value::tuple(read.collect::<Vec<_>>());
                let is_lost = !elements.is_empty() && read.elements().is_some_and(<[Value]>::is_empty);
                return Some(read).filter(|_| !is_lost);
            }
            _ => {}
        }
        let values = elements.iter().map(|element| self.evaluate(&element.expr()).ok().filter(Value::is_wholly_known));
        let values: Vec<_> = values.collect();
        if values.iter().any(Option::is_none) {
            let unknown = elements.iter().zip(&values).filter(|(_, value)| value.is_none());
            let unknown: Vec<_> = unknown.map(|(element, _)| self.report.source(&element.place)).collect();
            let text = format!(
                "{path} is left empty: a list goes as a whole, and of this one {} {} not known.",
                unknown.join(", "),
                if unknown.len() == 1 { "is" } else { "are" }
            );
            self.report.leave_out(&node.place, Some(path), text);
            return None;
        }
        self.take(path, ty, node);
        Some(Value::tuple(values.into_iter().flatten()))
    }

    /// `[{ name, value }]` as a map.
    fn pairs(&mut self, path: &InputPath, of: &Type, node: &Node, elements: &[Node]) -> Option<Value> {
        let mut map = BTreeMap::new();
        let mut later = Later::default();
        for element in elements.iter().rev() {
            let Some((name, value)) = pair(element) else { continue };
            let key = Key::Computed(name.value.expr());
            let entry = Entry { key, place: name.place.clone(), value: value.value.clone() };
            let entry = Entry { place: name.place.clone(), ..entry };
            let ty = Type::Map(Box::new(of.clone()));
            if let Some((key, read)) = self.entry(&Level::At(path, Some(&ty)), &entry, &mut later) {
                self.report.take(&name.place, &path.then(Step::Key(key.clone())));
                map.insert(key, read);
            }
        }
        let text = format!("{path} was a list of names and values; it is the map of them.");
        self.report.note(
            &Place { end: node.place.start + 1, ..node.place.clone() },
            Some(path),
            NoteKind::Changed,
            text,
        );
        Some(Value::Object(Arc::new(map))).filter(|map| map.entries().is_some_and(|map| !map.is_empty()))
    }

    /// A value for a map: a list of names and values as the map of them.
    fn named(&mut self, path: &InputPath, node: &Node, value: Value) -> Value {
        let Some(elements) = value.elements().filter(|elements| !elements.is_empty()) else { return value };
        let entry = |element: &Value| {
            let entries = element.entries().filter(|entries| entries.len() == 2)?;
            let value = ["value", "valueFrom"].iter().find_map(|name| entries.get(*name))?;
            Some((Arc::<str>::from(entries.get("name")?.as_str()?), value.clone()))
        };
        match elements.iter().map(entry).collect::<Option<Vec<_>>>() {
            Some(entries) => {
                let text = format!("{path} was a list of names and values; it is the map of them.");
                self.report.note(&node.place, Some(path), NoteKind::Changed, text);
                Value::object(entries)
            }
            None => value,
        }
    }

    /// Says that all of a node is in the inputs at this path, with what it refers to.
    fn take(&mut self, path: &InputPath, ty: Option<&Type>, node: &Node) {
        self.visited.clear();
        self.take_within(path, ty, node);
    }

    fn take_within(&mut self, path: &InputPath, ty: Option<&Type>, node: &Node) {
        self.report.take(&node.place, path);
        match &node.shape {
            Shape::Object(entries) => {
                for entry in entries {
                    self.report.take(&entry.place, path);
                    let (path, ty) = match &entry.key {
                        Key::Written(key) => Level::At(path, ty).within(self.module, key),
                        Key::Computed(expr) => {
                            self.take_mentioned(path, None, expr);
                            (path.clone(), None)
                        }
                    };
                    self.take_within(&path, ty, &entry.value);
                }
            }
            Shape::List(elements) => {
                let of = match ty {
                    Some(Type::List(of) | Type::Set(of)) => Some(&**of),
                    _ => None,
                };
                for (index, element) in elements.iter().enumerate() {
                    self.take_within(&path.then(Step::Index(index)), of, element);
                }
            }
            Shape::Whole(expr, form) => {
                let is_whole = matches!(form, Form::Reference(..));
                self.take_mentioned(path, ty.filter(|_| is_whole), expr);
            }
        }
    }

    /// Says that what an expression refers to is in the inputs at this path.
    fn take_mentioned(&mut self, path: &InputPath, ty: Option<&Type>, expr: &Expr) {
        for (reference, names) in expr.mentions() {
            let name = match reference {
                Reference::Local(name) => Name::Local(name),
                Reference::Variable(name) => Name::Variable(name),
                _ => continue,
            };
            if let Name::Variable(variable) = &name
                && self.folder.variables.get(variable).is_some_and(|variable| variable.given.is_empty())
            {
                self.defaults.entry(variable.clone()).or_insert_with(|| path.clone());
                continue;
            }
            self.take_key(&name, path);
            if let Some((target, rest)) = self.folder.resolve(&name, &names)
                && self.visited.insert(target.place.clone())
            {
                self.take_within(path, ty.filter(|_| rest.is_empty()), target);
            }
        }
    }

    fn take_key(&mut self, name: &Name, path: &InputPath) {
        let attribute: Option<&'d super::block::Attribute> = match name {
            Name::Local(name) => self.folder.locals.get(name).copied(),
            Name::Variable(name) => self.folder.variables.get(name).and_then(|variable| variable.given.last().copied()),
        };
        if let Some(attribute) = attribute {
            self.report.take(&attribute.key, path);
        }
    }
}

impl<'t> Level<'t> {
    fn path(&self) -> Option<&'t InputPath> {
        match self {
            Self::Inputs => None,
            Self::At(path, _) => Some(path),
        }
    }

    /// Where an entry of this key belongs, and what type is expected there.
    fn within(&self, module: &'static Module, key: &Arc<str>) -> (InputPath, Option<&'t Type>) {
        match self {
            Self::Inputs => (InputPath::of(key), module.variable(key).map(|variable| &variable.ty)),
            Self::At(path, Some(Type::Map(of))) => (path.then(Step::Key(key.clone())), Some(of)),
            Self::At(path, Some(Type::Object(attributes))) => {
                (path.then(attribute(key)), attributes.get(key).map(|attribute| &attribute.ty))
            }
            Self::At(path, _) => (path.then(attribute(key)), None),
        }
    }

    /// The input that these entries are in; `None` of none.
    fn path_in(&self, entries: &BTreeMap<Arc<str>, Value>) -> Option<InputPath> {
        let (first, _) = entries.first_key_value()?;
        Some(self.path().map_or_else(|| InputPath::of(first), Clone::clone))
    }
}

/// The step to an attribute; to a key where no attribute can have the name.
fn attribute(name: &Arc<str>) -> Step {
    let is_word = InputPath::parse(name).is_some_and(|path| path.steps().is_empty());
    if is_word { Step::Attribute(name.clone()) } else { Step::Key(name.clone()) }
}

/// The two entries of `{ name, value }`, or of `{ name, valueFrom }`.
fn pair(node: &Node) -> Option<(&Entry, &Entry)> {
    let entries = node.entries().filter(|entries| entries.len() == 2)?;
    let value = entries.iter().find(|entry| entry.is_called("value") || entry.is_called("valueFrom"))?;
    Some((entries.iter().find(|entry| entry.is_called("name"))?, value))
}
