//! Calls of modules that are not ours.

use crate::Lines;
use std::sync::Arc;
use terraform_language::Value;

/// A call of another module: what a reader for that module can translate.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The module's source as it is written, as `terraform-aws-modules/vpc/aws`, without what follows a `?`; empty where
    /// it is computed.
    pub source: String,
    /// The label of the block, as `vpc`.
    pub label: String,
    /// Where the block stands.
    pub lines: Lines,
    /// What it is given, in the order of the text, without what Terraform keeps for itself (`source`, `count`, …).
    pub arguments: Vec<Argument>,
}

/// An argument of a call, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name, as `cidr`; of an element of a list its index.
    pub name: Arc<str>,
    /// Its value, as far as the files tell it: unknown, or with unknown parts, where it comes from elsewhere. What is
    /// encoded as JSON is the value that it encodes.
    pub value: Value,
    /// Where it stands.
    pub lines: Lines,
    /// The entries or elements that are written out, each where it stands.
    pub(crate) written: Arc<Vec<Argument>>,
}

impl Argument {
    /// Its entries or elements. Those that are not written out here stand where the whole stands.
    pub(crate) fn parts(&self) -> Arc<Vec<Self>> {
        if !self.written.is_empty() {
            return Arc::clone(&self.written);
        }
        let part = |name: Arc<str>, value: &Value| Self {
            name,
            value: value.clone(),
            lines: self.lines,
            written: Arc::default(),
        };
        let entries = self.value.entries().into_iter().flatten().map(|(name, value)| part(name.clone(), value));
        let elements = self.value.elements().into_iter().flatten().enumerate();
        let elements = elements.map(|(index, value)| part(index.to_string().into(), value));
        Arc::new(entries.chain(elements).collect())
    }
}

impl Call {
    /// The value of an argument; `None` where the call does not give it.
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| *argument.name == *name)
    }
}
