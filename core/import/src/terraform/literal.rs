//! The value of an expression that is written out.

use super::span_of;
use crate::reader::{Reader, short};
use hcl_edit::expr::{Expression, FuncCall, Object, ObjectKey};
use hcl_edit::template::Element;
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::expression::Expr;
use terraform_language::{InputPath, Step, Type, Value};
use terraform_language::{evaluate, normal_form};

/// The value of a literal, or what is literal of it. Each part that is not is left out with a note.
pub(super) fn read(path: &InputPath, expression: &Expression, reader: &mut Reader) -> Option<Value> {
    match expression {
        Expression::Parenthesis(inner) => read(path, inner.inner(), reader),
        Expression::Array(array) => {
            let elements = array.iter().enumerate();
            let read = elements.filter_map(|(index, element)| read(&path.then(Step::Index(index)), element, reader));
            Some(Value::tuple(read.collect::<Vec<_>>()))
        }
        Expression::Object(object) => Some(read_object(path, object, reader)),
        Expression::FuncCall(call) if converted(call).is_some() => {
            converted(call).and_then(|argument| read(path, argument, reader))
        }
        _ => match closed(expression) {
            Some(value) => {
                reader.take(span_of(expression), path);
                Some(value)
            }
            None => {
                let source = reader.text.get(span_of(expression)).unwrap_or_default();
                let text = format!("{path} is left empty: {} is {}.", short(source), why_open(expression));
                reader.leave_out(span_of(expression), Some(path), text);
                None
            }
        },
    }
}

/// The value of an expression that refers to nothing: operators and templates between what is written out, and
/// `jsonencode` of it, as sidecars are given.
fn closed(expression: &Expression) -> Option<Value> {
    is_closed(expression).then(|| evaluate::literal(&Expr::read(expression).ok()?).ok()).flatten()
}

fn is_closed(expression: &Expression) -> bool {
    match expression {
        Expression::Null(_) | Expression::Bool(_) | Expression::Number(_) | Expression::String(_) => true,
        Expression::Parenthesis(inner) => is_closed(inner.inner()),
        Expression::Array(array) => array.iter().all(is_closed),
        Expression::Object(object) => object.iter().all(|(key, value)| name(key).is_some() && is_closed(value.expr())),
        Expression::StringTemplate(template) => template.iter().all(is_closed_element),
        Expression::HeredocTemplate(heredoc) => heredoc.template.iter().all(is_closed_element),
        Expression::UnaryOp(operation) => is_closed(&operation.expr),
        Expression::BinaryOp(operation) => is_closed(&operation.lhs_expr) && is_closed(&operation.rhs_expr),
        Expression::Conditional(conditional) => {
            [&conditional.cond_expr, &conditional.true_expr, &conditional.false_expr].into_iter().all(is_closed)
        }
        Expression::FuncCall(call) => call.name.name.as_str() == "jsonencode" && call.args.iter().all(is_closed),
        _ => false,
    }
}

fn is_closed_element(element: &Element) -> bool {
    match element {
        Element::Literal(_) => true,
        Element::Interpolation(interpolation) => is_closed(&interpolation.expr),
        Element::Directive(_) => false,
    }
}

/// Why the value of an expression is not known.
fn why_open(expression: &Expression) -> &'static str {
    match expression {
        Expression::FuncCall(_) => "a function's result, made only when Terraform runs",
        Expression::Variable(_) | Expression::Traversal(_) => "a reference, whose value stands elsewhere",
        Expression::StringTemplate(_) | Expression::HeredocTemplate(_) => "a template, made only when Terraform runs",
        _ => "an expression, computed only when Terraform runs",
    }
}

fn read_object(path: &InputPath, object: &Object, reader: &mut Reader) -> Value {
    let mut entries = BTreeMap::new();
    for (key, value) in object {
        let Some(key) = name(key) else {
            let text = format!("{path}: the key is computed, so its entry is left out.");
            reader.leave_out(span_of(key), Some(path), text);
            continue;
        };
        let step = Step::Attribute(key.as_str().into());
        if let Some(value) = read(&path.then(step), value.expr(), reader) {
            entries.insert(normal_form::of(key.into()), value);
        }
    }
    Value::Object(Arc::new(entries))
}

/// The key of an object's entry, where it is written out. A word is its own key.
pub(super) fn name(key: &ObjectKey) -> Option<String> {
    match key {
        ObjectKey::Ident(name) | ObjectKey::Expression(Expression::Variable(name)) => Some(name.as_str().to_owned()),
        ObjectKey::Expression(Expression::Null(_)) => Some("null".to_owned()),
        ObjectKey::Expression(key) => match Type::String.convert(&closed(key)?) {
            Ok(Value::String(key)) => Some(key.to_string()),
            _ => None,
        },
    }
}

/// What a call of a conversion converts: passing it to an input of that type converts it anyway.
fn converted(call: &FuncCall) -> Option<&Expression> {
    let mut arguments = call.args.iter();
    match (call.name.name.as_str(), arguments.next(), arguments.next()) {
        ("tostring" | "tonumber" | "tobool" | "tolist" | "toset" | "tomap", Some(argument), None) => Some(argument),
        _ => None,
    }
}
