//! Operators.

use super::{Result, error};
use crate::value::Nullness;
use crate::{Number, Type, Value};
use hcl_edit::expr::{BinaryOperator, UnaryOperator};

pub(super) fn unary(operator: UnaryOperator, operand: &Value) -> Result<Value> {
    match operator {
        UnaryOperator::Neg => match operand_as(&Type::Number, operand)? {
            Value::Number(number) => Ok(Value::Number(number.negated())),
            unknown => Ok(unknown),
        },
        UnaryOperator::Not => match operand_as(&Type::Bool, operand)? {
            Value::Bool(value) => Ok((!value).into()),
            unknown => Ok(unknown),
        },
    }
}

pub(super) fn binary(operator: BinaryOperator, left: &Value, right: &Value) -> Result<Value> {
    use BinaryOperator::{And, Div, Eq, Greater, GreaterEq, Less, LessEq, Minus, Mod, Mul, NotEq, Or, Plus};
    match operator {
        Eq => Ok(truth(left.equals(right))),
        NotEq => Ok(truth(left.equals(right).map(|equal| !equal))),
        And => logical(left, right, |a, b| a && b),
        Or => logical(left, right, |a, b| a || b),
        Less => compare(left, right, |a, b| a < b),
        LessEq => compare(left, right, |a, b| a <= b),
        Greater => compare(left, right, |a, b| a > b),
        GreaterEq => compare(left, right, |a, b| a >= b),
        Plus => arithmetic(left, right, Number::plus),
        Minus => arithmetic(left, right, Number::minus),
        Mul => arithmetic(left, right, Number::times),
        Div => arithmetic(left, right, Number::over),
        Mod => arithmetic(left, right, Number::modulo),
    }
}

fn truth(known: Option<bool>) -> Value {
    known.map_or(Value::unknown_not_null(Type::Bool), Value::Bool)
}

/// The operand as the type; known and not null, or unknown.
fn operand_as(ty: &Type, operand: &Value) -> Result<Value> {
    match ty.convert(operand) {
        Ok(Value::Null) => error("an operand must not be null"),
        Ok(value) => Ok(value),
        Err(_) => error(format!("an operand must be {}", ty.in_words())),
    }
}

/// Both operands count, even where one decides: so does Terraform before 1.12.
fn logical(left: &Value, right: &Value, combine: fn(bool, bool) -> bool) -> Result<Value> {
    Ok(match (operand_as(&Type::Bool, left)?, operand_as(&Type::Bool, right)?) {
        (Value::Bool(a), Value::Bool(b)) => combine(a, b).into(),
        _ => Value::unknown_not_null(Type::Bool),
    })
}

fn numbers(left: &Value, right: &Value) -> Result<Option<(Number, Number)>> {
    Ok(match (operand_as(&Type::Number, left)?, operand_as(&Type::Number, right)?) {
        (Value::Number(a), Value::Number(b)) => Some((a, b)),
        _ => None,
    })
}

fn compare(left: &Value, right: &Value, holds: fn(Number, Number) -> bool) -> Result<Value> {
    Ok(truth(numbers(left, right)?.map(|(a, b)| holds(a, b))))
}

fn arithmetic(left: &Value, right: &Value, compute: fn(&Number, &Number) -> Option<Number>) -> Result<Value> {
    match numbers(left, right)? {
        Some((a, b)) => compute(&a, &b)
            .map_or_else(|| error("the result is not a number, as after a division by zero"), |n| Ok(Value::Number(n))),
        None => Ok(Value::unknown_not_null(Type::Number)),
    }
}

impl Value {
    /// Terraform's `==`: whether two values are equal, with no conversion between types; `None` while that is
    /// unknown.
    pub fn equals(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Unknown(_, Nullness::RuledOut), Self::Null) | (Self::Null, Self::Unknown(_, Nullness::RuledOut)) => {
                Some(false)
            }
            (Self::Unknown(..), _) | (_, Self::Unknown(..)) => None,
            (Self::List(a), Self::List(b)) | (Self::Tuple(a), Self::Tuple(b)) => {
                if a.len() == b.len() {
                    all(a.iter().zip(b.iter()).map(|(a, b)| a.equals(b)))
                } else {
                    Some(false)
                }
            }
            (Self::Map(a), Self::Map(b)) | (Self::Object(a), Self::Object(b)) => {
                if a.keys().eq(b.keys()) {
                    all(a.values().zip(b.values()).map(|(a, b)| a.equals(b)))
                } else {
                    Some(false)
                }
            }
            (a, b) => Some(a == b),
        }
    }
}

/// Whether all hold: false as soon as one does not, whatever is unknown.
fn all(mut parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    parts
        .try_fold(Some(true), |so_far, part| match part {
            Some(false) => Err(()),
            Some(true) => Ok(so_far),
            None => Ok(None),
        })
        .unwrap_or(Some(false))
}
