//! Calls of modules that are not ours.

use crate::Lines;
use terraform_language::Value;

/// A call of another module: what a reader for that module can translate.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The module's source as it is written, as `terraform-aws-modules/vpc/aws`; empty where it is computed.
    pub source: String,
    /// The label of the block, as `vpc`.
    pub label: String,
    /// Where the block stands.
    pub lines: Lines,
    /// What it is given, in the order of the text, without what Terraform keeps for itself (`source`, `count`, …).
    pub arguments: Vec<Argument>,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name, as `cidr`.
    pub name: String,
    /// Its value, as far as the files tell it: unknown, or with unknown parts, where it comes from elsewhere.
    pub value: Value,
    /// Where it stands.
    pub lines: Lines,
}

impl Call {
    /// The value of an argument; `None` where the call does not give it.
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }
}
