//! What is wrong, or could be better, with the inputs.

use crate::{Fix, InputPath};
use std::fmt;

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

/// Whether Terraform stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Terraform refuses the inputs.
    Error,
    /// Terraform prints a warning: a piece of advice.
    Warning,
}

/// A place in the module's HCL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file's path relative to the module's folder, as `contract/variables.tf`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
