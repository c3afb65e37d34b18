//! Leaves out what nobody reads: for a build that carries a configuration with it.

use crate::body::Body;
use crate::configuration::{Configuration, ResourceBlock};
use crate::expression::{Expr, Operator, Reference};
use crate::hoist::inner;
use crate::value::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Configuration {
    /// The configuration without the locals, the arguments and inner blocks of resources and the hoisted expressions that neither a rule,
    /// an output, a `count`, a `for_each` nor one of the locals in `read` comes to.
    #[must_use]
    pub fn without_unread(mut self, read: impl IntoIterator<Item: Into<Arc<str>>>) -> Self {
        let mut reached = Reached::default();
        self.roots().iter_mut().for_each(|root| reached.visit(root, &self));
        for name in read {
            reached.visit(&mut Expr::Reference(Reference::Local(name.into())), &self);
        }
        self.locals.retain(|name, _| reached.locals.contains(name));
        for block in &mut self.resources {
            let block_key = key(block);
            block.attributes.retain(|name, _| reached.arguments.contains(&(block_key.clone(), name.clone())));
            block.body = Body::default();
        }
        self.forget_hoisted(&reached);
        self
    }

    /// The resources with all that they set, and what that comes to: no variables, rules and outputs.
    #[must_use]
    pub fn resources_alone(self) -> Self {
        let mut alone = Self { variables: Vec::new(), checks: Vec::new(), outputs: Vec::new(), ..self };
        let mut reached = Reached::default();
        for block in alone.resources.clone() {
            block.exprs().into_iter().for_each(|expr| reached.visit(&mut expr.clone(), &alone));
        }
        alone.locals.retain(|name, _| reached.locals.contains(name));
        alone.forget_hoisted(&reached);
        alone
    }

    fn forget_hoisted(&mut self, reached: &Reached) {
        for (slot, expr) in self.hoisted.iter_mut().enumerate() {
            if !reached.hoisted.contains(&slot) {
                // The others keep their places.
                *expr = Expr::Literal(Value::Null);
            }
        }
    }

    fn roots(&self) -> Vec<Expr> {
        let rules = self.variables.iter().flat_map(|variable| &variable.rules);
        let rules = rules.chain(self.checks.iter().flat_map(|check| &check.asserts));
        let counts = self.resources.iter().flat_map(|block| block.count.iter().chain(&block.for_each));
        let outputs = self.outputs.iter().map(|output| &output.value);
        rules.flat_map(|rule| [&rule.condition, &rule.message]).chain(counts).chain(outputs).cloned().collect()
    }
}

type Key = (Arc<str>, Arc<str>);

fn key(block: &ResourceBlock) -> Key {
    (block.resource_type.clone(), block.name.clone())
}

/// The resource that an expression reads, and which of its arguments; all where none is named.
fn read_of_resource(expr: &Expr) -> Option<(Key, Vec<Arc<str>>)> {
    let (source, names) = match expr {
        Expr::Traverse(source, operators) => (&**source, attributes(operators)),
        other => (other, Vec::new()),
    };
    match source {
        Expr::Reference(Reference::Resource(resource_type, name)) => {
            Some(((resource_type.clone(), name.clone()), names))
        }
        _ => None,
    }
}

/// What the roots come to.
#[derive(Default)]
struct Reached {
    locals: BTreeSet<Arc<str>>,
    arguments: BTreeSet<(Key, Arc<str>)>,
    hoisted: BTreeSet<usize>,
}

impl Reached {
    /// Goes through an expression, and through what it comes to for the first time.
    fn visit(&mut self, expr: &mut Expr, configuration: &Configuration) {
        let of_resource = read_of_resource(expr);
        let mut next: Vec<Expr> = match expr {
            Expr::Hoisted(slot) if self.hoisted.insert(*slot) => {
                configuration.hoisted.get(*slot).cloned().into_iter().collect()
            }
            Expr::Reference(Reference::Local(name)) if self.locals.insert(name.clone()) => {
                configuration.locals.get(name).cloned().into_iter().collect()
            }
            _ => of_resource.iter().flat_map(|(this, names)| self.arguments(this, names, configuration)).collect(),
        };
        next.iter_mut().for_each(|expr| self.visit(expr, configuration));
        // Visited by itself, all of the resource would be read.
        let within = inner(expr).into_iter().skip(usize::from(of_resource.is_some()));
        within.for_each(|inner| self.visit(inner.expr, configuration));
    }

    /// What the arguments of a resource are set to, those of these names or all, that are reached for the first time.
    fn arguments(&mut self, this: &Key, names: &[Arc<str>], configuration: &Configuration) -> Vec<Expr> {
        let blocks = configuration.resources.iter().filter(|block| key(block) == *this);
        let arguments = blocks.flat_map(|block| &block.attributes);
        let read = arguments.filter(|(name, _)| names.is_empty() || names.contains(name));
        read.filter(|(name, _)| self.arguments.insert((this.clone(), (*name).clone())))
            .map(|(_, expr)| expr.clone())
            .collect()
    }
}

/// The attributes that operators name.
fn attributes(operators: &[Operator]) -> Vec<Arc<str>> {
    let names = |operator: &Operator| match operator {
        Operator::Attribute(name) => vec![name.clone()],
        Operator::Index(_) => Vec::new(),
        Operator::Splat(operators) => attributes(operators),
    };
    operators.iter().flat_map(names).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, parser};

    fn pruned(text: &str, read: &[&str]) -> Configuration {
        let mut files = Files::default();
        files.insert("main.tf", text.to_owned());
        let configuration = parser::parse("", &files).unwrap_or_else(|error| panic!("{error}"));
        configuration.hoist().without_unread(read.iter().copied())
    }

    #[test]
    fn locals_that_nothing_comes_to_are_left_out() {
        let text =
            "locals {\n  a = local.b\n  b = 1\n  c = 2\n  d = local.c\n}\noutput \"o\" {\n  value = local.a\n}\n";
        let names = |read: &[&str]| pruned(text, read).locals.keys().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(&[]), ["a", "b"]);
        assert_eq!(names(&["d"]), ["a", "b", "c", "d"]);
    }

    #[test]
    fn arguments_stay_where_something_reads_them() {
        let text = r#"
            resource "t" "read" {
              x = local.a
              y = local.b
            }
            resource "t" "looped" {
              x = local.c
              y = local.d
            }
            resource "t" "unread" {
              count = local.e
              x     = local.f
            }
            locals {
              a = 1
              b = 2
              c = 3
              d = 4
              e = 5
              f = 6
            }
            output "o" {
              value = [t.read[*].x, [for each in t.looped : each.x]]
            }
        "#;
        let configuration = pruned(text, &[]);
        let arguments: Vec<_> = configuration.resources.iter().map(|block| block.attributes.len()).collect();
        assert_eq!(arguments, [1, 2, 0]);
        assert_eq!(configuration.locals.keys().map(ToString::to_string).collect::<Vec<_>>(), ["a", "c", "d", "e"]);
    }

    #[test]
    fn what_is_hoisted_keeps_its_place() {
        let text = "locals {\n  a = [lower(var.x), 1]\n  b = [lower(var.x), 2]\n  c = [lower(var.y), 1]\n  d = \
                    [lower(var.y), 2]\n}\n";
        let configuration = pruned(text, &["c", "d"]);
        assert_eq!(configuration.hoisted.len(), 2);
        let shown = format!("{:?}", configuration.hoisted);
        assert!(shown.contains("\"y\"") && !shown.contains("\"x\""), "{shown}");
    }
}
