//! What an expression refers to, without evaluating it.

use crate::Value;
use crate::expression::{Expr, Operator, Reference};
use crate::hoist::inner;
use std::sync::Arc;

/// A reference with the names that follow it, as far as they are written out: of `local.a.b["c"][0]` these are `b` and
/// `c`.
pub type Mention = (Reference, Vec<Arc<str>>);

impl Expr {
    /// Every reference in the expression, in the order of the text.
    pub fn mentions(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        collect(&mut self.clone(), &mut found);
        found
    }

    /// How deep expressions stand within each other in it; 1 where none does.
    pub fn nesting(&self) -> usize {
        depth(&mut self.clone())
    }

    /// The expression with every reference unknown that is not known.
    #[must_use]
    pub fn opened(mut self, is_known: &dyn Fn(&Reference) -> bool) -> Self {
        open(&mut self, is_known);
        self
    }
}

fn collect(expr: &mut Expr, found: &mut Vec<Mention>) {
    match expr {
        Expr::Reference(reference) => found.push((reference.clone(), Vec::new())),
        Expr::Traverse(source, operators) if matches!(**source, Expr::Reference(_)) => {
            if let Expr::Reference(reference) = &**source {
                found.push((reference.clone(), names(operators)));
            }
            inner(expr).into_iter().skip(1).for_each(|inner| collect(inner.expr, found));
        }
        other => inner(other).into_iter().for_each(|inner| collect(inner.expr, found)),
    }
}

fn depth(expr: &mut Expr) -> usize {
    1 + inner(expr).into_iter().map(|inner| depth(inner.expr)).max().unwrap_or_default()
}

fn names(operators: &[Operator]) -> Vec<Arc<str>> {
    let name = |operator: &Operator| match operator {
        Operator::Attribute(name) | Operator::Index(Expr::Literal(Value::String(name))) => Some(name.clone()),
        Operator::Index(_) | Operator::Splat(_) => None,
    };
    operators.iter().map_while(name).collect()
}

fn open(expr: &mut Expr, is_known: &dyn Fn(&Reference) -> bool) {
    if let Expr::Reference(reference) = expr
        && !is_known(reference)
    {
        *reference = Reference::Other;
    }
    inner(expr).into_iter().for_each(|inner| open(inner.expr, is_known));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    #[test]
    fn references_are_named_with_what_follows_them() {
        let expression = source::expression("f(local.a.b[\"c\"][0].d, [for x in var.y : \"${x}-${local.z}\"])");
        let mentions = Expr::read_open(&expression.expect("HCL")).mentions();
        // The function is not known here, and so is unknown with all that it is given.
        assert_eq!(mentions, [(Reference::Other, Vec::new())]);
        let expression = source::expression("concat(local.a.b[\"c\"][0].d, [for x in var.y : \"${x}-${local.z}\"])");
        let mentions = Expr::read_open(&expression.expect("HCL")).mentions();
        let named =
            |reference: Reference, names: &[&str]| (reference, names.iter().map(|name| Arc::from(*name)).collect());
        assert_eq!(
            mentions,
            [
                named(Reference::Local("a".into()), &["b", "c"]),
                named(Reference::Variable("y".into()), &[]),
                named(Reference::Bound("x".into()), &[]),
                named(Reference::Local("z".into()), &[]),
            ]
        );
    }
}
