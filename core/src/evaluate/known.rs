//! Whether an expression rests on anything unknown, as `can` and `try` ask.

use super::{Evaluator, traverse};
use crate::Value;
use crate::expression::{Expr, Operator, Part, Reference};
use std::sync::Arc;

impl Evaluator<'_> {
    /// Whether any value that the expression refers to is not wholly known. Terraform's `can` and `try` then give no
    /// answer, whichever part of the expression would be used.
    ///
    /// A reference counts with the attributes and literal indexes that follow it; one that fails rests on nothing.
    pub(super) fn depends_on_unknown(&mut self, expr: &Expr) -> bool {
        let mut inner = Vec::new();
        self.rests_on_unknown(expr, &mut inner)
    }

    fn rests_on_unknown(&mut self, expr: &Expr, inner: &mut Vec<Arc<str>>) -> bool {
        match expr {
            Expr::Literal(_) => false,
            Expr::Reference(reference) => self.target_unknown(reference, &[], inner),
            Expr::Traverse(source, operators) => {
                let source_unknown = match &**source {
                    Expr::Reference(reference) => self.target_unknown(reference, operators, inner),
                    source => self.rests_on_unknown(source, inner),
                };
                source_unknown || self.any_operator(operators, inner)
            }
            Expr::Template(parts) => self.any_part(parts, inner),
            Expr::Tuple(exprs) | Expr::Call(_, exprs, _) => exprs.iter().any(|e| self.rests_on_unknown(e, inner)),
            Expr::Object(entries) => {
                entries.iter().any(|(k, v)| self.rests_on_unknown(k, inner) || self.rests_on_unknown(v, inner))
            }
            Expr::Conditional(parts) => parts.iter().any(|e| self.rests_on_unknown(e, inner)),
            Expr::Unary(_, operand) => self.rests_on_unknown(operand, inner),
            Expr::Binary(_, operands) => operands.iter().any(|e| self.rests_on_unknown(e, inner)),
            Expr::For(f) => {
                if self.rests_on_unknown(&f.collection, inner) {
                    return true;
                }
                let outside = inner.len();
                inner.extend(f.key.iter().chain([&f.value]).cloned());
                let parts = f.into.iter().map(|(key, _)| key).chain([&f.result]).chain(&f.condition);
                let unknown = parts.into_iter().any(|e| self.rests_on_unknown(e, inner));
                inner.truncate(outside);
                unknown
            }
        }
    }

    fn any_operator(&mut self, operators: &[Operator], inner: &mut Vec<Arc<str>>) -> bool {
        operators.iter().any(|operator| match operator {
            Operator::Attribute(_) => false,
            Operator::Index(index) => self.rests_on_unknown(index, inner),
            Operator::Splat(nested) => self.any_operator(nested, inner),
        })
    }

    fn any_part(&mut self, parts: &[Part], inner: &mut Vec<Arc<str>>) -> bool {
        parts.iter().any(|part| match part {
            Part::Text(_) => false,
            Part::Value(expr) => self.rests_on_unknown(expr, inner),
            Part::If(condition, then, otherwise) => {
                self.rests_on_unknown(condition, inner) || self.any_part(then, inner) || self.any_part(otherwise, inner)
            }
            Part::For { key, value, collection, body } => {
                if self.rests_on_unknown(collection, inner) {
                    return true;
                }
                let outside = inner.len();
                inner.extend(key.iter().chain([value]).cloned());
                let unknown = self.any_part(body, inner);
                inner.truncate(outside);
                unknown
            }
        })
    }

    /// Whether what a reference leads to, as far as its operators are fixed, is not wholly known. Names that the
    /// expression itself binds do not count: what they go through does.
    fn target_unknown(&mut self, reference: &Reference, operators: &[Operator], inner: &[Arc<str>]) -> bool {
        if let Reference::Bound(name) = reference
            && inner.contains(name)
        {
            return false;
        }
        let fixed = operators
            .iter()
            .take_while(|operator| matches!(operator, Operator::Attribute(_) | Operator::Index(Expr::Literal(_))));
        let Ok(mut value) = self.reference(reference) else {
            return false;
        };
        for operator in fixed {
            let next = match operator {
                Operator::Attribute(name) => traverse::attribute(&value, name),
                Operator::Index(Expr::Literal(key)) => traverse::index(&value, key),
                Operator::Index(_) | Operator::Splat(_) => return !Value::is_wholly_known(&value),
            };
            match next {
                Ok(next) => value = next,
                Err(_) => return false,
            }
        }
        !value.is_wholly_known()
    }
}
