//! What is wrong, or could be better, with the inputs.

use crate::{Inputs, Level};
use terraform_language::{InputPath, Location};

/// One finding about the inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// The input it is about.
    pub path: InputPath,
    /// What is wrong with the value and what would be right, in the rule's own words, without the path.
    pub message: String,
    /// Where the rule stands in the module, relative to the module's folder; `None` when no rule of the module
    /// speaks but Terraform's types do and the variable is not declared.
    pub location: Option<Location>,
    /// The name of the `check` block that gives this advice; `None` for errors.
    pub check: Option<String>,
}

/// A change of the inputs that removes a diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What the change does, for a button.
    pub label: String,
    /// The inputs after the change.
    pub inputs: Inputs,
}
