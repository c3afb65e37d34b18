//! What is wrong, or could be better, with the inputs.

use crate::Inputs;
use std::fmt;
use terraform_language::{InputPath, Location};

/// One finding about the inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Whether Terraform would refuse or only warn.
    pub severity: Severity,
    /// The input it is about.
    pub path: InputPath,
    /// What is wrong with the value and what would be right, in the rule's own words, without the path.
    pub message: String,
    /// Where the rule stands in the module, relative to the module's folder; `None` when no rule of the module
    /// speaks but Terraform's types do and the variable is not declared.
    pub location: Option<Location>,
    /// The name of the `check` block that gives this advice; `None` for errors.
    pub check: Option<String>,
    /// Changes that are certain to remove this diagnostic and to add none.
    pub fixes: Vec<Fix>,
}

/// A change of the inputs that removes a diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What the change does, for a button.
    pub label: String,
    /// The inputs after the change.
    pub inputs: Inputs,
}

/// Whether Terraform stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Terraform refuses the inputs.
    Error,
    /// Terraform prints a warning: a piece of advice.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}
