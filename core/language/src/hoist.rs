//! Hoists common subexpressions: an expression that stands in several places is evaluated once.
//!
//! A `validation` can refer to its own variable alone, so rules repeat what a local would name. Hoisting moves what has
//! the same value wherever it stands out of them.

use crate::configuration::Configuration;
use crate::expression::{Expr, Operator, Part, Reference};
use crate::packed::Packer;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Configuration {
    /// Moves each expression that stands in several places, or in a `for` on whose elements it does not depend, to
    /// [`Configuration::hoisted`], and leaves an [`Expr::Hoisted`] where it stood.
    #[must_use]
    pub fn hoist(mut self) -> Self {
        let mut uses = Uses::default();
        self.exprs().for_each(|inner| uses.count(inner.expr, !inner.binds.is_empty()));
        let Uses { packer, mut counts } = uses;
        counts.retain(|_, count| *count > 1);
        let slots = counts.into_keys().map(|key| (key, None)).collect();
        let mut hoisted = Hoisted { packer, slots, exprs: Vec::new() };
        self.exprs().for_each(|inner| hoisted.replace(inner.expr));
        self.hoisted = hoisted.exprs;
        self
    }

    /// Every rule, and what is in every other expression: of those, each is evaluated once as it is.
    fn exprs(&mut self) -> impl Iterator<Item = Inner<'_>> {
        let variables = self.variables.iter_mut().flat_map(|variable| &mut variable.rules);
        let checks = self.checks.iter_mut().flat_map(|check| &mut check.asserts);
        let rules = variables.chain(checks).flat_map(|rule| [&mut rule.condition, &mut rule.message]);
        let blocks = self.resources.iter_mut().flat_map(|resource| {
            let own = resource.count.iter_mut().chain(&mut resource.for_each).chain(resource.attributes.values_mut());
            own.chain(resource.body.exprs_mut())
        });
        let outputs = self.outputs.iter_mut().map(|output| &mut output.value);
        let whole = blocks.chain(self.locals.values_mut()).chain(outputs);
        rules.map(|expr| Inner { expr, binds: Vec::new() }).chain(whole.flat_map(inner))
    }
}

/// What makes two expressions the same: their bytes, from one packer.
type Key = Vec<u8>;

/// The expression's key if it has the same value wherever it stands, and finding that is more than looking it up.
fn key(expr: &mut Expr, packer: &mut Packer) -> Option<Key> {
    let is_small = matches!(expr, Expr::Literal(_) | Expr::Reference(_) | Expr::Hoisted(_));
    (!is_small && !is_open(expr, &mut Vec::new())).then(|| packer.bytes_of(expr))
}

/// Whether the value depends on the block's instance or on a name that is bound outside.
fn is_open(expr: &mut Expr, bound: &mut Vec<Arc<str>>) -> bool {
    match expr {
        Expr::Reference(Reference::Bound(name)) => !bound.contains(name),
        Expr::Reference(Reference::EachKey | Reference::EachValue | Reference::CountIndex) => true,
        other => inner(other).into_iter().any(|inner| {
            let outside = bound.len();
            bound.extend(inner.binds);
            let is_open = is_open(inner.expr, bound);
            bound.truncate(outside);
            is_open
        }),
    }
}

/// How often each expression stands.
#[derive(Default)]
struct Uses {
    packer: Packer,
    counts: BTreeMap<Key, usize>,
}

impl Uses {
    /// Counts the places of an expression and of what is in it; one in a loop counts as several.
    fn count(&mut self, expr: &mut Expr, mut is_in_loop: bool) {
        if let Some(key) = key(expr, &mut self.packer) {
            let count = self.counts.entry(key).or_default();
            let is_counted = *count > 0;
            *count += if is_in_loop { 2 } else { 1 };
            if is_counted {
                // It will be evaluated once, and what is in it has been counted.
                return;
            }
            is_in_loop = false;
        }
        for inner in inner(expr) {
            self.count(inner.expr, is_in_loop || !inner.binds.is_empty());
        }
    }
}

/// The expressions that are hoisted.
struct Hoisted {
    packer: Packer,
    /// The place of each in `exprs`, once it is there.
    slots: BTreeMap<Key, Option<usize>>,
    exprs: Vec<Expr>,
}

impl Hoisted {
    fn replace(&mut self, expr: &mut Expr) {
        let hoisted = key(expr, &mut self.packer).and_then(|key| Some((*self.slots.get(&key)?, key)));
        if let Some((Some(slot), _)) = hoisted {
            *expr = Expr::Hoisted(slot);
            return;
        }
        inner(expr).into_iter().for_each(|inner| self.replace(inner.expr));
        if let Some((None, key)) = hoisted {
            let slot = self.exprs.len();
            self.slots.insert(key, Some(slot));
            self.exprs.push(std::mem::replace(expr, Expr::Hoisted(slot)));
        }
    }
}

/// An expression within another.
pub(crate) struct Inner<'a> {
    /// The expression.
    pub(crate) expr: &'a mut Expr,
    /// The names that the other binds for it.
    pub(crate) binds: Vec<Arc<str>>,
}

/// The expressions directly within one.
pub(crate) fn inner(expr: &mut Expr) -> Vec<Inner<'_>> {
    let plain = |expr| Inner { expr, binds: Vec::new() };
    match expr {
        Expr::Literal(_) | Expr::Reference(_) | Expr::Hoisted(_) => Vec::new(),
        Expr::Template(parts) => in_parts(parts, &[]),
        Expr::Tuple(exprs) | Expr::Call(_, exprs, _) => exprs.iter_mut().map(plain).collect(),
        Expr::Object(entries) => entries.iter_mut().flat_map(|(key, value)| [plain(key), plain(value)]).collect(),
        Expr::Traverse(source, operators) => {
            std::iter::once(plain(&mut **source)).chain(in_operators(operators).into_iter().map(plain)).collect()
        }
        Expr::Conditional(parts) => parts.iter_mut().map(plain).collect(),
        Expr::Unary(_, operand) => vec![plain(&mut **operand)],
        Expr::Binary(_, operands) => operands.iter_mut().map(plain).collect(),
        Expr::For(f) => {
            let binds: Vec<_> = f.key.iter().chain([&f.value]).cloned().collect();
            let key = f.into.as_mut().map(|(key, _)| key);
            let body = key.into_iter().chain([&mut f.result]).chain(&mut f.condition);
            let body = body.map(|expr| Inner { expr, binds: binds.clone() });
            std::iter::once(plain(&mut f.collection)).chain(body).collect()
        }
    }
}

fn in_operators(operators: &mut [Operator]) -> Vec<&mut Expr> {
    operators
        .iter_mut()
        .flat_map(|operator| match operator {
            Operator::Attribute(_) => Vec::new(),
            Operator::Index(index) => vec![index],
            Operator::Splat(operators) => in_operators(operators),
        })
        .collect()
}

fn in_parts<'a>(parts: &'a mut [Part], binds: &[Arc<str>]) -> Vec<Inner<'a>> {
    let bound = |expr| Inner { expr, binds: binds.to_vec() };
    parts
        .iter_mut()
        .flat_map(|part| match part {
            Part::Text(_) => Vec::new(),
            Part::Value(expr) => vec![bound(expr)],
            Part::If(condition, then, otherwise) => {
                let branches = in_parts(then, binds).into_iter().chain(in_parts(otherwise, binds));
                std::iter::once(bound(condition)).chain(branches).collect()
            }
            Part::For { key, value, collection, body } => {
                let binds: Vec<_> = binds.iter().chain(&*key).chain([&*value]).cloned().collect();
                std::iter::once(bound(collection)).chain(in_parts(body, &binds)).collect()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, parser};

    fn configuration(locals: &str) -> Configuration {
        let mut files = Files::default();
        files.insert("main.tf", format!("locals {{\n{locals}\n}}\n"));
        parser::parse("", &files).map_or_else(|error| panic!("{error}"), Configuration::hoist)
    }

    /// What is hoisted out of these locals.
    fn hoisted(locals: &str) -> Vec<String> {
        configuration(locals).hoisted.iter().map(|expr| format!("{expr:?}")).collect()
    }

    #[test]
    fn what_stands_twice_is_hoisted_once() {
        let twice = hoisted("a = [lower(var.x), 1]\nb = [2, lower(var.x)]");
        assert_eq!(twice.len(), 1);
        assert!(twice[0].contains("lower"), "{twice:?}");
    }

    #[test]
    fn what_is_within_what_is_hoisted_is_not_hoisted_itself() {
        assert_eq!(hoisted("a = [lower(upper(var.x))]\nb = [lower(upper(var.x))]").len(), 1);
        let outside_too = hoisted("a = [lower(upper(var.x))]\nb = [lower(upper(var.x))]\nc = [upper(var.x)]");
        assert_eq!(outside_too.len(), 2);
        assert!(outside_too[1].contains("Hoisted(0)"), "{outside_too:?}");
        assert_eq!(hoisted("a = [lower(upper(var.x))]\nb = [upper(var.x)]").len(), 1);
    }

    #[test]
    fn what_stands_once_is_hoisted_if_a_loop_would_repeat_it() {
        assert_eq!(hoisted("a = [lower(var.x)]"), [""; 0]);
        assert_eq!(hoisted("a = [for v in var.list : upper(v)]"), [""; 0]);
        assert_eq!(hoisted("a = [for v in lower(var.x) : v]"), [""; 0]);
        assert_eq!(hoisted("a = [for v in var.list : \"${v}${lower(var.x)}\"]").len(), 1);
        assert_eq!(hoisted("a = \"%{for v in var.list}${lower(var.x)}%{endfor}\"").len(), 1);
    }

    #[test]
    fn what_depends_on_where_it_stands_is_not_hoisted() {
        for name in ["v", "each.key", "each.value", "count.index"] {
            let loops = format!("a = [for v in var.x : lower({name})]\nb = [for v in var.y : lower({name})]");
            assert_eq!(hoisted(&loops), [""; 0], "{name}");
        }
        let of_its_own = "[for v in var.x : lower(v)]";
        assert_eq!(hoisted(&format!("a = [{of_its_own}]\nb = [{of_its_own}]")).len(), 1);
    }

    #[test]
    fn a_cycle_through_what_is_hoisted_is_an_error() {
        let configuration = configuration("a = [lower(local.b)]\nb = [lower(local.b), 1]");
        let variables = BTreeMap::new();
        let scope = crate::evaluate::Scope::new(&configuration, &variables);
        let error = scope.local(&"a".into()).unwrap_err();
        assert_eq!(error.to_string(), "local.b refers to itself");
        assert_eq!(scope.local(&"a".into()), Err(error));
    }
}
