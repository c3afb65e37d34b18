//! Attributes, indexes and splats.

use super::scope::NAME_MARKS;
use super::{Evaluator, Result, error};
use crate::expression::{Expr, Operator, Reference};
use crate::{Number, Type, Value};

impl Evaluator<'_> {
    pub(super) fn traverse(&mut self, source: &Expr, operators: &[Operator]) -> Result<Value> {
        if let Expr::Reference(Reference::Resource(ty, name)) = source {
            return self.traverse_resource(ty, name, operators);
        }
        let source = self.evaluate(source)?;
        self.apply_all(source, operators)
    }

    /// An attribute of one instance is worth its own expression. All else is of one instance where it is known which, so
    /// that the others need not be made, and of the whole resource where it is not.
    fn traverse_resource(&mut self, ty: &str, name: &str, operators: &[Operator]) -> Result<Value> {
        let (key, rest) = match operators {
            [Operator::Index(index), rest @ ..] => (Some(self.evaluate(index)?), rest),
            rest => (None, rest),
        };
        if let [Operator::Attribute(attribute), rest @ ..] = rest
            && let Some(value) = self.scope.resource_attribute(ty, name, key.as_ref(), attribute)?
        {
            return self.apply_all(value, rest);
        }
        let value = match self.scope.resource_instance(ty, name, key.as_ref())? {
            Some(instance) => self.apply_all(instance, rest)?,
            None => {
                let whole = self.scope.resource(ty, name)?;
                self.apply_all(whole, operators)?
            }
        };
        Ok(if self.scope.named && value.is_unknown() { address(ty, name, operators) } else { value })
    }

    fn apply_all(&mut self, source: Value, operators: &[Operator]) -> Result<Value> {
        let mut value = source;
        for operator in operators {
            value = self.apply(&value, operator)?;
        }
        Ok(value)
    }

    fn apply(&mut self, value: &Value, operator: &Operator) -> Result<Value> {
        match operator {
            Operator::Attribute(name) => attribute(value, name),
            Operator::Index(key) => {
                let key = self.evaluate(key)?;
                index(value, &key)
            }
            Operator::Splat(inner) => self.splat(value, inner),
        }
    }

    /// Applies the operators to every element. What is no list is a list of one; null is a list of none.
    fn splat(&mut self, value: &Value, inner: &[Operator]) -> Result<Value> {
        let elements = match value {
            Value::Unknown(Type::Tuple(types), _) => types.iter().cloned().map(Value::unknown).collect(),
            Value::Unknown(..) => return Ok(Value::UNKNOWN),
            Value::Null => Vec::new(),
            value => value.elements().map_or_else(|| vec![value.clone()], <[Value]>::to_vec),
        };
        let made = elements.into_iter().map(|e| self.apply_all(e, inner)).collect::<Result<Vec<_>>>()?;
        let types: Vec<_> = made.iter().map(Type::of).collect();
        let listed = matches!(value, Value::List(_) | Value::Set(_)) && types.windows(2).all(|pair| pair[0] == pair[1]);
        Ok(if listed { Value::list(made) } else { Value::tuple(made) })
    }
}

/// The name of a value that is known only after apply.
fn address(ty: &str, name: &str, operators: &[Operator]) -> Value {
    let steps = operators.iter().map(|operator| match operator {
        Operator::Attribute(name) => format!(".{name}"),
        Operator::Index(Expr::Literal(key)) => format!("[{}]", key.to_json_text().unwrap_or_default()),
        Operator::Index(_) => "[…]".into(),
        Operator::Splat(_) => "[*]".into(),
    });
    let [open, close] = NAME_MARKS;
    Value::string(format!("{open}{ty}.{name}{}{close}", steps.collect::<String>()))
}

/// `value.name`
pub(super) fn attribute(value: &Value, name: &str) -> Result<Value> {
    match value {
        Value::Object(entries) => match entries.get(name) {
            Some(value) => Ok(value.clone()),
            None => error(format!("the object has no attribute {name}")),
        },
        Value::Map(entries) => match entries.get(name) {
            Some(value) => Ok(value.clone()),
            None => error(format!("the map has no element with the key \"{name}\"")),
        },
        Value::Unknown(Type::Object(attributes), _) => match attributes.get(name) {
            Some(attribute) => Ok(Value::unknown(attribute.ty.clone())),
            None => error(format!("the object has no attribute {name}")),
        },
        Value::Unknown(Type::Map(of), _) => Ok(Value::unknown((**of).clone())),
        Value::Unknown(Type::Any, _) => Ok(Value::UNKNOWN),
        Value::Null => error(format!("null has no attribute {name}")),
        _ => error(format!("this value has no attribute {name}")),
    }
}

/// `value[key]`
pub(super) fn index(value: &Value, key: &Value) -> Result<Value> {
    if key.is_null() {
        return error("an index must not be null");
    }
    match value {
        Value::Null => error("null has no elements"),
        Value::Unknown(ty, _) => unknown_element(ty, key),
        Value::List(elements) | Value::Tuple(elements) => match Type::Number.convert(key) {
            Ok(Value::Number(number)) => match number.to_usize().and_then(|index| elements.get(index)) {
                Some(element) => Ok(element.clone()),
                None => error(format!("the list has no element number {number}")),
            },
            Ok(_) => Ok(Value::UNKNOWN),
            Err(_) => error("a list's index must be a number"),
        },
        Value::Map(entries) | Value::Object(entries) => match Type::String.convert(key) {
            Ok(Value::String(key)) => match entries.get(&key) {
                Some(element) => Ok(element.clone()),
                None => error(format!("there is no element with the key \"{key}\"")),
            },
            Ok(_) => Ok(Value::UNKNOWN),
            Err(_) => error("a map's key must be a text"),
        },
        Value::Set(_) => error("a set's elements have no index"),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => error("this value has no elements"),
    }
}

fn unknown_element(ty: &Type, key: &Value) -> Result<Value> {
    match (ty, key) {
        (Type::Any, _) => Ok(Value::UNKNOWN),
        (Type::List(of) | Type::Map(of), _) => Ok(Value::unknown((**of).clone())),
        (Type::Tuple(types), Value::Number(number)) => match number_index(number, types) {
            Some(ty) => Ok(Value::unknown(ty)),
            None => error(format!("the list has no element number {number}")),
        },
        // By an index Terraform looks for no attribute while the object is unknown; after a dot it does.
        (Type::Object(_), Value::String(_) | Value::Unknown(..)) | (Type::Tuple(_), Value::Unknown(..)) => {
            Ok(Value::UNKNOWN)
        }
        _ => error("this value has no elements"),
    }
}

fn number_index(number: &Number, types: &[Type]) -> Option<Type> {
    types.get(number.to_usize()?).cloned()
}
