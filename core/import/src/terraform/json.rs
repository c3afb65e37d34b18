//! Terraform's JSON as blocks and nodes.
//! <https://developer.hashicorp.com/terraform/language/syntax/json>

use super::block::{Attribute, Block, Body};
use super::hcl::Hcl;
use super::node::{Entry, Form, Key, Node, Place, Shape};
use hcl_edit::template::Template;
use jsonc_parser::ast::{Object, ObjectProp, Value as Json};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions};
use serde::de::IgnoredAny;
use std::collections::BTreeSet;
use std::str::FromStr;
use terraform_language::expression::Expr;
use terraform_language::{Number, Value, normal_form, scan};

/// The property that is a comment, in a configuration and beside values of variables.
const COMMENT: &str = "//";

/// Why a text is not JSON as Terraform reads it.
pub(crate) struct NotJson {
    /// The line, from 1.
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// The value of a text.
///
/// # Errors
/// It is no JSON, or it nests more than 128 deep.
pub(crate) fn parse(text: &str) -> Result<Json<'_>, NotJson> {
    // This parser tells places and keeps digits, but is laxer.
    serde_json::from_str::<IgnoredAny>(text)
        .map_err(|error| NotJson { line: error.line(), message: format!("this cannot be read as JSON: {error}.") })?;
    let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    parsed.ok().and_then(|parsed| parsed.value).ok_or_else(|| NotJson { line: 1, message: "this is no JSON.".into() })
}

/// Reads the values of one file.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// The file's index in the import.
    pub(super) file: usize,
    /// Whether texts are templates: in a configuration, but not in values of variables.
    pub(super) has_templates: bool,
}

impl Reading {
    /// Values of variables: each property is an attribute; the places of comments are added to `comments`.
    pub(super) fn values(self, object: &Object, comments: &mut Vec<Place>) -> Body {
        let (said, set): (Vec<_>, Vec<_>) =
            object.properties.iter().partition(|property| property.name.as_str() == COMMENT);
        comments.extend(said.into_iter().map(|property| self.place(property)));
        Body { attributes: set.into_iter().map(|property| self.attribute(property)).collect(), blocks: vec![] }
    }

    /// A configuration; the places of comments are added to `comments`.
    pub(super) fn configuration(self, object: &Object, comments: &mut Vec<Place>) -> Body {
        let mut body = Body::default();
        for property in &object.properties {
            let kind = property.name.as_str();
            let labels = match kind {
                COMMENT => {
                    comments.push(self.place(property));
                    continue;
                }
                "locals" | "terraform" => 0,
                "resource" | "data" => 2,
                _ => 1,
            };
            let block = Block {
                kind: kind.to_owned(),
                labels: Vec::new(),
                place: self.place(property),
                key: self.name_place(property),
                body: Body::default(),
            };
            self.blocks(&block, &property.value, labels, comments, &mut body.blocks);
        }
        body
    }

    /// The blocks that a value holds: one that has so many labels beside those of `outer`, or an array of such.
    fn blocks(self, outer: &Block, value: &Json, labels: usize, comments: &mut Vec<Place>, found: &mut Vec<Block>) {
        match value {
            Json::Array(values) => {
                values.elements.iter().for_each(|value| self.blocks(outer, value, labels, comments, found));
            }
            Json::Object(object) => {
                let (own, rest): (Vec<_>, Vec<_>) = object.properties.iter().partition(|p| p.name.as_str() == COMMENT);
                comments.extend(own.into_iter().map(|comment| self.place(comment)));
                if labels == 0 {
                    let attributes = rest.into_iter().map(|property| self.attribute(property)).collect();
                    found.push(Block { body: Body { attributes, blocks: Vec::new() }, ..outer.clone() });
                    return;
                }
                for property in rest {
                    let mut block = outer.clone();
                    block.labels.push(property.name.as_str().to_owned());
                    block.place = self.place(property);
                    block.key = self.name_place(property);
                    self.blocks(&block, &property.value, labels - 1, comments, found);
                }
            }
            // No block has this form; it is named with what it says.
            _ => found.push(outer.clone()),
        }
    }

    fn name_place(self, property: &ObjectProp) -> Place {
        self.place(&property.name)
    }

    fn attribute(self, property: &ObjectProp) -> Attribute {
        Attribute {
            name: property.name.as_str().to_owned(),
            key: self.name_place(property),
            value: self.node(&property.value),
        }
    }

    fn place(self, part: &impl Ranged) -> Place {
        Place { file: self.file, start: part.start(), end: part.end() }
    }

    pub(super) fn node(self, value: &Json) -> Node {
        let place = self.place(value);
        let literal = |value| Shape::Whole(Expr::Literal(value), Form::Literal);
        let shape = match value {
            Json::NullKeyword(_) => literal(Value::Null),
            Json::BooleanLit(value) => literal(value.value.into()),
            Json::NumberLit(number) => literal(Number::parse(number.value).map_or(Value::Null, Value::Number)),
            Json::StringLit(text) => return self.text(place, &text.value),
            Json::Array(array) => Shape::List(array.elements.iter().map(|element| self.node(element)).collect()),
            Json::Object(object) => Shape::Object(object.properties.iter().map(|entry| self.entry(entry)).collect()),
        };
        Node { place, shape }
    }

    fn entry(self, property: &ObjectProp) -> Entry {
        let place = self.name_place(property);
        let name = property.name.as_str();
        let key = match self.text(place.clone(), name).shape {
            Shape::Whole(expr, form) if !matches!(form, Form::Literal) => Key::Computed(expr),
            _ => Key::Written(normal_form::of(name.into())),
        };
        Entry { key, place, value: self.node(&property.value) }
    }

    fn text(self, place: Place, text: &str) -> Node {
        if self.has_templates && text.contains(['$', '%']) {
            // The parser is recursive.
            let scan = scan::of(&format!("<<E\n{text}\nE\n"), super::DEEPEST);
            let is_read = scan.deepest <= super::DEEPEST && scan.parts <= super::MOST_PARTS;
            match is_read.then(|| Template::from_str(text)) {
                Some(Ok(template)) => return Hcl::template(place, &template),
                _ => {
                    let unknown = Expr::Reference(terraform_language::expression::Reference::Other);
                    return Node { place, shape: Shape::Whole(unknown, Form::Template) };
                }
            }
        }
        Node { place, shape: Shape::Whole(Expr::Literal(Value::string(text)), Form::Literal) }
    }
}

/// How many values stand in it, itself among them.
pub(super) fn parts(value: &Json) -> usize {
    let within: usize = match value {
        Json::Array(array) => array.elements.iter().map(parts).sum(),
        Json::Object(object) => object.properties.iter().map(|property| parts(&property.value)).sum(),
        _ => 0,
    };
    1 + within
}

/// The first property that an object has twice: its name and its place. Terraform refuses such a file.
pub(super) fn twice(value: &Json) -> Option<(String, usize)> {
    match value {
        Json::Array(array) => array.elements.iter().find_map(twice),
        Json::Object(object) => {
            let mut seen = BTreeSet::new();
            object.properties.iter().find_map(|property| match seen.insert(property.name.as_str()) {
                true => twice(&property.value),
                false => Some((property.name.as_str().to_owned(), property.start())),
            })
        }
        _ => None,
    }
}
