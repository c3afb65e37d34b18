use std::fmt;

use serde_json::{Map, Value};

/// An argument or a nested block in a resource, by the blocks around it: `volume.efs_volume_configuration.root_directory`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(Vec<String>);

impl Place {
    pub(super) fn of(outer: &[String], name: &str) -> Self {
        Self(outer.iter().cloned().chain([name.to_owned()]).collect())
    }

    /// The blocks around it, and its own name.
    pub(super) fn split(&self) -> (&[String], &str) {
        self.0.split_last().map_or((&[], ""), |(name, outer)| (outer, name))
    }

    /// The value that stands here, in the first of the blocks around it that has one: neither null nor empty.
    pub(super) fn value<'a>(&self, attributes: &'a Map<String, Value>) -> Option<&'a Value> {
        let (outer, name) = self.split();
        Self::blocks(outer, attributes).into_iter().filter_map(|block| block.get(name)).find(|value| !is_empty(value))
    }

    /// All values that stand here, one for each block around it.
    pub(super) fn values<'a>(&self, attributes: &'a Map<String, Value>) -> Vec<&'a Value> {
        let (outer, name) = self.split();
        Self::blocks(outer, attributes).into_iter().filter_map(|block| block.get(name)).collect()
    }

    /// Whether there is a block around it.
    pub(super) fn exists(&self, attributes: &Map<String, Value>) -> bool {
        !Self::blocks(self.split().0, attributes).is_empty()
    }

    fn blocks<'a>(outer: &[String], attributes: &'a Map<String, Value>) -> Vec<&'a Map<String, Value>> {
        let Some((first, rest)) = outer.split_first() else { return vec![attributes] };
        let elements = match attributes.get(first) {
            Some(Value::Array(elements)) => elements.iter().collect(),
            Some(block @ Value::Object(_)) => vec![block],
            _ => Vec::new(),
        };
        elements.into_iter().filter_map(Value::as_object).flat_map(|block| Self::blocks(rest, block)).collect()
    }

    /// The attributes with another value here: in the block whose value is the old one, or in the first block where that
    /// is null.
    pub(super) fn replaced(&self, attributes: &Map<String, Value>, old: &Value, new: &Value) -> Map<String, Value> {
        let mut attributes = attributes.clone();
        let (outer, name) = self.split();
        Self::replace(outer, name, &mut attributes, old, new);
        attributes
    }

    fn replace(outer: &[String], name: &str, attributes: &mut Map<String, Value>, old: &Value, new: &Value) -> bool {
        let Some((first, rest)) = outer.split_first() else {
            let matches = attributes.get(name).unwrap_or(&Value::Null) == old;
            if matches {
                attributes.insert(name.to_owned(), new.clone());
            }
            return matches;
        };
        let elements = match attributes.get_mut(first) {
            Some(Value::Array(elements)) => elements.iter_mut().collect(),
            Some(block @ Value::Object(_)) => vec![block],
            _ => Vec::new(),
        };
        let mut blocks = elements.into_iter().filter_map(Value::as_object_mut);
        blocks.any(|block| Self::replace(rest, name, block, old, new))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// Whether a value says nothing.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
