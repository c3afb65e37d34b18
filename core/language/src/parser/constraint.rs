//! Type constraints.

use crate::expression::Expr;
use crate::{Attribute, Type, Value, evaluate};
use hcl_edit::expr::{Expression, FuncCall, Object, ObjectKey};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads a type constraint, as `map(object({ cpu = optional(number, 512) }))`.
///
/// # Errors
/// What is wrong with it. Defaults of optional attributes are literal values.
pub(super) fn read(expression: &Expression) -> Result<Type, String> {
    match expression {
        Expression::Parenthesis(inner) => read(inner.inner()),
        Expression::Variable(name) => match name.as_str() {
            "any" => Ok(Type::Any),
            "bool" => Ok(Type::Bool),
            "number" => Ok(Type::Number),
            "string" => Ok(Type::String),
            other => Err(format!("{other} is not a type")),
        },
        Expression::FuncCall(call) => constructed(call),
        _ => Err("this is not a type".into()),
    }
}

fn constructed(call: &FuncCall) -> Result<Type, String> {
    let arguments: Vec<_> = call.args.iter().collect();
    let of = |argument| read(argument).map(Box::new);
    match (call.name.name.as_str(), arguments.as_slice()) {
        ("list", [argument]) => of(argument).map(Type::List),
        ("set", [argument]) => of(argument).map(Type::Set),
        ("map", [argument]) => of(argument).map(Type::Map),
        ("tuple", [Expression::Array(types)]) => types.iter().map(read).collect::<Result<_, _>>().map(Type::Tuple),
        ("object", [Expression::Object(attributes)]) => object(attributes),
        (name, _) => Err(format!("{name} with {} arguments is not a type", arguments.len())),
    }
}

fn object(attributes: &Object) -> Result<Type, String> {
    let mut types = BTreeMap::<Arc<str>, Attribute>::new();
    for (key, value) in attributes {
        let name = match key {
            ObjectKey::Ident(name) => name.as_str(),
            ObjectKey::Expression(Expression::Variable(name)) => name.as_str(),
            ObjectKey::Expression(_) => return Err("an attribute's name is a word".into()),
        };
        types.insert(name.into(), attribute(value.expr())?);
    }
    Ok(Type::Object(types))
}

fn attribute(expression: &Expression) -> Result<Attribute, String> {
    let Expression::FuncCall(call) = expression else {
        return read(expression).map(Attribute::required);
    };
    if call.name.name.as_str() != "optional" {
        return read(expression).map(Attribute::required);
    }
    let arguments: Vec<_> = call.args.iter().collect();
    let (ty, default) = match arguments.as_slice() {
        [ty] => (read(ty)?, Value::Null),
        [ty, default] => (read(ty)?, literal(default)?),
        _ => return Err("optional takes a type and perhaps a default".into()),
    };
    let default = ty.convert(&default).map_err(|_| "the default does not fit the type")?;
    Ok(Attribute { ty, optional: Some(default) })
}

/// The value of an expression that refers to nothing.
pub(super) fn literal(expression: &Expression) -> Result<Value, String> {
    let expr = Expr::read(expression).map_err(|unsupported| unsupported.message)?;
    evaluate::literal(&expr).map_err(|error| error.to_string())
}
