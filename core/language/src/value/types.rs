//! Terraform's types.

use crate::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A type constraint of Terraform, or the type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `any` in a constraint; a type that is not known yet for a value.
    Any,
    /// `bool`
    Bool,
    /// `number`
    Number,
    /// `string`
    String,
    /// `list(…)`
    List(Box<Type>),
    /// `set(…)`
    Set(Box<Type>),
    /// `map(…)`
    Map(Box<Type>),
    /// `tuple([…])`
    Tuple(Vec<Type>),
    /// `object({…})`
    Object(BTreeMap<Arc<str>, Attribute>),
}

/// An attribute of an object type.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// The type of its value.
    pub ty: Type,
    /// What stands for it when it is absent or null; `None` when it must be there.
    pub optional: Option<Value>,
}

impl Attribute {
    /// An attribute that must be there.
    pub fn required(ty: Type) -> Self {
        Self { ty, optional: None }
    }
}

/// As written in a type constraint, without the optional attributes' defaults.
///
/// ```
/// use terraform_language::{Attribute, Type};
/// let command = Attribute { ty: Type::List(Box::new(Type::String)), optional: Some("".into()) };
/// let service = [("command".into(), command), ("cpu".into(), Attribute::required(Type::Number))];
/// let services = Type::Map(Box::new(Type::Object(service.into())));
/// assert_eq!(services.to_string(), "map(object({command = optional(list(string)), cpu = number}))");
/// let pair = Type::Tuple(vec![Type::Bool, Type::Set(Box::new(Type::Any))]);
/// assert_eq!(pair.to_string(), "tuple([bool, set(any)])");
/// ```
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::Bool => f.write_str("bool"),
            Self::Number => f.write_str("number"),
            Self::String => f.write_str("string"),
            Self::List(of) => write!(f, "list({of})"),
            Self::Set(of) => write!(f, "set({of})"),
            Self::Map(of) => write!(f, "map({of})"),
            Self::Tuple(elements) => {
                f.write_str("tuple([")?;
                for (index, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str("])")
            }
            Self::Object(attributes) => {
                f.write_str("object({")?;
                for (index, (name, attribute)) in attributes.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    match attribute.optional {
                        Some(_) => write!(f, "{name} = optional({})", attribute.ty)?,
                        None => write!(f, "{name} = {}", attribute.ty)?,
                    }
                }
                f.write_str("})")
            }
        }
    }
}
