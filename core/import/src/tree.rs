//! A text in JSON or YAML as a tree in which each part has its place.

use std::ops::Range;
use std::rc::Rc;
use terraform_language::{Number, Value};

/// A part of a text.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its place in the text, in bytes.
    pub(crate) span: Range<usize>,
    pub(crate) shape: Shape,
    /// How many nodes it holds, itself among them, each as often as an alias repeats it.
    pub(crate) size: usize,
}

/// What a part consists of. What an alias names is shared.
#[derive(Debug)]
pub(crate) enum Shape {
    /// A single value as it is written, without quotes.
    Scalar {
        text: String,
        /// Whether it is a text whatever it looks like: it stands in quotes, or in a block of its own.
        is_quoted: bool,
    },
    List(Vec<Rc<Node>>),
    Object(Vec<Entry>),
}

/// An entry of an object.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) place: Range<usize>,
    pub(crate) value: Rc<Node>,
}

impl Entry {
    /// From the key to the end of the value; the key alone where the value stands elsewhere, as an alias has it.
    pub(crate) fn whole(&self) -> Range<usize> {
        let value = &self.value.span;
        if value.start < self.place.end { self.place.clone() } else { self.place.start..value.end }
    }
}

impl Node {
    pub(crate) fn scalar(span: Range<usize>, text: impl Into<String>, is_quoted: bool) -> Self {
        Self { span, shape: Shape::Scalar { text: text.into(), is_quoted }, size: 1 }
    }

    pub(crate) fn list(span: Range<usize>, elements: Vec<Rc<Self>>) -> Self {
        let size = elements.iter().fold(1_usize, |sum, element| sum.saturating_add(element.size));
        Self { span, shape: Shape::List(elements), size }
    }

    pub(crate) fn object(span: Range<usize>, entries: Vec<Entry>) -> Self {
        let size = entries.iter().fold(1_usize, |sum, entry| sum.saturating_add(entry.value.size));
        Self { span, shape: Shape::Object(entries), size }
    }

    /// The entries of an object; none of anything else.
    pub(crate) fn entries(&self) -> &[Entry] {
        if let Shape::Object(entries) = &self.shape { entries } else { &[] }
    }

    /// The elements of a list; none of anything else.
    pub(crate) fn elements(&self) -> &[Rc<Self>] {
        if let Shape::List(elements) = &self.shape { elements } else { &[] }
    }

    /// The entry of this name; of several the last, which counts.
    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries().iter().rev().find(|entry| entry.key == name)
    }

    /// The value of the entry of this name, unless that is null.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        self.entry(name).map(|entry| &*entry.value).filter(|value| !value.is_null())
    }

    /// A single value, as it is written; `None` for null, lists and objects.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.shape {
            Shape::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    pub(crate) fn is_scalar(&self) -> bool {
        matches!(self.shape, Shape::Scalar { .. })
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.shape, Shape::Scalar { text, is_quoted: false }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    pub(crate) fn is_true(&self) -> bool {
        matches!(&self.shape, Shape::Scalar { text, is_quoted: false } if matches!(text.as_str(), "true" | "True" | "TRUE"))
    }

    /// Whether nothing is said by it: null, false, zero, or nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.shape {
            Shape::Scalar { text, is_quoted } => {
                self.is_null()
                    || text.is_empty()
                    || !is_quoted && matches!(text.as_str(), "false" | "False" | "FALSE" | "0")
            }
            Shape::List(elements) => elements.is_empty(),
            Shape::Object(entries) => entries.is_empty(),
        }
    }

    /// The number that a single value is, in quotes or not.
    pub(crate) fn number(&self) -> Option<Number> {
        self.text().and_then(|text| Number::parse(text.trim()))
    }

    /// The value as Terraform has it, with every digit of its numbers.
    pub(crate) fn value(&self) -> Value {
        match &self.shape {
            Shape::Scalar { text, is_quoted: true } => Value::string(text.as_str()),
            Shape::Scalar { .. } if self.is_null() => Value::Null,
            Shape::Scalar { text, .. } => match text.as_str() {
                "true" | "True" | "TRUE" => true.into(),
                "false" | "False" | "FALSE" => false.into(),
                _ => Number::parse(text).map_or_else(|| Value::string(text.as_str()), Value::Number),
            },
            Shape::List(elements) => Value::tuple(elements.iter().map(|element| element.value())),
            Shape::Object(entries) => {
                Value::object(entries.iter().map(|entry| (entry.key.as_str(), entry.value.value())))
            }
        }
    }

    /// The texts of a list, or of a single value, as one list; `None` where anything else is in it.
    pub(crate) fn texts(&self) -> Option<Vec<&str>> {
        match &self.shape {
            Shape::List(elements) => elements.iter().map(|element| element.text()).collect(),
            _ => Some(vec![self.text()?]),
        }
    }
}
