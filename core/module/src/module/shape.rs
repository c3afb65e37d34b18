//! What the page needs to know of a variable, read from the form of its rules.

use super::{Mode, Variable};
use hcl_edit::expr::BinaryOperator;
use terraform_language::Value;
use terraform_language::configuration::{Configuration, VariableBlock};
use terraform_language::expression::{Expr, Operator, Reference};

/// The variable with its choices and modes.
pub(super) fn variable(declared: &VariableBlock, contract: &Configuration) -> Variable {
    let choices = declared.rules.iter().find_map(|rule| choices(&rule.condition, &declared.name)).unwrap_or_default();
    let modes = contract.validations().filter_map(|rule| modes(&rule.condition, &declared.name)).collect();
    Variable::of(declared, choices, modes)
}

/// The values that a condition allows, when it has the form `contains([…], var.x)`, alone, behind
/// `var.x == null ? true :`, or for each element in `alltrue([for v in var.x : contains([…], v)])`.
fn choices(condition: &Expr, name: &str) -> Option<Vec<Value>> {
    match condition {
        Expr::Conditional(parts) => match &**parts {
            [_, Expr::Literal(Value::Bool(true)), rest] => choices(rest, name),
            _ => None,
        },
        Expr::Call(function, arguments, _) if function.name == "alltrue" => match arguments.as_slice() {
            [Expr::For(f)] if is_variable(&f.collection, name) && f.condition.is_none() => {
                contained(&f.result, |expr| matches!(expr, Expr::Reference(Reference::Bound(b)) if *b == f.value))
            }
            _ => None,
        },
        other => contained(other, |expr| is_variable(expr, name)),
    }
}

fn contained(condition: &Expr, is_subject: impl Fn(&Expr) -> bool) -> Option<Vec<Value>> {
    let Expr::Call(function, arguments, _) = condition else {
        return None;
    };
    let [Expr::Tuple(listed), subject] = arguments.as_slice() else {
        return None;
    };
    let literal = |expr: &Expr| match expr {
        Expr::Literal(value) => Some(value.clone()),
        _ => None,
    };
    (function.name == "contains" && is_subject(subject)).then(|| listed.iter().map(literal).collect())?
}

fn is_variable(expr: &Expr, name: &str) -> bool {
    matches!(expr, Expr::Reference(Reference::Variable(variable)) if **variable == *name)
}

/// The modes that a condition of the form `inputs.mode == "v" || … || inputs.x == null` ties the variable to.
fn modes(condition: &Expr, name: &str) -> Option<Vec<Mode>> {
    let mut alternatives = Vec::new();
    flatten(condition, &mut alternatives);
    let (last, selectors) = alternatives.split_last()?;
    let (subject, Value::Null) = equality(last)? else {
        return None;
    };
    let mode = |expr: &&Expr| match equality(expr)? {
        (selector, Value::String(value)) => Some(Mode { selector: selector.into(), value: value.to_string() }),
        _ => None,
    };
    (subject == name && !selectors.is_empty()).then(|| selectors.iter().map(mode).collect())?
}

fn flatten<'a>(expr: &'a Expr, into: &mut Vec<&'a Expr>) {
    match expr {
        Expr::Binary(BinaryOperator::Or, operands) => operands.iter().for_each(|operand| flatten(operand, into)),
        other => into.push(other),
    }
}

/// The input and the literal of `var.inputs.x == literal`.
fn equality(expr: &Expr) -> Option<(&str, &Value)> {
    let Expr::Binary(BinaryOperator::Eq, operands) = expr else {
        return None;
    };
    let [Expr::Traverse(source, operators), Expr::Literal(value)] = &**operands else {
        return None;
    };
    match (&**source, operators.as_slice()) {
        (Expr::Reference(Reference::Variable(inputs)), [Operator::Attribute(name)]) if **inputs == *"inputs" => {
            Some((name, value))
        }
        _ => None,
    }
}
