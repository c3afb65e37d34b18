//! The type of a value, and the one type that several convert to.

use super::{Attribute, Type};
use crate::Value;
use crate::value::by_name;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Type {
    /// The type of a value; `Any` for null, which has every type.
    pub fn of(value: &Value) -> Self {
        let element = |elements: &[Value]| Box::new(elements.first().map_or(Self::Any, Self::of));
        match value {
            Value::Unknown(ty, _) => ty.clone(),
            Value::Null => Self::Any,
            Value::Bool(_) => Self::Bool,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::List(elements) => Self::List(element(elements)),
            Value::Set(elements) => Self::Set(element(elements)),
            Value::Tuple(elements) => Self::Tuple(elements.iter().map(Self::of).collect()),
            Value::Map(entries) => {
                let first = entries.values().find(|value| !value.is_null());
                Self::Map(Box::new(first.map_or(Self::Any, Self::of)))
            }
            Value::Object(entries) => Self::Object(by_name(
                entries.iter().map(|(name, value)| (name.clone(), Attribute::required(Self::of(value)))),
            )),
        }
    }

    /// The type that values of all these types convert to, as Terraform chooses it for the two results of a
    /// conditional and for the elements of a list; `None` when there is none.
    pub fn unify(types: &[Self]) -> Option<Self> {
        let mut known: Vec<_> = types.iter().filter(|ty| **ty != Self::Any).collect();
        // Beside a text numbers and truths become texts; without one they have nothing in common.
        known.sort_by_key(|ty| **ty != Self::String);
        let Some((first, rest)) = known.split_first() else {
            return Some(Self::Any);
        };
        rest.iter().try_fold((*first).clone(), |common, ty| Self::unify_two(&common, ty))
    }

    fn unify_two(a: &Self, b: &Self) -> Option<Self> {
        match (a, b) {
            _ if a == b => Some(a.clone()),
            (Self::Any, ty) | (ty, Self::Any) => Some(ty.clone()),
            (Self::String, Self::Number | Self::Bool) | (Self::Number | Self::Bool, Self::String) => Some(Self::String),
            (Self::Tuple(a), Self::Tuple(b)) if a.len() == b.len() => {
                let elements = a.iter().zip(b).map(|(a, b)| Self::unify_two(a, b));
                elements.collect::<Option<_>>().map(Self::Tuple)
            }
            (Self::Tuple(a), Self::Tuple(b)) => {
                let all: Vec<_> = a.iter().chain(b).cloned().collect();
                Some(Self::List(Box::new(Self::unify(&all)?)))
            }
            (Self::List(of), Self::Tuple(types)) | (Self::Tuple(types), Self::List(of)) => {
                Some(Self::List(Box::new(Self::unify_with(of, types.iter())?)))
            }
            (Self::Set(of), Self::Tuple(types)) | (Self::Tuple(types), Self::Set(of)) => {
                Some(Self::Set(Box::new(Self::unify_with(of, types.iter())?)))
            }
            (Self::List(a), Self::List(b)) => Some(Self::List(Box::new(Self::unify_two(a, b)?))),
            (Self::Set(a), Self::Set(b)) => Some(Self::Set(Box::new(Self::unify_two(a, b)?))),
            (Self::List(a), Self::Set(b)) | (Self::Set(a), Self::List(b))
                if a == b || **a == Self::Any || **b == Self::Any =>
            {
                Some(Self::List(Box::new(Self::unify_two(a, b)?)))
            }
            (Self::Map(a), Self::Map(b)) => Some(Self::Map(Box::new(Self::unify_two(a, b)?))),
            (Self::Map(of), Self::Object(attributes)) | (Self::Object(attributes), Self::Map(of)) => {
                Some(Self::Map(Box::new(Self::unify_with(of, attributes.values().map(|attribute| &attribute.ty))?)))
            }
            (Self::Object(a), Self::Object(b)) => Self::unify_objects(a, b),
            _ => None,
        }
    }

    fn unify_with<'a>(of: &'a Self, types: impl Iterator<Item = &'a Self>) -> Option<Self> {
        let all: Vec<_> = std::iter::once(of).chain(types).cloned().collect();
        Self::unify(&all)
    }

    /// Objects with the same attributes make an object; with others, a map if the attributes agree on one type.
    fn unify_objects(a: &BTreeMap<Arc<str>, Attribute>, b: &BTreeMap<Arc<str>, Attribute>) -> Option<Self> {
        if a.keys().eq(b.keys()) {
            let mut attributes = BTreeMap::new();
            for ((name, a), b) in a.iter().zip(b.values()) {
                attributes.insert(name.clone(), Attribute::required(Self::unify_two(&a.ty, &b.ty)?));
            }
            return Some(Self::Object(attributes));
        }
        let all: Vec<_> = a.values().chain(b.values()).map(|attribute| attribute.ty.clone()).collect();
        Some(Self::Map(Box::new(Self::unify(&all)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tuples_of_other_lengths_become_a_list() {
        let (one, none) = (Type::Tuple(vec![Type::Number]), Type::Tuple(vec![]));
        assert_eq!(Type::unify(&[one, none]), Some(Type::List(Box::new(Type::Number))));
    }

    #[test]
    fn beside_a_text_all_become_texts() {
        assert_eq!(Type::unify(&[Type::Bool, Type::Number, Type::String]), Some(Type::String));
    }

    #[test]
    fn what_has_no_common_type_has_none() {
        assert_eq!(Type::unify(&[Type::Number, Type::Bool]), None);
        assert_eq!(Type::unify(&[Type::String, Type::List(Box::new(Type::String))]), None);
    }
}
