//! The inputs completed as Terraform would.

use crate::names::Input;
use crate::variable_set::VariableSet;
use crate::{Diagnostic, Inputs, Level, Mode, Module, Variable};
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::{InputPath, Value};

/// A value for every variable of the module: types converted, defaults filled in.
///
/// A variable whose input does not fit its type is unknown here, so that no rule judges it a second time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(BTreeMap<String, Value>);

impl Values {
    /// Completes the inputs; gives an error for each missing required input and each wrong type. Names that are no
    /// input are left out: a rule of the contract refuses them.
    pub fn complete(module: &Module, inputs: &Inputs) -> (Self, Vec<Diagnostic>) {
        Self::complete_beside(module, inputs, |_, _| None)
    }

    /// What [`Values::complete`] gives for inputs after others, which all fitted and were completed to these values: what
    /// is set as before is worth the same.
    pub(crate) fn complete_after(&self, module: &Module, before: &Inputs, inputs: &Inputs) -> (Self, Vec<Diagnostic>) {
        let is_same = |before: Option<&Value>, input: Option<&Value>| match (before, input) {
            (Some(before), Some(input)) => is_written_alike(before, input),
            (before, input) => before.is_none() && input.is_none(),
        };
        let known =
            |name: &str, input: Option<&Value>| self.get(name).filter(|_| is_same(before.get(name), input)).cloned();
        Self::complete_beside(module, inputs, known)
    }

    /// Completes the inputs but for those of which `known` has the value.
    fn complete_beside(
        module: &Module,
        inputs: &Inputs,
        known: impl Fn(&str, Option<&Value>) -> Option<Value>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut values = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for variable in module.variables() {
            let input = inputs.get(&variable.name);
            let value = known(&variable.name, input).map_or_else(|| complete(variable, input), Ok);
            let value = value.unwrap_or_else(|errors| {
                diagnostics.extend(errors);
                Value::unknown(variable.ty.clone())
            });
            values.insert(variable.name.clone(), value);
        }
        (Self(values), diagnostics)
    }

    /// The inputs completed without what does not fit its type: what is left of them can still be shown.
    pub(crate) fn of_what_fits(module: &Module, inputs: &Inputs) -> Self {
        let mut fitting = inputs.clone();
        loop {
            let (values, errors) = Self::complete(module, &fitting);
            let less = errors.iter().fold(fitting.clone(), |inputs, error| without(&inputs, &error.path));
            if less == fitting {
                return values;
            }
            fitting = less;
        }
    }

    pub(crate) fn as_map(&self) -> &BTreeMap<String, Value> {
        &self.0
    }

    /// The value of a variable by its name; `None` for a name that is not one.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The value of an input that Rust knows.
    pub fn of(&self, input: Input) -> &Value {
        let value = self.0.get(input.name());
        debug_assert!(value.is_some() || self.0.is_empty(), "the module has no input {input}");
        value.unwrap_or(&Value::Null)
    }

    /// Whether the modes chosen use a variable.
    pub fn uses(&self, variable: &Variable) -> bool {
        let is_chosen = |mode: &Mode| self.get(&mode.selector).and_then(Value::as_str) == Some(mode.value.as_str());
        variable.modes.iter().all(|any| any.iter().any(is_chosen))
    }

    /// The variables of the embedded module whose values are others than before, or are written otherwise, as zero with a
    /// sign.
    pub(crate) fn changed_since(&self, before: &Self) -> VariableSet {
        let mut changed = VariableSet::default();
        for (place, (before, after)) in before.0.values().zip(self.0.values()).enumerate() {
            if !is_written_alike(before, after) {
                changed.insert_at(place);
            }
        }
        changed
    }

    /// Every variable's value, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

fn is_written_alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b && a.to_string() == b.to_string(),
        (Value::List(a), Value::List(b)) | (Value::Set(a), Value::Set(b)) | (Value::Tuple(a), Value::Tuple(b)) => {
            // What an edit leaves alone is the same allocation.
            Arc::ptr_eq(a, b) || (a.len() == b.len() && a.iter().zip(&**b).all(|(a, b)| is_written_alike(a, b)))
        }
        (Value::Map(a), Value::Map(b)) | (Value::Object(a), Value::Object(b)) => {
            let alike = |((key, a), (other, b)): ((_, _), (_, _))| key == other && is_written_alike(a, b);
            Arc::ptr_eq(a, b) || (a.len() == b.len() && a.iter().zip(&**b).all(alike))
        }
        _ => a == b,
    }
}

/// The inputs without what is set at a place or, where nothing is, around it.
fn without(inputs: &Inputs, path: &InputPath) -> Inputs {
    let mut place = path.clone();
    while inputs.at(&place).is_none() {
        match place.parent() {
            Some(parent) => place = parent,
            None => return inputs.clone(),
        }
    }
    inputs.with_at(&place, Value::Null).unwrap_or_else(|| inputs.with(place.variable(), Value::Null))
}

fn complete(variable: &Variable, input: Option<&Value>) -> Result<Value, Vec<Diagnostic>> {
    let path = InputPath::of(&variable.name);
    let error = |path: InputPath, message: String| Diagnostic {
        level: Level::Refused,
        path,
        message,
        location: Some(variable.location.clone()),
        check: None,
    };
    match (input, &variable.default) {
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vec![error(path, "this input is required.".into())]),
        (Some(input), _) => variable.ty.convert(input).map_err(|mismatches| {
            let place =
                |path: &InputPath, steps: Vec<_>| steps.into_iter().fold(path.clone(), |path, step| path.then(step));
            mismatches.into_iter().map(|m| error(place(&path, m.steps), format!("{}.", m.message))).collect()
        }),
    }
}

/// Takes values as they are, for callers that have completed them already.
impl FromIterator<(String, Value)> for Values {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(values: I) -> Self {
        Self(terraform_language::by_name(values))
    }
}
