//! JSON as Terraform reads a `.tfvars.json`: no object has two entries of one name.

use crate::reader::{Reader, short};
use openmercato_ecs_module::Inputs;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use terraform_language::InputPath;

/// Reads variables in JSON.
pub(crate) fn read(reader: &mut Reader) {
    let text = reader.text;
    match value(text).map(|json| Inputs::from_json(&json)) {
        Ok(Some(inputs)) => {
            for (name, value) in inputs.iter() {
                reader.take(0..text.len(), &InputPath::of(name));
                reader.set(name, value.clone());
            }
        }
        Ok(None) => reader.leave_out(0..text.len(), None, "the file holds no JSON object.".into()),
        Err(error) => reader.leave_out_from(error.line(), format!("this cannot be read as JSON: {error}.")),
    }
}

/// The value that a text is.
///
/// # Errors
/// The text is no JSON, nests more than 128 deep, or an object in it has two entries of one name.
fn value(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text).map(|Unambiguous(value)| value)
}

/// A value in which each object has every name once. `serde_json` alone would keep the last entry and drop the others.
struct Unambiguous(Value);

impl<'de> Deserialize<'de> for Unambiguous {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UnambiguousVisitor).map(Self)
    }
}

struct UnambiguousVisitor;

impl<'de> Visitor<'de> for UnambiguousVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(Unambiguous(element)) = elements.next_element()? {
            read.push(element);
        }
        Ok(read.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut read = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if read.contains_key(&name) {
                return Err(A::Error::custom(format_args!("{} is set twice", short(&name))));
            }
            let Unambiguous(value) = entries.next_value()?;
            read.insert(name, value);
        }
        Ok(read.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_json_has() {
        let text = r#"{"a": [null, true, 1, -1, 1.5, "é\n"], "b": {"a": {}}}"#;
        assert_eq!(value(text).ok(), serde_json::from_str(text).ok());
    }

    #[test]
    fn what_is_set_twice_is_named_with_its_line() {
        let said = |text| value(text).map_err(|error| error.to_string()).err().unwrap_or_default();
        assert_eq!(said("{\"a\": 1,\n\"b\": 2, \"a\": 3}"), "a is set twice at line 2 column 11");
        assert_eq!(said("{\"tags\": {\"a\": 1, \"a\": 1}}"), "a is set twice at line 1 column 21");
    }
}
