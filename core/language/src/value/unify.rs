//! The type of a value, and the one type that several convert to.

use super::{Attribute, Type};
use crate::Value;
use crate::value::by_name;

impl Type {
    /// The type of a value; `Any` for null, which has every type.
    pub fn of(value: &Value) -> Self {
        let first = |elements: &[Value]| elements.iter().find(|element| !element.is_null()).map_or(Self::Any, Self::of);
        let element = |elements: &[Value]| Box::new(first(elements));
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
    ///
    /// All types are looked at together: a number and a truth have a common type only beside a text, and that may stand
    /// in another element. <https://github.com/zclconf/go-cty/blob/main/cty/convert/unify.go>
    pub fn unify(types: &[Self]) -> Option<Self> {
        let known: Vec<_> = types.iter().filter(|ty| **ty != Self::Any).collect();
        let Some((first, rest)) = known.split_first() else {
            return Some(Self::Any);
        };
        if rest.iter().all(|ty| ty == first) {
            return Some((*first).clone());
        }
        let kinds = |is_one: fn(&Self) -> bool| known.iter().filter(|ty| is_one(ty)).count();
        let lists = kinds(|ty| matches!(ty, Self::List(_)));
        let sets = kinds(|ty| matches!(ty, Self::Set(_)));
        let tuples = kinds(|ty| matches!(ty, Self::Tuple(_)));
        let maps = kinds(|ty| matches!(ty, Self::Map(_)));
        let objects = kinds(|ty| matches!(ty, Self::Object(_)));
        let list = |of| Self::List(Box::new(of));
        match known.len() {
            all if all == tuples => Self::unify_tuples(&known),
            all if all == objects => Self::unify_objects(&known),
            all if all == lists + tuples => Self::unify_elements(&known).map(list),
            all if all == sets + tuples => {
                Self::unify_into(&known, |ty| matches!(ty, Self::Set(_))).map(|of| Self::Set(Box::new(of)))
            }
            all if all == maps + objects => Self::unify_elements(&known).map(|of| Self::Map(Box::new(of))),
            all if all == lists + sets + tuples => Self::unify_into(&known, |ty| matches!(ty, Self::List(_))).map(list),
            _ => Self::unify_single(&known),
        }
    }

    /// Beside a text numbers and truths become texts; without one they have nothing in common.
    fn unify_single(types: &[&Self]) -> Option<Self> {
        let are_single = types.iter().all(|ty| matches!(ty, Self::String | Self::Number | Self::Bool));
        (are_single && types.contains(&&Self::String)).then_some(Self::String)
    }

    /// The one type of all that stands in values of these types.
    fn unify_elements(types: &[&Self]) -> Option<Self> {
        let mut all = Vec::new();
        for ty in types {
            match ty {
                Self::List(of) | Self::Set(of) | Self::Map(of) => all.push((**of).clone()),
                Self::Tuple(elements) => all.extend(elements.iter().cloned()),
                Self::Object(attributes) => all.extend(attributes.values().map(|attribute| attribute.ty.clone())),
                _ => return None,
            }
        }
        Self::unify(&all)
    }

    /// The element type of those of these types that are chosen, if what stands in all others converts to it.
    fn unify_into(types: &[&Self], is_chosen: fn(&Self) -> bool) -> Option<Self> {
        let chosen: Vec<_> = types.iter().copied().filter(|ty| is_chosen(ty)).collect();
        let of = Self::unify_elements(&chosen)?;
        Self::unify_elements(types).filter(|all| of == Self::Any || *all == of)
    }

    /// Tuples of one length make a tuple; those of others a list, if all elements agree on one type.
    fn unify_tuples(types: &[&Self]) -> Option<Self> {
        let tuples: Vec<_> =
            types.iter().filter_map(|ty| if let Self::Tuple(of) = ty { Some(of) } else { None }).collect();
        let length = tuples.first()?.len();
        if tuples.iter().any(|of| of.len() != length) {
            return Self::unify_elements(types).map(|of| Self::List(Box::new(of)));
        }
        let at = |index: usize| tuples.iter().filter_map(|of| of.get(index)).cloned().collect::<Vec<_>>();
        (0..length).map(|index| Self::unify(&at(index))).collect::<Option<_>>().map(Self::Tuple)
    }

    /// Objects with the same attributes make an object; with others, a map if the attributes agree on one type.
    fn unify_objects(types: &[&Self]) -> Option<Self> {
        let objects: Vec<_> =
            types.iter().filter_map(|ty| if let Self::Object(of) = ty { Some(of) } else { None }).collect();
        let first = objects.first()?;
        if objects.iter().any(|of| !of.keys().eq(first.keys())) {
            return Self::unify_elements(types).map(|of| Self::Map(Box::new(of)));
        }
        let mut attributes = Vec::new();
        for name in first.keys() {
            let types: Vec<_> = objects.iter().filter_map(|of| of.get(name)).map(|of| of.ty.clone()).collect();
            attributes.push((name.clone(), Attribute::required(Self::unify(&types)?)));
        }
        Some(Self::Object(by_name(attributes)))
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
