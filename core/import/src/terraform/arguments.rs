//! Where a configuration's inputs stand, and the arguments of a module call.

use super::block::{Attribute, Block};
use super::document::Kind;
use super::folder::Folder;
use super::known::Known;
use super::node::{Form, Node, Shape};
use crate::NoteKind;
use crate::proposing::WellKnown;
use openmercato_ecs_module::{Module, is_slip};
use terraform_language::expression::{Expr, Reference};
use terraform_language::{InputPath, Value};

/// What Terraform keeps for itself of a module call.
pub(super) const META: [&str; 6] = ["source", "version", "providers", "count", "for_each", "depends_on"];

/// The local, and Terragrunt's attribute, whose entries are inputs.
const INPUTS: &str = "inputs";

/// Where the inputs of a configuration stand.
pub(super) enum Ours<'d> {
    /// In an object: a root's `locals { inputs = {…} }`, or Terragrunt's `inputs = {…}`.
    Inputs(&'d Attribute),
    /// In a call of the module.
    Call(&'d Block),
}

impl<'d> Ours<'d> {
    /// Where they stand in the files of a folder: the first call whose source says so, else the first that is known by
    /// its arguments, unless the call passes on what an object of inputs says.
    pub(super) fn find(module: &Module, folder: &Folder<'d>) -> Option<Self> {
        let calls = || folder.calls.iter().copied();
        let named = calls().find(|call| is_named_ours(call) && !is_contract(call));
        let call = named.or_else(|| calls().find(|call| is_ours(module, call)));
        let terragrunt = folder.documents.iter().filter(|document| document.kind == Kind::Terragrunt);
        let outside = terragrunt.filter_map(|document| document.body.attribute(INPUTS)).next();
        let inputs = outside.or(folder.locals.get(INPUTS).copied()).filter(|attribute| is_object(&attribute.value));
        match (call, inputs) {
            (Some(call), Some(inputs)) if passes_on(call) => Some(Self::Inputs(inputs)),
            (Some(call), _) => Some(Self::Call(call)),
            (None, inputs) => inputs.map(Self::Inputs),
        }
    }
}

fn is_object(node: &Node) -> bool {
    match &node.shape {
        Shape::Object(_) => true,
        Shape::Whole(_, Form::Call(name, _)) => name == "merge",
        Shape::Whole(_, Form::Reference(..)) => true,
        _ => false,
    }
}

/// The module's source as it is written, without what is asked of it after `?`; empty where it is computed.
pub(super) fn source(block: &Block) -> &str {
    let source = block.body.attribute("source").map(|attribute| &attribute.value.shape);
    match source {
        Some(Shape::Whole(Expr::Literal(Value::String(source)), _)) => source.split('?').next().unwrap_or_default(),
        _ => "",
    }
}

fn is_named_ours(block: &Block) -> bool {
    source(block).contains("openmercato-ecs")
}

/// Whether the block calls the contract, which is a module of its own.
pub(super) fn is_contract(block: &Block) -> bool {
    is_named_ours(block) && source(block).trim_end_matches('/').ends_with("/contract")
}

/// Whether the block calls the module: its source says so, or its arguments do, whatever the module is called where it
/// was copied to, and though some of them are misspelled.
pub(super) fn is_ours(module: &Module, block: &Block) -> bool {
    let names = block.body.attributes.iter().map(|attribute| attribute.name.as_str());
    let names = names.chain(block.body.blocks.iter().map(|block| block.kind.as_str()));
    let names: Vec<_> = names.filter(|name| !META.contains(name)).collect();
    // A call has each name once, so that with more names than that no most of them are ours.
    let may_be_ours = names.len() <= 2 * module.variables().len();
    let is_known = |name: &&&str| module.variable(name).is_some() || may_be_ours && is_slip(module, name);
    let known = names.iter().filter(is_known).count();
    let is_another = || WellKnown::of(source(block)).is_some();
    !is_contract(block) && (is_named_ours(block) || are_ours(known, names.len()) && !is_another())
}

/// Whether so many names of inputs among so many names are those of the module's inputs. Two are no sign: many modules
/// have `name` and `tags`; and where other names are as many, another module has a few that are ours, too.
pub(super) fn are_ours(known: usize, all: usize) -> bool {
    known >= 3 && 2 * known > all
}

/// Whether a call passes on what `local.inputs` says.
pub(super) fn passes_on(block: &Block) -> bool {
    block.body.attributes.iter().any(|attribute| mentions_inputs(&attribute.value))
}

fn mentions_inputs(node: &Node) -> bool {
    node.expr().mentions().iter().any(|(reference, _)| *reference == Reference::Local(INPUTS.into()))
}

impl Known<'_, '_> {
    /// Reads the arguments of a call.
    pub(super) fn arguments(&mut self, block: &Block) {
        for attribute in &block.body.attributes {
            match META.contains(&attribute.name.as_str()) {
                true => self.meta(attribute),
                false => self.argument(attribute),
            }
        }
        for inner in &block.body.blocks {
            self.inner(block, inner);
        }
        match self.report.first_within(&block.place) {
            Some(path) => self.report.take(&block.key, &path),
            None => self.report.aside(&block.key, format!("the block {} sets no input.", block.described())),
        }
    }

    fn argument(&mut self, attribute: &Attribute) {
        if let Some(value) = self.input(&attribute.name, &attribute.key, &attribute.value) {
            self.report.import.inputs.set(&attribute.name, value);
        }
    }

    /// What Terraform keeps for itself of a call.
    fn meta(&mut self, attribute: &Attribute) {
        let name = &attribute.name;
        match name.as_str() {
            "count" | "for_each" => {
                self.report.leave_out(&attribute.whole(), None, format!("{name} is left out: one deployment is read."));
            }
            "source" | "version" => {
                let text = format!("{name} is no input: an archive has the module in it.");
                self.report.aside(&attribute.whole(), text);
            }
            "providers" => {
                let text = "providers is no input: an archive's root has a provider of its own.";
                self.report.aside(&attribute.whole(), text.into());
            }
            _ => self.report.aside(&attribute.whole(), format!("{name} is no input: it orders one root's resources.")),
        }
    }

    /// A block in a call: Terraform 0.11 wrote maps so.
    fn inner(&mut self, call: &Block, block: &Block) {
        let (name, described) = (&block.kind, block.described());
        let is_first = !call.body.attributes.iter().any(|attribute| attribute.name == *name)
            && call
                .body
                .blocks
                .iter()
                .find(|other| other.kind == *name)
                .is_some_and(|first| first.place == block.place);
        let is_input =
            self.module.variable(name).is_some() || openmercato_ecs_module::misspelled(self.module, name).is_some();
        if name == "providers" {
            let text = "providers is no input: an archive's root has a provider of its own.";
            self.report.aside(&block.place, text.into());
            return;
        }
        if name == "dynamic" {
            let text = format!("the block {described} is left out: dynamic makes blocks, and inputs are arguments.");
            self.report.leave_out(&block.place, None, text);
            return;
        }
        if !is_input {
            let text = format!("the block {described} is left out: the module has no input of this name.");
            self.report.leave_out(&block.place, None, text);
            return;
        }
        if !is_first {
            let text = format!("the block {described} is left out: {name} is set already.");
            self.report.leave_out(&block.place, None, text);
            return;
        }
        let entry = block.entry();
        let Some(value) = self.input(name, &entry.place, &entry.value) else { return };
        self.report.import.inputs.set(name, value);
        let text = format!("{name} was a block, as Terraform 0.11 wrote maps; it is an argument, {name} = {{…}}.");
        self.report.note(&block.key, Some(&InputPath::of(name)), NoteKind::Changed, text);
    }

    /// A call that passes on what an object of inputs says: what it says beside that counts.
    pub(super) fn passing(&mut self, block: &Block, read: &str) {
        for attribute in &block.body.attributes {
            if META.contains(&attribute.name.as_str()) {
                self.meta(attribute);
            } else if !mentions_inputs(&attribute.value) {
                self.argument(attribute);
            }
        }
        let text = format!("the block {} passes on what {read} says.", block.described());
        self.report.aside(&block.place, text);
    }
}
