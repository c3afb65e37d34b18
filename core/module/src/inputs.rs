//! What the user set.

use crate::names::Input;
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::{InputPath, Step, Value};

/// What the user set, by variable name: nothing that is a default.
///
/// Values are as written, before any conversion: lists are tuples, maps are objects. A name need not be an input of
/// the module and a value need not fit its type: [`crate::Values::complete`] judges that.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs(BTreeMap<String, Value>);

impl Inputs {
    /// No inputs.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value set for a variable; `None` when it is left alone.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The text that an input is set to; `None` where it is not set, or to no text.
    pub fn text(&self, input: Input) -> Option<&str> {
        self.get(input.name()).and_then(Value::as_str)
    }

    /// Sets a variable. `Null` leaves it alone, as a null argument does for Terraform.
    pub fn set(&mut self, name: &str, value: Value) {
        if value.is_null() {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// Leaves a variable alone again; gives what was set.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name)
    }

    /// The inputs with one variable set, or left alone where the value is `Null`.
    #[must_use]
    pub fn with(&self, name: &str, value: Value) -> Self {
        let mut inputs = self.clone();
        inputs.set(name, value);
        inputs
    }

    /// What is set at a place; `None` when nothing is.
    pub fn at(&self, path: &InputPath) -> Option<&Value> {
        self.get(path.variable())?.at(path.steps())
    }

    /// The inputs with the value at one place set, or removed where the value is `Null`. Objects on the way are made
    /// where they are missing; `None` when the way leads through something that is neither object nor list.
    pub fn with_at(&self, path: &InputPath, value: Value) -> Option<Self> {
        let missing = Value::object::<&str>([]);
        let whole = self.get(path.variable()).unwrap_or(&missing);
        Some(self.with(path.variable(), replaced(whole, path.steps(), value)?))
    }

    /// All that is set, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Reads a JSON object, as a `.tfvars.json` file holds it. `None` when the JSON is no object.
    pub fn from_json(json: &serde_json::Value) -> Option<Self> {
        let fields = json.as_object()?;
        Some(fields.iter().map(|(name, value)| (name.clone(), Value::from_json(value))).collect())
    }

    /// The inputs as a JSON object, as a `.tfvars.json` file holds them. Unknown values are left out.
    pub fn to_json(&self) -> serde_json::Value {
        let fields = self.0.iter().filter_map(|(name, value)| Some((name.clone(), value.to_json()?)));
        serde_json::Value::Object(fields.collect())
    }
}

/// The value with the part that the steps lead to replaced.
fn replaced(whole: &Value, steps: &[Step], part: Value) -> Option<Value> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(part);
    };
    match step {
        Step::Attribute(key) | Step::Key(key) => {
            let missing = Value::object::<&str>([]);
            let mut entries = whole.entries()?.clone();
            let inner = replaced(entries.get(key).unwrap_or(&missing), rest, part)?;
            if inner.is_null() {
                entries.remove(key);
            } else {
                entries.insert(key.clone(), inner);
            }
            Some(Value::Object(Arc::new(entries)))
        }
        Step::Index(index) => {
            let mut elements = whole.elements()?.to_vec();
            let inner = replaced(elements.get(*index)?, rest, part)?;
            if inner.is_null() {
                elements.remove(*index);
            } else {
                *elements.get_mut(*index)? = inner;
            }
            Some(Value::Tuple(Arc::new(elements)))
        }
    }
}

impl FromIterator<(String, Value)> for Inputs {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        Self(terraform_language::by_name(pairs.into_iter().filter(|(_, value)| !value.is_null())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_removes_at_a_place() {
        let path = InputPath::parse("worker_services[\"emails\"].cpu").unwrap_or_else(|| panic!("a path"));
        let set = Inputs::new().with_at(&path, 512.into()).unwrap_or_default();
        assert_eq!(set.to_json().to_string(), r#"{"worker_services":{"emails":{"cpu":512}}}"#);
        assert_eq!(set.at(&path), Some(&512.into()));
        let removed = set.with_at(&path, Value::Null).unwrap_or_default();
        assert_eq!(removed.to_json().to_string(), r#"{"worker_services":{"emails":{}}}"#);
    }

    #[test]
    fn does_not_lead_through_a_text() {
        let inputs = Inputs::new().with("name", "shop".into());
        let path = InputPath::parse("name.part").unwrap_or_else(|| panic!("a path"));
        assert_eq!(inputs.with_at(&path, 1.into()), None);
    }
}
