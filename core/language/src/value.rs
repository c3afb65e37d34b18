//! Terraform's values.

mod convert;
mod types;
mod unify;

pub use convert::Mismatch;
pub use types::{Attribute, Type};

use crate::{Number, Step, normal_form, sorted};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value as Terraform has it while it evaluates.
///
/// Equality is structural: `Tuple` and `List` of the same elements differ, as they do for Terraform's `==`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Known only after apply; the type as far as it is known.
    Unknown(Type, Nullness),
    /// `null`, of any type.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(Arc<str>),
    /// Elements of one type in order.
    List(Arc<Vec<Value>>),
    /// Elements of one type, sorted, each once.
    Set(Arc<Vec<Value>>),
    /// Elements of any types in order: what `[…]` makes.
    Tuple(Arc<Vec<Value>>),
    /// Elements of one type by key.
    Map(Arc<BTreeMap<Arc<str>, Value>>),
    /// Values of any types by name: what `{…}` makes.
    Object(Arc<BTreeMap<Arc<str>, Value>>),
}

/// Whether an unknown value may turn out to be null. Terraform calls this a refinement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nullness {
    /// It may be null.
    Possible,
    /// It will not be null, so that comparing it with null has an answer.
    RuledOut,
}

/// Values or attributes by name. One by one: `collect` sorts first, and brings the code of a sort for each type.
pub fn by_name<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut by_name = BTreeMap::new();
    for (name, value) in entries {
        by_name.insert(name, value);
    }
    by_name
}

impl Value {
    /// A string, in Unicode's normal form C.
    pub fn string(text: impl Into<Arc<str>>) -> Self {
        Self::String(normal_form::of(text.into()))
    }

    /// A value of which nothing is known, not even its type.
    pub const UNKNOWN: Self = Self::Unknown(Type::Any, Nullness::Possible);

    /// A value of which only the type is known; it may turn out to be null.
    pub const fn unknown(ty: Type) -> Self {
        Self::Unknown(ty, Nullness::Possible)
    }

    /// A value of which only the type is known, and that it is not null: what operators, templates and most
    /// functions make of unknown values.
    pub const fn unknown_not_null(ty: Type) -> Self {
        Self::Unknown(ty, Nullness::RuledOut)
    }

    /// What `[…]` makes of these elements.
    pub fn tuple(elements: impl IntoIterator<Item = Self>) -> Self {
        Self::Tuple(Arc::new(elements.into_iter().collect()))
    }

    /// A list of these elements, which the caller holds to be of one type.
    pub fn list(elements: impl IntoIterator<Item = Self>) -> Self {
        Self::List(Arc::new(elements.into_iter().collect()))
    }

    /// A set of these elements, which the caller holds to be of one type: sorted, each once.
    pub fn set(elements: impl IntoIterator<Item = Self>) -> Self {
        let mut elements = sorted(elements, Self::order);
        elements.dedup();
        Self::Set(Arc::new(elements))
    }

    /// What `{…}` makes of these attributes.
    pub fn object<K: Into<Arc<str>>>(attributes: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Object(Arc::new(by_name(attributes.into_iter().map(|(k, v)| (normal_form::of(k.into()), v)))))
    }

    /// A map of these elements, which the caller holds to be of one type.
    pub fn map<K: Into<Arc<str>>>(elements: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(Arc::new(by_name(elements.into_iter().map(|(k, v)| (normal_form::of(k.into()), v)))))
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether this is certain not to be null.
    pub fn is_not_null(&self) -> bool {
        !matches!(self, Self::Null | Self::Unknown(_, Nullness::Possible))
    }

    /// Whether nothing but perhaps the type is known. A known collection may still hold unknown elements.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(..))
    }

    /// Whether neither the value nor anything in it is unknown.
    pub fn is_wholly_known(&self) -> bool {
        match self {
            Self::Unknown(..) => false,
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => true,
            Self::List(v) | Self::Set(v) | Self::Tuple(v) => v.iter().all(Self::is_wholly_known),
            Self::Map(m) | Self::Object(m) => m.values().all(Self::is_wholly_known),
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The truth value.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The elements of a list, set or tuple.
    pub fn elements(&self) -> Option<&[Self]> {
        match self {
            Self::List(v) | Self::Set(v) | Self::Tuple(v) => Some(v),
            _ => None,
        }
    }

    /// The entries of a map or object, in the order of their keys.
    pub fn entries(&self) -> Option<&BTreeMap<Arc<str>, Self>> {
        match self {
            Self::Map(m) | Self::Object(m) => Some(m),
            _ => None,
        }
    }

    /// The value of an attribute or key of an object or a map.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.entries()?.get(name)
    }

    /// What stands where the steps lead within this value; `None` where they lead nowhere.
    pub fn at(&self, steps: &[Step]) -> Option<&Self> {
        steps.iter().try_fold(self, |value, step| match step {
            Step::Attribute(key) | Step::Key(key) => value.get(key),
            Step::Index(index) => value.elements()?.get(*index),
        })
    }

    /// Reads JSON as `jsondecode` does: arrays are tuples, objects are objects.
    pub fn from_json(json: &serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => {
                let number = Number::parse(&number.to_string());
                number.map_or(Self::Null, Self::Number)
            }
            serde_json::Value::String(text) => Self::string(text.as_str()),
            serde_json::Value::Array(items) => Self::tuple(items.iter().map(Self::from_json)),
            serde_json::Value::Object(fields) => {
                Self::object(fields.iter().map(|(k, v)| (k.as_str(), Self::from_json(v))))
            }
        }
    }

    /// The value as JSON, keys sorted; `None` when anything in it is unknown.
    pub fn to_json(&self) -> Option<serde_json::Value> {
        Some(match self {
            Self::Unknown(..) => return None,
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(number) => number.to_json(),
            Self::String(text) => (&**text).into(),
            Self::List(v) | Self::Set(v) | Self::Tuple(v) => {
                serde_json::Value::Array(v.iter().map(Self::to_json).collect::<Option<_>>()?)
            }
            Self::Map(m) | Self::Object(m) => serde_json::Value::Object(
                m.iter().map(|(k, v)| Some((k.to_string(), v.to_json()?))).collect::<Option<_>>()?,
            ),
        })
    }

    /// The value as a JSON text without blanks, keys sorted; `None` when anything in it is unknown. Numbers stand as
    /// Terraform writes them, without an exponent.
    pub fn to_json_text(&self) -> Option<String> {
        let mut text = String::new();
        self.write_json(&mut text)?;
        Some(text)
    }

    fn write_json(&self, text: &mut String) -> Option<()> {
        match self {
            Self::Unknown(..) => return None,
            Self::Null => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => text.push_str(&number.to_string()),
            Self::String(value) => write_json_string(value, text),
            Self::List(elements) | Self::Set(elements) | Self::Tuple(elements) => {
                text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { "," });
                    element.write_json(text)?;
                }
                text.push(']');
            }
            Self::Map(entries) | Self::Object(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { "," });
                    write_json_string(key, text);
                    text.push(':');
                    value.write_json(text)?;
                }
                text.push('}');
            }
        }
        Some(())
    }

    /// A total order over values: the order of a set's elements. Strings by code point, numbers by size.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        use std::cmp::Ordering::Equal;
        match (self, other) {
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::String(a), Self::String(b)) => a.cmp(b),
            (Self::Map(a) | Self::Object(a), Self::Map(b) | Self::Object(b)) => {
                let mut pairs = a.iter().zip(b.iter());
                pairs
                    .find_map(|((ak, av), (bk, bv))| {
                        let order = ak.cmp(bk).then_with(|| av.order(bv));
                        (order != Equal).then_some(order)
                    })
                    .unwrap_or_else(|| a.len().cmp(&b.len()))
            }
            _ => match (self.elements(), other.elements()) {
                (Some(a), Some(b)) => {
                    let mut pairs = a.iter().zip(b);
                    pairs
                        .find_map(|(a, b)| Some(a.order(b)).filter(|order| *order != Equal))
                        .unwrap_or_else(|| a.len().cmp(&b.len()))
                }
                _ => self.rank().cmp(&other.rank()),
            },
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Bool(_) => 0,
            Self::Number(_) => 1,
            Self::String(_) => 2,
            Self::List(_) | Self::Set(_) | Self::Tuple(_) => 3,
            Self::Map(_) | Self::Object(_) => 4,
            Self::Null => 5,
            Self::Unknown(..) => 6,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::string(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Number(value.into())
    }
}

/// Adds a text as JSON has it. Most need nothing escaped.
fn write_json_string(string: &str, text: &mut String) {
    if string.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
        return text.push_str(&serde_json::to_string(string).unwrap_or_default());
    }
    text.push('"');
    text.push_str(string);
    text.push('"');
}
