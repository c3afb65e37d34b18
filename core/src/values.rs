//! The inputs completed as Terraform would.

use crate::{Diagnostic, Inputs, Module, Value};
use std::collections::BTreeMap;

/// A value for every variable of the module: types converted, defaults filled in.
///
/// A variable whose input does not fit its type is unknown here, so that no rule judges it a second time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(BTreeMap<String, Value>);

impl Values {
    /// Completes the inputs; gives an error for each unknown name, missing required input and wrong type.
    pub fn complete(module: &Module, inputs: &Inputs) -> (Self, Vec<Diagnostic>) {
        let _ = (module, inputs);
        todo!()
    }

    /// The value of a variable; `Null` for a name that is not one.
    pub fn get(&self, name: &str) -> &Value {
        self.0.get(name).unwrap_or(&Value::Null)
    }

    /// Every variable's value, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// Takes values as they are, for callers that have completed them already.
impl FromIterator<(String, Value)> for Values {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}
