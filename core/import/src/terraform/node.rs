//! An expression of a source, as far as its parts can be told from each other.

use std::ops::Range;
use std::sync::Arc;
use terraform_language::expression::Expr;

/// A place in one of the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The file's index in the import.
    pub(super) file: usize,
    /// Where the span starts, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl Place {
    pub(super) fn new(file: usize, span: Option<Range<usize>>) -> Self {
        let Range { start, end } = span.unwrap_or_default();
        Self { file, start, end }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// From the start of this one to the end of the other.
    pub(super) fn to(&self, other: &Self) -> Self {
        Self { file: self.file, start: self.start, end: other.end.max(self.end) }
    }
}

/// An expression with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) shape: Shape,
}

/// What an expression consists of.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// `{ key = value }`
    Object(Vec<Entry>),
    /// `[…, …]`
    List(Vec<Node>),
    /// What is evaluated as a whole.
    Whole(Expr, Form),
}

/// What kind of expression is evaluated as a whole, with the parts that may be known while the whole is not.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// A value that is written out.
    Literal,
    /// `local.name` or `var.name`, and the names that follow.
    Reference(Name, Vec<Arc<str>>),
    /// A reference to anything else.
    Elsewhere,
    /// A call, with its arguments.
    Call(String, Vec<Node>),
    /// `condition ? then : otherwise`
    Conditional(Expr, Box<[Node; 2]>),
    /// Text with interpolations.
    Template,
    /// Anything else.
    Operation,
}

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    Local(Arc<str>),
    Variable(Arc<str>),
}

/// An entry of an object.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: Key,
    /// Where the key stands.
    pub(super) place: Place,
    pub(super) value: Node,
}

/// The key of an entry.
#[derive(Clone, Debug)]
pub(super) enum Key {
    Written(Arc<str>),
    Computed(Expr),
}

impl Entry {
    /// From the key to the end of the value.
    pub(super) fn whole(&self) -> Place {
        self.place.to(&self.value.place)
    }

    pub(super) fn is_called(&self, name: &str) -> bool {
        matches!(&self.key, Key::Written(key) if **key == *name)
    }
}

impl Node {
    /// Why its value is not known, as the end of a sentence.
    pub(super) fn why_open(&self) -> &'static str {
        match &self.shape {
            Shape::Whole(_, Form::Call(..)) => "a function's result, made only when Terraform runs",
            Shape::Whole(_, Form::Reference(..) | Form::Elsewhere) => "a reference, whose value stands elsewhere",
            Shape::Whole(_, Form::Template) => "a template, made only when Terraform runs",
            _ => "an expression, computed only when Terraform runs",
        }
    }

    /// The entry of an object that is written out; of several with one key the last, which counts.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        match &self.shape {
            Shape::Object(entries) => entries.iter().rev().find(|entry| entry.is_called(name)),
            _ => None,
        }
    }

    /// The object's entries, where it is one that is written out.
    pub(super) fn entries(&self) -> Option<&[Entry]> {
        match &self.shape {
            Shape::Object(entries) => Some(entries),
            _ => None,
        }
    }
}
