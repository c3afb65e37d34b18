//! The value of an expression that is written out.

use super::Notes;
use hcl_edit::Span;
use hcl_edit::expr::{Expression, FuncCall, Object, ObjectKey};
use hcl_edit::template::Element;
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::evaluate;
use terraform_language::expression::Expr;
use terraform_language::{InputPath, Number, Step, Value};

/// The value of a literal, or what is literal of it. Each part that is not is left out with a note.
pub(super) fn read(path: &InputPath, expression: &Expression, notes: &mut Notes) -> Option<Value> {
    match expression {
        Expression::Null(_) => Some(Value::Null),
        Expression::Bool(value) => Some((*value.value()).into()),
        Expression::Number(number) => number.value().as_f64().and_then(Number::from_f64).map(Value::Number),
        Expression::String(text) => Some(text.value().as_str().into()),
        Expression::Parenthesis(inner) => read(path, inner.inner(), notes),
        Expression::Array(array) => {
            let elements = array.iter().enumerate();
            let read = elements.filter_map(|(index, element)| read(&path.then(Step::Index(index)), element, notes));
            Some(Value::tuple(read.collect::<Vec<_>>()))
        }
        Expression::Object(object) => Some(read_object(path, object, notes)),
        Expression::HeredocTemplate(heredoc) => {
            let is_text = heredoc.template.iter().all(|element| matches!(element, Element::Literal(_)));
            let text =
                is_text.then(|| Expr::read(expression).ok()).flatten().and_then(|expr| evaluate::literal(&expr).ok());
            text.or_else(|| notes.left_out(path, expression, "a template, made only when Terraform runs"))
        }
        Expression::FuncCall(call) => match converted(call) {
            Some(argument) => read(path, argument, notes),
            None => notes.left_out(path, expression, "a function's result, made only when Terraform runs"),
        },
        Expression::Variable(_) | Expression::Traversal(_) => {
            notes.left_out(path, expression, "a reference, whose value stands elsewhere")
        }
        Expression::StringTemplate(_) => notes.left_out(path, expression, "a template, made only when Terraform runs"),
        _ => notes.left_out(path, expression, "an expression, computed only when Terraform runs"),
    }
}

fn read_object(path: &InputPath, object: &Object, notes: &mut Notes) -> Value {
    let mut entries = BTreeMap::new();
    for (key, value) in object {
        let Some(key) = name(key) else {
            notes.note(key, format!("{path}: the key is computed, so its entry is left out."));
            continue;
        };
        let step = Step::Attribute(key.as_str().into());
        if let Some(value) = read(&path.then(step), value.expr(), notes) {
            entries.insert(Arc::from(key), value);
        }
    }
    Value::Object(Arc::new(entries))
}

/// The key of an object's entry, where it is written out.
pub(super) fn name(key: &ObjectKey) -> Option<String> {
    match key {
        ObjectKey::Ident(name) | ObjectKey::Expression(Expression::Variable(name)) => Some(name.as_str().to_owned()),
        ObjectKey::Expression(Expression::String(name)) => Some(name.value().clone()),
        ObjectKey::Expression(Expression::Number(number)) => {
            Some(Number::from_f64(number.value().as_f64()?)?.to_string())
        }
        ObjectKey::Expression(Expression::Bool(value)) => Some(value.value().to_string()),
        ObjectKey::Expression(Expression::Null(_)) => Some("null".to_owned()),
        ObjectKey::Expression(_) => None,
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

impl Notes<'_> {
    fn left_out(&mut self, path: &InputPath, expression: &Expression, kind: &str) -> Option<Value> {
        let source = expression.span().and_then(|span| self.text.get(span)).unwrap_or_default();
        self.note(expression, format!("{path} is left empty: {} is {kind}.", super::short(source)));
        None
    }
}
