//! Conversion of values to a type, as Terraform converts.

use super::{Attribute, Type};
use crate::value::Nullness;
use crate::{Number, Step, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why a value does not fit a type, and where in the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    /// The way from the converted value to the part that does not fit.
    pub steps: Vec<Step>,
    /// What would be right and what is there, as `a number is required, but this is "ten"`.
    pub message: String,
}

impl Mismatch {
    fn here(message: String) -> Vec<Self> {
        vec![Self { steps: Vec::new(), message }]
    }

    fn inside(mut self, step: &Step) -> Self {
        self.steps.insert(0, step.clone());
        self
    }
}

impl Type {
    /// Converts a value as Terraform does when it passes the value to a variable or a function: between string,
    /// number and bool where the text allows, between the kinds of collection, objects by attribute.
    ///
    /// Attributes that the type does not name are dropped. Absent or null optional attributes get their default.
    ///
    /// # Errors
    /// Every part that does not fit, each with its place.
    pub fn convert(&self, value: &Value) -> Result<Value, Vec<Mismatch>> {
        if self.fits(value) {
            return Ok(value.clone());
        }
        match (self, value) {
            (Self::Any, value) => Ok(value.clone()),
            (_, Value::Null) => Ok(Value::Null),
            (_, Value::Unknown(from, nullness)) => self.convert_unknown(from, *nullness, value),
            (Self::Bool | Self::Number | Self::String, value) => {
                primitive(self, value).ok_or_else(|| Mismatch::here(self.required(value)))
            }
            (Self::List(of), value) => Ok(Value::list(self.convert_elements(of, value)?)),
            (Self::Set(of), value) => Ok(set(of, self.convert_elements(of, value)?)),
            (Self::Map(of), value) => self.convert_map(of, value),
            (Self::Tuple(types), value) => self.convert_tuple(types, value),
            (Self::Object(attributes), value) => self.convert_object(attributes, value),
        }
    }

    /// Whether converting the value would change nothing.
    fn fits(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Any, _)
            | (_, Value::Null)
            | (Self::Bool, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_)) => true,
            (Self::List(of), Value::List(elements)) | (Self::Set(of), Value::Set(elements)) => {
                // Several elements of an open type have yet to agree on one.
                (**of != Self::Any || elements.len() < 2) && elements.iter().all(|element| of.fits(element))
            }
            (Self::Map(of), Value::Map(entries)) => {
                (**of != Self::Any || entries.len() < 2) && entries.values().all(|entry| of.fits(entry))
            }
            (Self::Tuple(types), Value::Tuple(elements)) => {
                types.len() == elements.len() && types.iter().zip(&**elements).all(|(ty, element)| ty.fits(element))
            }
            (Self::Object(attributes), Value::Object(entries)) => {
                attributes.keys().eq(entries.keys())
                    && attributes.values().zip(entries.values()).all(|(attribute, entry)| attribute.fits(entry))
            }
            _ => false,
        }
    }

    fn convert_unknown(&self, from: &Self, nullness: Nullness, value: &Value) -> Result<Value, Vec<Mismatch>> {
        if self.accepts(from) {
            Ok(Value::Unknown(self.clone(), nullness))
        } else {
            Err(Mismatch::here(self.required(value)))
        }
    }

    /// Whether a value of the type `from` may convert to this type, as far as types alone can tell.
    fn accepts(&self, from: &Self) -> bool {
        match (self, from) {
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::Bool, Self::Bool | Self::String)
            | (Self::Number, Self::Number | Self::String)
            | (Self::String, Self::Bool | Self::Number | Self::String) => true,
            (Self::List(to) | Self::Set(to), Self::List(from) | Self::Set(from)) | (Self::Map(to), Self::Map(from)) => {
                to.accepts(from)
            }
            (Self::List(to) | Self::Set(to), Self::Tuple(from)) => from.iter().all(|from| to.accepts(from)),
            (Self::Tuple(to), Self::Tuple(from)) => {
                to.len() == from.len() && to.iter().zip(from).all(|(to, from)| to.accepts(from))
            }
            (Self::Tuple(to), Self::List(from)) => to.iter().all(|to| to.accepts(from)),
            (Self::Map(to), Self::Object(from)) => from.values().all(|from| to.accepts(&from.ty)),
            (Self::Object(to), Self::Map(from)) => to.values().all(|to| to.ty.accepts(from)),
            (Self::Object(to), Self::Object(from)) => to.iter().all(|(name, to)| match from.get(name) {
                Some(from) => to.ty.accepts(&from.ty),
                None => to.optional.is_some(),
            }),
            _ => false,
        }
    }

    fn convert_elements(&self, of: &Self, value: &Value) -> Result<Vec<Value>, Vec<Mismatch>> {
        let Some(elements) = value.elements() else {
            return Err(Mismatch::here(self.required(value)));
        };
        let steps = elements.iter().enumerate().map(|(index, element)| (Step::Index(index), element));
        let converted = each(steps, |element| of.convert(element))?.into_iter().map(|(_, value)| value);
        unified(of, converted.collect()).ok_or_else(|| Mismatch::here("all elements must have the same type".into()))
    }

    fn convert_map(&self, of: &Self, value: &Value) -> Result<Value, Vec<Mismatch>> {
        let Some(entries) = value.entries() else {
            return Err(Mismatch::here(self.required(value)));
        };
        let steps = entries.iter().map(|(key, element)| (Step::Key(key.clone()), element));
        let (keys, values): (Vec<_>, Vec<_>) = each(steps, |element| of.convert(element))?.into_iter().unzip();
        let values =
            unified(of, values).ok_or_else(|| Mismatch::here("all elements must have the same type".into()))?;
        let keys = keys.into_iter().filter_map(|step| match step {
            Step::Key(key) => Some(key),
            Step::Attribute(_) | Step::Index(_) => None,
        });
        Ok(Value::map(keys.zip(values)))
    }

    fn convert_tuple(&self, types: &[Self], value: &Value) -> Result<Value, Vec<Mismatch>> {
        let elements = match value {
            Value::List(elements) | Value::Tuple(elements) if elements.len() == types.len() => elements,
            _ => return Err(Mismatch::here(self.required(value))),
        };
        let steps = elements.iter().zip(types).enumerate().map(|(index, pair)| (Step::Index(index), pair));
        let converted = each(steps, |(element, ty)| ty.convert(element))?;
        Ok(Value::tuple(converted.into_iter().map(|(_, value)| value)))
    }

    fn convert_object(
        &self,
        attributes: &BTreeMap<Arc<str>, Attribute>,
        value: &Value,
    ) -> Result<Value, Vec<Mismatch>> {
        let Some(given) = value.entries() else {
            return Err(Mismatch::here(self.required(value)));
        };
        let steps = attributes.iter().map(|(name, attribute)| {
            (
                Step::Attribute(name.clone()),
                (attribute, given.get(name).unwrap_or(&Value::Null), given.contains_key(name)),
            )
        });
        let converted = each(steps, |(attribute, value, present)| match &attribute.optional {
            Some(default) if value.is_null() => Ok(default.clone()),
            None if !present => Err(Mismatch::here("this attribute is required".into())),
            _ => attribute.ty.convert(value),
        })?;
        Ok(Value::object(converted.into_iter().filter_map(|(step, value)| match step {
            Step::Attribute(name) => Some((name, value)),
            Step::Key(_) | Step::Index(_) => None,
        })))
    }

    fn required(&self, value: &Value) -> String {
        format!("{} is required, but this is {}", self.in_words(), in_words(value))
    }

    /// The type for people: `a number`, `a list of strings`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Any => "a value".into(),
            Self::Bool => "true or false".into(),
            Self::Number => "a number".into(),
            Self::String => "a text".into(),
            Self::List(of) => format!("a list of {}", of.in_words_plural()),
            Self::Set(of) => format!("a set of {}", of.in_words_plural()),
            Self::Map(of) => format!("a map of {}", of.in_words_plural()),
            Self::Tuple(types) => format!("a tuple of {} elements", types.len()),
            Self::Object(_) => "an object".into(),
        }
    }

    fn in_words_plural(&self) -> &'static str {
        match self {
            Self::Any => "values",
            Self::Bool => "true or false",
            Self::Number => "numbers",
            Self::String => "texts",
            Self::List(_) | Self::Tuple(_) => "lists",
            Self::Set(_) => "sets",
            Self::Map(_) => "maps",
            Self::Object(_) => "objects",
        }
    }
}

impl Attribute {
    fn fits(&self, entry: &Value) -> bool {
        let default = self.optional.as_ref().is_some_and(|default| !default.is_null());
        !(default && entry.is_null()) && self.ty.fits(entry)
    }
}

/// Converts every part; gives all that converted, or all that did not with the step to each.
fn each<T>(
    parts: impl Iterator<Item = (Step, T)>,
    convert: impl Fn(T) -> Result<Value, Vec<Mismatch>>,
) -> Result<Vec<(Step, Value)>, Vec<Mismatch>> {
    let mut converted = Vec::new();
    let mut mismatches = Vec::new();
    for (step, part) in parts {
        match convert(part) {
            Ok(value) => converted.push((step, value)),
            Err(inner) => mismatches.extend(inner.into_iter().map(|mismatch| mismatch.inside(&step))),
        }
    }
    if mismatches.is_empty() { Ok(converted) } else { Err(mismatches) }
}

/// A set of converted elements. With an unknown element nobody can tell how many it has.
pub(super) fn set(of: &Type, elements: Vec<Value>) -> Value {
    if elements.iter().all(Value::is_wholly_known) {
        Value::set(elements)
    } else {
        Value::unknown(Type::Set(Box::new(of.clone())))
    }
}

/// The elements of a collection whose element type is `of`: where that leaves the type open, all must agree on one.
fn unified(of: &Type, elements: Vec<Value>) -> Option<Vec<Value>> {
    if *of != Type::Any {
        return Some(elements);
    }
    let types: Vec<_> = elements.iter().map(Type::of).collect();
    let common = Type::unify(&types)?;
    elements.iter().map(|element| common.convert(element).ok()).collect()
}

/// A text, number or truth value as another of them.
fn primitive(ty: &Type, value: &Value) -> Option<Value> {
    match (ty, value) {
        (Type::Bool, Value::String(text)) => match &**text {
            "true" | "1" => Some(true.into()),
            "false" | "0" => Some(false.into()),
            _ => None,
        },
        (Type::Number, Value::String(text)) => Number::parse(text).map(Value::Number),
        (Type::String, Value::Bool(value)) => Some(if *value { "true" } else { "false" }.into()),
        (Type::String, Value::Number(number)) => Some(Value::string(number.to_string())),
        _ => None,
    }
}

/// A value for people, cut where it is long.
fn in_words(value: &Value) -> String {
    const LONGEST: usize = 60;
    match value {
        Value::String(text) if text.is_empty() => "empty".into(),
        Value::String(text) if text.chars().count() > LONGEST => {
            format!("\"{}…\"", text.chars().take(LONGEST).collect::<String>())
        }
        Value::String(text) => format!("\"{text}\""),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".into(),
        Value::Unknown(ty, _) => format!("{} known after apply", ty.in_words()),
        Value::List(_) | Value::Tuple(_) => "a list".into(),
        Value::Set(_) => "a set".into(),
        Value::Map(_) | Value::Object(_) => "an object".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cpu() -> Type {
        let cpu = Attribute { ty: Type::Number, optional: Some(512.into()) };
        Type::Object(BTreeMap::from([("cpu".into(), cpu)]))
    }

    #[test]
    fn fills_optional_attributes_when_absent_or_null() {
        let filled = Value::object([("cpu", 512.into())]);
        for given in [Value::object::<&str>([]), Value::object([("cpu", Value::Null), ("typo", 1.into())])] {
            assert_eq!(cpu().convert(&given), Ok(filled.clone()));
        }
    }

    #[test]
    fn a_required_attribute_may_be_null_but_not_missing() {
        let object = Type::Object(BTreeMap::from([("cpu".into(), Attribute::required(Type::Number))]));
        let null = Value::object([("cpu", Value::Null)]);
        assert_eq!(object.convert(&null), Ok(null));
        let [missing] = &object.convert(&Value::object::<&str>([])).unwrap_err()[..] else { panic!("one mismatch") };
        assert_eq!(missing.message, "this attribute is required");
        assert_eq!(missing.steps, [Step::Attribute("cpu".into())]);
    }

    #[test]
    fn names_every_place_that_does_not_fit() {
        let services = Value::object([
            ("a", Value::object([("cpu", "ten".into())])),
            ("b", Value::object([("cpu", "10".into())])),
            ("c", true.into()),
        ]);
        let mismatches = Type::Map(Box::new(cpu())).convert(&services).unwrap_err();
        let said: Vec<_> = mismatches
            .iter()
            .map(|m| format!("{}: {}", m.steps.iter().map(ToString::to_string).collect::<String>(), m.message))
            .collect();
        assert_eq!(
            said,
            [
                r#"["a"].cpu: a number is required, but this is "ten""#,
                r#"["c"]: an object is required, but this is true"#
            ]
        );
    }

    #[test]
    fn says_what_is_required_and_what_is_there() {
        let said = |ty: Type, value: Value| ty.convert(&value).unwrap_err()[0].message.clone();
        let long = "ü".repeat(61);
        for (value, words) in [
            (Value::string(""), "empty".to_owned()),
            (Value::string("ü".repeat(60)), format!("\"{}\"", "ü".repeat(60))),
            (Value::string(long), format!("\"{}…\"", "ü".repeat(60))),
            (true.into(), "true".to_owned()),
            (Value::tuple([]), "a list".to_owned()),
            (Value::set([]), "a set".to_owned()),
            (Value::object::<&str>([]), "an object".to_owned()),
            (Value::unknown(Type::Bool), "true or false known after apply".to_owned()),
        ] {
            assert_eq!(said(Type::Number, value), format!("a number is required, but this is {words}"));
        }
        let list = |of| Type::List(Box::new(of));
        for (ty, words) in [
            (list(Type::Any), "a list of values"),
            (Type::Set(Box::new(list(Type::Bool))), "a set of lists"),
            (Type::Map(Box::new(Type::Set(Box::new(Type::Number)))), "a map of sets"),
            (list(Type::Map(Box::new(Type::String))), "a list of maps"),
            (list(cpu()), "a list of objects"),
            (list(Type::String), "a list of texts"),
            (list(Type::Number), "a list of numbers"),
            (list(Type::Bool), "a list of true or false"),
            (Type::Tuple(vec![Type::String; 2]), "a tuple of 2 elements"),
            (cpu(), "an object"),
            (Type::String, "a text"),
        ] {
            assert_eq!(ty.in_words(), words);
        }
    }

    #[test]
    fn converts_between_primitives_as_terraform_does() {
        assert_eq!(Type::Bool.convert(&"1".into()), Ok(true.into()));
        assert!(Type::Bool.convert(&"True".into()).is_err());
        assert!(Type::Bool.convert(&1.into()).is_err());
        assert_eq!(Type::String.convert(&8080.into()), Ok("8080".into()));
        assert_eq!(Type::Number.convert(&"0.50".into()), Type::Number.convert(&"0.5".into()));
    }

    #[test]
    fn an_unknown_object_fits_when_its_attributes_may() {
        let holding = |name: &str, ty| Type::Object(BTreeMap::from([(name.into(), Attribute::required(ty))]));
        let required = holding("cpu", Type::Number);
        for (to, from, fits) in [
            (cpu(), holding("cpu", Type::String), true),
            (cpu(), holding("cpu", Type::Bool), false),
            (cpu(), holding("memory", Type::Bool), true),
            (required.clone(), holding("memory", Type::Bool), false),
            (required.clone(), Type::Map(Box::new(Type::String)), true),
            (required.clone(), Type::Map(Box::new(Type::Bool)), false),
            (Type::Map(Box::new(Type::Number)), holding("cpu", Type::Bool), false),
            (required, Type::List(Box::new(Type::Number)), false),
        ] {
            assert_eq!(to.convert(&Value::unknown(from.clone())).is_ok(), fits, "{from} to {to}");
        }
    }

    #[test]
    fn a_tuple_of_another_length_does_not_fit() {
        let pair = Type::Tuple(vec![Type::String, Type::String]);
        let single = Type::Tuple(vec![Type::String]);
        assert!(single.convert(&Value::unknown(pair.clone())).is_err());
        assert!(pair.convert(&Value::tuple(["a".into()])).is_err());
        assert_eq!(pair.convert(&Value::list(["a".into(), "b".into()])), Ok(Value::tuple(["a".into(), "b".into()])));
        assert_eq!(pair.convert(&Value::unknown(pair.clone())), Ok(Value::unknown(pair.clone())));
        let list = |of| Value::unknown(Type::List(Box::new(of)));
        assert_eq!(pair.convert(&list(Type::Number)), Ok(Value::unknown(pair.clone())));
        assert!(pair.convert(&list(cpu())).is_err());
    }

    #[test]
    fn an_unknown_collection_fits_when_its_elements_may() {
        let (list, set) = (|of| Type::List(Box::new(of)), |of| Type::Set(Box::new(of)));
        let map = |of| Type::Map(Box::new(of));
        for (to, from, fits) in [
            (list(Type::String), set(Type::Number), true),
            (set(Type::Number), list(Type::String), true),
            (set(Type::Number), list(Type::Bool), false),
            (map(Type::String), map(Type::Bool), true),
            (map(Type::Bool), map(Type::Number), false),
            (list(Type::String), map(Type::String), false),
        ] {
            assert_eq!(to.convert(&Value::unknown(from.clone())).is_ok(), fits, "{from} to {to}");
        }
    }

    #[test]
    fn a_set_with_an_unknown_element_is_unknown() {
        let elements = Value::tuple(["a".into(), Value::UNKNOWN]);
        let set = Type::Set(Box::new(Type::String));
        assert_eq!(set.convert(&elements), Ok(Value::unknown(set)));
    }
}
