//! Terraform's configurations and values of variables, in HCL and in JSON, and Terragrunt's.
//!
//! ```text
//! files ──document──▶ blocks of nodes ──folder──▶ scope ──known──▶ inputs, notes, what was taken
//! ```
//!
//! The files of one folder are one configuration. Its locals, the defaults of its variables and the values that they are
//! given are known; resources, data and other modules are not. What is known of an argument is read; see
//! `terraform/known.rs` for what is known of an expression that is unknown as a whole.

mod arguments;
mod block;
mod budget;
mod document;
mod folder;
mod hcl;
pub(crate) mod json;
mod known;
mod node;
mod report;

use crate::import::Import;
use crate::proposing::WellKnown;
use crate::reader::{Reader, short};
use crate::{Argument, Call, NoteKind};
use arguments::Ours;
use block::{Attribute, Block};
use budget::Budget;
use document::{Document, Kind, Unreadable};
use folder::Folder;
use known::Known;
use node::{Form, Node, Place, Shape};
use openmercato_ecs_delivery::is_generated;
use openmercato_ecs_module::Module;
use report::Report;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use terraform_language::evaluate::{Scope, Work};
use terraform_language::{InputPath, Value};

pub(crate) use document::is_json;

/// The deepest nesting that is read. Inputs nest seven deep; parsers are recursive, and the stack is finite.
pub const DEEPEST: usize = 32;

/// The most parts of one file that are read: attributes, entries, elements, blocks and comments. Files that people write
/// have some hundreds; the parser compares each key of an object with each.
pub const MOST_PARTS: usize = 10_000;

/// A file of Terraform's, before it is parsed.
pub(crate) struct Given<'a> {
    /// Its index in the import; one that the import does not have where nothing is said about the file.
    pub(crate) file: usize,
    /// Its name, with its folder.
    pub(crate) name: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
}

/// Whether a text without a name is HCL that sets something.
pub(crate) fn has_settings(text: &str) -> bool {
    Document::read(0, "", text)
        .is_ok_and(|document| !document.body.attributes.is_empty() || !document.body.blocks.is_empty())
}

/// Reads files that were brought together.
pub(crate) fn read(import: &mut Import, files: &[Given]) {
    let module = Module::embedded();
    let mut documents = Vec::new();
    for given in files {
        match Document::read(given.file, given.name, given.text) {
            Ok(document) => documents.push(document),
            Err(Unreadable { place, message }) => refuse(import, given, place.span(), message),
        }
    }
    let mut report = Report::new(import, &documents);
    comments(module, &documents, &mut report);
    let folders = Folders::of(module, &documents);
    folders.leave_out_others(&mut report);
    read_folder(module, &folders.read, report);
}

/// Notes why a file is not read, at the line where that shows, and that nothing of it is.
fn refuse(import: &mut Import, given: &Given, span: Range<usize>, why: String) {
    if given.file < import.files.len() {
        let mut reader = Reader::new(import, given.file, given.text);
        let is_whole = span.len() == given.text.len() || !given.text.trim_end().contains('\n');
        reader.leave_out(span, None, why);
        if !is_whole {
            reader.leave_out(0..given.text.len(), None, "nothing of the file is read.".into());
        }
        reader.finish();
    }
}

/// Notes the comments, those on lines that follow each other as one.
fn comments(module: &Module, documents: &[Document], report: &mut Report) {
    for document in documents {
        let mut blocks = Vec::<Place>::new();
        for comment in &document.comments {
            let between = blocks.last().and_then(|last| document.text.get(last.end..comment.start));
            match blocks.last_mut() {
                Some(last) if between.is_some_and(|text| text.trim().is_empty() && text.matches('\n').count() < 2) => {
                    last.end = comment.end;
                }
                _ => blocks.push(comment.clone()),
            }
        }
        for block in blocks {
            let text = document.text.get(block.span()).unwrap_or_default();
            if !is_generated(module, text) {
                report.comment(&block);
            }
        }
    }
}

/// The files by their folders: the one that is read, and the others.
struct Folders<'d> {
    read: Folder<'d>,
    others: Vec<(Folder<'d>, String)>,
}

impl<'d> Folders<'d> {
    fn of(module: &Module, documents: &'d [Document]) -> Self {
        let mut folders = Vec::<(&str, Folder)>::new();
        let mut values = Vec::<&Document>::new();
        for document in documents {
            // Without blocks they are values, whatever the file is called.
            if document.body.blocks.is_empty() && document.kind != Kind::Terragrunt {
                values.push(document);
                continue;
            }
            match folders.iter_mut().find(|(name, _)| *name == document.folder()) {
                Some((_, folder)) => folder.add(document),
                None => {
                    let mut folder = Folder::default();
                    folder.add(document);
                    folders.push((document.folder(), folder));
                }
            }
        }
        let chosen = folders.iter().position(|(_, folder)| Ours::find(module, folder).is_some()).unwrap_or_default();
        let mut others = Vec::new();
        let mut read = Folder::default();
        let mut read_name = "";
        for (index, (name, folder)) in folders.into_iter().enumerate() {
            if index == chosen {
                (read, read_name) = (folder, name);
            } else {
                others.push((folder, name.to_owned()));
            }
        }
        // Values in a folder that has a configuration of its own are for that.
        let is_elsewhere = |document: &&&Document| {
            document.folder() != read_name && others.iter().any(|(_, name)| *name == document.folder())
        };
        let elsewhere: Vec<_> = values.iter().filter(is_elsewhere).copied().collect();
        values.retain(|document| !elsewhere.iter().any(|other| other.file == document.file));
        for document in elsewhere {
            if let Some((folder, _)) = others.iter_mut().find(|(_, name)| *name == document.folder()) {
                folder.documents.push(document);
            }
        }
        read.give(&values);
        Self { read, others }
    }

    fn leave_out_others(&self, report: &mut Report) {
        let first = self.read.start().map(|place| report.folder(&place)).unwrap_or_default();
        for (folder, name) in &self.others {
            for document in &folder.documents {
                let place = Place { file: document.file, start: 0, end: document.text.len() };
                let text = format!("the folder {name:?} is left out: {first:?} was read.");
                report.leave_out(&place, None, text);
            }
        }
    }
}

fn read_folder(module: &'static Module, folder: &Folder, report: Report) {
    let budget = Budget::new();
    let references = folder.known();
    let configuration = folder.configuration(&references);
    let variables = folder.values(&budget);
    let watch = |work: Work| budget.spend(work);
    let scope = Scope::watched(&configuration, &variables, &watch);
    let mut known = Known {
        module,
        folder,
        scope: &scope,
        references: &references,
        report,
        defaults: BTreeMap::new(),
        asked_for: BTreeSet::new(),
        followed: (0, 0),
        visited: BTreeSet::new(),
    };
    match Ours::find(module, folder) {
        Some(ours) => known.ours(&ours),
        None => known.values(),
    }
    known.rest();
    known.report.finish();
}

impl Known<'_, '_> {
    fn set(&mut self, name: &str, value: Value) {
        self.report.import.inputs.set(name, value);
    }

    fn attribute(&mut self, attribute: &Attribute) {
        if let Some(value) = self.input(&attribute.name, &attribute.key, &attribute.value) {
            self.set(&attribute.name, value);
        }
    }

    fn inputs_object(&mut self, key: &Place, node: &Node) {
        let inputs = self.inputs(node);
        if let Some(first) = inputs.keys().next() {
            self.report.take(key, &InputPath::of(first));
        } else {
            let text = format!("{} sets no input.", self.report.source(key));
            self.report.aside(key, text);
        }
        for (name, value) in inputs {
            self.set(&name, value);
        }
    }

    fn ours(&mut self, ours: &Ours) {
        match ours {
            Ours::Inputs(attribute) => self.inputs_object(&attribute.key, &attribute.value),
            Ours::Call(block) => self.arguments(block),
        }
        let what = match ours {
            Ours::Inputs(attribute) => attribute.name.clone(),
            Ours::Call(block) => block.described(),
        };
        for block in self.folder.documents.iter().flat_map(|document| &document.body.blocks) {
            if !matches!(ours, Ours::Call(read) if read.place == block.place) {
                self.block(block, ours, &what);
            }
        }
        if matches!(ours, Ours::Inputs(_)) {
            self.asked_for();
        }
    }

    /// Values of variables that no configuration was brought with: they are the inputs.
    fn values(&mut self) {
        let folder = self.folder;
        for (name, variable) in &folder.variables {
            for attribute in &variable.given {
                let is_last = variable.given.last().is_some_and(|last| last.key == attribute.key);
                if is_last {
                    self.attribute(attribute);
                } else {
                    let last = variable.given.last().map(|last| self.report.at(&last.key)).unwrap_or_default();
                    let text = format!("{name} is left out here: what {last} says counts.");
                    self.report.leave_out(&attribute.whole(), Some(&InputPath::of(name)), text);
                }
            }
        }
        let is_declared = self.declared_inputs();
        for block in folder.documents.iter().flat_map(|document| &document.body.blocks) {
            if block.kind != "variable" || !is_declared {
                self.block(block, &Ours::Call(block), "");
            }
        }
    }

    /// What becomes of a block that the inputs do not come from.
    fn block(&mut self, block: &Block, ours: &Ours, read: &str) {
        let described = block.described();
        match block.kind.as_str() {
            // What no input takes its value from is named at the end.
            "locals" | "variable" => {
                for inner in &block.body.blocks {
                    if block.kind == "locals" {
                        let text = format!("the block {} is left out: locals have none.", inner.described());
                        self.report.leave_out(&inner.place, None, text);
                    }
                }
            }
            "terraform" => {
                let text =
                    "the block terraform is no input: an archive's root has its own versions and place of the state.";
                self.report.aside(&block.place, text.into());
            }
            "provider" => {
                let text = format!("the block {described} is no input: an archive's root has a provider of its own.");
                self.report.aside(&block.place, text);
            }
            "include" | "dependency" | "dependencies" | "generate" | "remote_state" | "feature" | "errors"
            | "exclude" => {
                self.report.aside(&block.place, format!("the block {described} is Terragrunt's: it holds no inputs."));
            }
            "module" if arguments::is_contract(block) => {
                let text = format!("the block {described} judges inputs and sets none.");
                self.report.aside(&block.place, text);
            }
            "module" if matches!(ours, Ours::Inputs(_)) && arguments::passes_on(block) => self.passing(block, read),
            "module" if arguments::is_ours(self.module, block) => {
                let text = format!("the block {described} is left out: the inputs of {read} were read.");
                self.report.leave_out(&block.place, None, text);
            }
            "module" if WellKnown::of(arguments::source(block)).is_some() => {
                let source = short(arguments::source(block));
                let text = format!("the block {described} calls {source}: what corresponds to an input is proposed.");
                self.report.aside(&block.place, text);
                self.call(block);
            }
            "module" => {
                self.report.leave_out(
                    &block.place,
                    None,
                    format!("the block {described} holds no inputs of the module."),
                );
                self.call(block);
            }
            _ => {
                self.report.leave_out(
                    &block.place,
                    None,
                    format!("the block {described} holds no inputs of the module."),
                );
            }
        }
    }

    /// A call of another module, for who can translate it.
    fn call(&mut self, block: &Block) {
        let Some(lines) = self.report.lines(&block.place) else { return };
        let mut arguments = Vec::new();
        for entry in block.body.object(block.place.clone()).entries().unwrap_or_default() {
            let node::Key::Written(name) = &entry.key else { continue };
            if arguments::META.contains(&&**name)
                || block.body.blocks.iter().any(|block| block.kind == "providers" && block.key == entry.place)
            {
                continue;
            }
            arguments.extend(self.passed(name.clone(), &entry.whole(), &entry.value));
        }
        let source = arguments::source(block).to_owned();
        let label = block.labels.first().cloned().unwrap_or_default();
        self.report.import.calls.push(Call { source, label, lines, arguments });
    }

    /// What a call is given under a name, with its parts.
    fn passed(&self, name: Arc<str>, place: &Place, node: &Node) -> Option<Argument> {
        let node = match &node.shape {
            Shape::Whole(_, Form::Call(function, encoded)) if function == "jsonencode" && encoded.len() == 1 => {
                &encoded[0]
            }
            _ => node,
        };
        let written: Vec<_> = match &node.shape {
            Shape::Object(entries) => {
                let named = |entry: &node::Entry| {
                    self.key(&entry.key).unwrap_or_else(|| self.report.source(&entry.place).into())
                };
                entries.iter().filter_map(|entry| self.passed(named(entry), &entry.whole(), &entry.value)).collect()
            }
            Shape::List(elements) => {
                let elements = elements.iter().enumerate();
                elements
                    .filter_map(|(index, element)| self.passed(index.to_string().into(), &element.place, element))
                    .collect()
            }
            Shape::Whole(..) => Vec::new(),
        };
        let value = decoded(self.evaluate(&node.expr()).unwrap_or(Value::UNKNOWN));
        Some(Argument { name, value, lines: self.report.lines(place)?, written: Arc::new(written) })
    }

    /// Says what the inputs have nothing of: variables, values and locals.
    fn rest(&mut self) {
        let folder = self.folder;
        for (name, variable) in &folder.variables {
            let none = format!("var.{name}");
            for attribute in &variable.given {
                self.report.rest(
                    &attribute.whole(),
                    &attribute.value,
                    &format!("what {none} is given"),
                    NoteKind::LeftOut,
                    "is left out: no input takes its value from it.",
                );
            }
            let Some(block) = variable.block.filter(|_| !self.asked_for.contains(name)) else { continue };
            let text = match (self.defaults.get(name), variable.given.last()) {
                (Some(path), None) if variable.default().is_some() => {
                    format!("{path} comes from the default of {none}; what that is given elsewhere is not known.")
                }
                (_, Some(given)) => format!("{none} is given on {}.", self.report.at(&given.key)),
                (Some(path), None) => format!("{path} takes its value from {none}, which is given outside."),
                _ => format!("no input takes its value from {none}."),
            };
            let path = self.defaults.get(name).cloned();
            self.report.note(&block.place, path.as_ref(), NoteKind::Aside, text);
        }
        for document in &folder.documents {
            for block in document.body.blocks.iter().filter(|block| block.kind == "locals") {
                match self.report.first_within(&block.place) {
                    Some(path) => self.report.take(&block.key, &path),
                    None => self.report.aside(&block.key, "the block locals sets no input.".into()),
                }
                for attribute in &block.body.attributes {
                    let called = format!("local.{}", attribute.name);
                    let why = "says nothing here: no input takes its value from it.";
                    self.report.rest(&attribute.whole(), &attribute.value, &called, NoteKind::Aside, why);
                }
            }
            if document.kind == Kind::Terragrunt || !document.body.blocks.is_empty() {
                self.loose(document);
            }
        }
    }

    /// Attributes that stand beside blocks, in no block.
    fn loose(&mut self, document: &Document) {
        for attribute in &document.body.attributes {
            let called = attribute.name.clone();
            let (kind, why) = match document.kind {
                Kind::Terragrunt => (NoteKind::Aside, "is Terragrunt's: it holds no input."),
                _ => (NoteKind::LeftOut, "is left out: it stands in no block."),
            };
            self.report.rest(&attribute.whole(), &attribute.value, &called, kind, why);
        }
    }

    /// Whether the variables that are declared are the inputs: a root that passes them on. Then their defaults are read.
    fn declared_inputs(&mut self) -> bool {
        let folder = self.folder;
        let declared: Vec<_> = folder.variables.iter().filter(|(_, variable)| variable.block.is_some()).collect();
        let is_input = |name: &Arc<str>| self.module.variable(name).is_some();
        let known = declared.iter().filter(|(name, _)| is_input(name)).count();
        if !arguments::are_ours(known, declared.len()) {
            return false;
        }
        for (name, variable) in declared {
            let (Some(block), None) = (variable.block, variable.given.last()) else { continue };
            match variable.default() {
                Some(node) if is_input(name) => {
                    if let Some(value) = self.input(name, &block.key, node) {
                        self.set(name, value);
                        self.defaults.insert(name.clone(), InputPath::of(name));
                    }
                }
                _ => {}
            }
        }
        self.asked_for();
        true
    }

    /// The sensitive inputs that a root asks for as variables: what they are given, or that this is outside.
    fn asked_for(&mut self) {
        let folder = self.folder;
        for (name, variable) in &folder.variables {
            let is_sensitive = self.module.variable(name).is_some_and(|variable| variable.sensitive);
            let Some(block) = variable.block.filter(|_| is_sensitive) else { continue };
            if self.report.import.inputs.get(name).is_some() {
                continue;
            }
            if let Some(given) = variable.given.last() {
                self.attribute(given);
            } else if variable.default().is_none()
                && let Some(value) = self.given_outside(&InputPath::of(name), &block.place)
            {
                self.set(name, value);
                self.asked_for.insert(name.clone());
            }
        }
    }
}

/// The value that a text encodes as JSON; any other value as it is.
fn decoded(value: Value) -> Value {
    let text = value.as_str().filter(|text| text.trim_start().starts_with(['[', '{']));
    match text.and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok()) {
        Some(json) => Value::from_json(&json),
        None => value,
    }
}
