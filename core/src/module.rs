//! The module's HCL, parsed once.

use crate::{Location, Type, Value, Values};

/// The Terraform module `openmercato-ecs`, read from its own HCL.
#[derive(Debug)]
pub struct Module {
    sections: Vec<Section>,
    variables: Vec<Variable>,
}

/// A group of variables under one banner comment of `variables.tf`.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The banner's first line, as `Database`.
    pub title: String,
    /// The banner's second line, a question for people, as `Who runs PostgreSQL?`; empty when there is none.
    pub question: String,
    /// The names of its variables in the order of the file, without the sensitive ones.
    pub variables: Vec<String>,
}

/// An input variable of the module.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its description, for people.
    pub description: String,
    /// The constraint that its value is converted to.
    pub ty: Type,
    /// What stands for it when it is left alone; `None` when it must be set.
    pub default: Option<Value>,
    /// Whether an explicit null is kept instead of giving the default.
    pub nullable: bool,
    /// Whether the page must neither show, store, link nor emit it.
    pub sensitive: bool,
    /// The values it may have, where a rule lists them; otherwise empty.
    pub choices: Vec<Value>,
    /// The modes that use it: every inner list needs one selector to have the value. Empty: always used.
    pub modes: Vec<Vec<Mode>>,
    /// Where it is declared.
    pub location: Location,
}

/// A mode selector with one of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mode {
    /// The selector variable's name, as `database_mode`.
    pub selector: String,
    /// The selector's value, as `managed`.
    pub value: String,
}

impl Module {
    /// The module that this crate was built with.
    pub fn embedded() -> &'static Self {
        todo!()
    }

    /// The sections of `variables.tf` in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Every variable in the order of `variables.tf`.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The variable of this name.
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.name == name)
    }
}

impl Variable {
    /// Whether the modes chosen in `values` use this variable.
    pub fn is_used(&self, values: &Values) -> bool {
        self.modes.iter().all(|any| {
            any.iter().any(|mode| values.get(&mode.selector).as_str() == Some(mode.value.as_str()))
        })
    }
}
