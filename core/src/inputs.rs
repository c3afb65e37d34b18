//! What the user set.

use crate::Value;
use std::collections::BTreeMap;

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

impl FromIterator<(String, Value)> for Inputs {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        Self(pairs.into_iter().filter(|(_, value)| !value.is_null()).collect())
    }
}
