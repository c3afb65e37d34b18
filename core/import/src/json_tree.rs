//! JSON as a tree.

use crate::terraform::json::{self, NotJson};
use crate::tree::{Entry, Node};
use jsonc_parser::ast::Value as Json;
use jsonc_parser::common::Ranged;
use std::rc::Rc;

/// Reads a text in JSON.
///
/// # Errors
/// It is no JSON, or it nests more than 128 deep.
pub(crate) fn of(text: &str) -> Result<Node, NotJson> {
    json::parse(text).map(|value| node(&value))
}

fn node(value: &Json) -> Node {
    let span = value.start()..value.end();
    match value {
        Json::NullKeyword(_) => Node::scalar(span, "null", false),
        Json::BooleanLit(value) => Node::scalar(span, value.value.to_string(), false),
        Json::NumberLit(number) => Node::scalar(span, number.value, false),
        Json::StringLit(text) => Node::scalar(span, text.value.as_ref(), true),
        Json::Array(array) => Node::list(span, array.elements.iter().map(|element| Rc::new(node(element))).collect()),
        Json::Object(object) => {
            let entries = object.properties.iter().map(|property| Entry {
                key: property.name.as_str().to_owned(),
                place: property.name.start()..property.name.end(),
                value: Rc::new(node(&property.value)),
            });
            Node::object(span, entries.collect())
        }
    }
}
