//! Everything that follows from one set of inputs.

use crate::{Diagnostic, Files, Inputs, Module, Plan, Severity, Topology, Values};

/// Values, diagnostics, plan, topology and files of one set of inputs, made together.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What the user set.
    pub inputs: Inputs,
    /// The inputs completed.
    pub values: Values,
    /// Errors first, then advice, each in the order of the module.
    pub diagnostics: Vec<Diagnostic>,
    /// What Terraform will create.
    pub plan: Plan,
    /// What people see of it.
    pub topology: Topology,
    /// The archive's files.
    pub files: Files,
}

impl Evaluation {
    /// Evaluates the inputs.
    pub fn of(module: &Module, inputs: &Inputs) -> Self {
        let _ = (module, inputs);
        todo!()
    }

    /// The errors: Terraform refuses the inputs when there is one.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The advice.
    pub fn advice(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning)
    }
}
