//! Which variables and resources an expression comes to, through locals.

use crate::configuration::{Configuration, ResourceBlock};
use crate::expression::{Expr, Operator, Reference};
use crate::hoist::{Inner, inner};
use crate::value::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The variables and resources that stand behind expressions of a configuration.
pub struct Reach<'a> {
    configuration: &'a Configuration,
    locals: RefCell<BTreeMap<LocalPart, BTreeSet<Part>>>,
    /// The names that a `for` around an expression binds, the innermost last.
    bound: RefCell<Vec<Bound>>,
}

/// A name that a `for` binds, and the texts that it goes through where these are written out.
type Bound = (Arc<str>, Option<Texts>);

/// The texts of a list that is written out.
type Texts = Vec<Arc<str>>;

/// A local, and the attribute of it where one alone is read.
type LocalPart = (Arc<str>, Option<Arc<str>>);

/// A variable or a resource, and the attribute where one alone is read of the variable or of the resource's instances.
pub type Part = (Reference, Option<Arc<str>>);

impl<'a> Reach<'a> {
    /// For expressions of this configuration.
    pub fn new(configuration: &'a Configuration) -> Self {
        Self { configuration, locals: RefCell::default(), bound: RefCell::default() }
    }

    /// Every [`Reference::Variable`] and [`Reference::Resource`] that the expression comes to; of a local that is an
    /// object, only what the attribute comes to that is read. Through resources it does not go.
    pub fn of(&self, expr: &Expr) -> BTreeSet<Reference> {
        self.parts_of(expr).into_iter().map(|(reference, _)| reference).collect()
    }

    /// As [`Reach::of`], with the attributes that are read.
    pub fn parts_of(&self, expr: &Expr) -> BTreeSet<Part> {
        let mut found = BTreeSet::new();
        self.visit(&mut expr.clone(), &mut found);
        found
    }

    /// The locals of which something that was asked about reads one attribute alone. It is worth what that attribute comes
    /// to only while no other attribute of the local is an error.
    pub fn read_in_part(&self) -> BTreeSet<Arc<str>> {
        let is_part = |(name, attribute): &&LocalPart| {
            let read = self.configuration.locals.get(name).zip(attribute.as_ref());
            read.is_some_and(|(expr, attribute)| entry(expr, attribute).is_some())
        };
        self.locals.borrow().keys().filter(is_part).map(|(name, _)| name.clone()).collect()
    }

    /// The resources that a block depends on directly, those of `depends_on` among them.
    pub fn of_resource(&self, resource: &ResourceBlock) -> BTreeSet<Reference> {
        let mut found: BTreeSet<_> = resource.exprs().into_iter().flat_map(|expr| self.of(expr)).collect();
        found.extend(resource.body.depends_on.iter().cloned());
        found.retain(|reference| matches!(reference, Reference::Resource(..)));
        found
    }

    fn visit(&self, expr: &mut Expr, found: &mut BTreeSet<Part>) {
        match expr {
            Expr::Hoisted(slot) => {
                if let Some(hoisted) = self.configuration.hoisted.get(*slot) {
                    self.visit(&mut hoisted.clone(), found);
                }
            }
            Expr::Reference(Reference::Local(name)) => found.extend(self.local(name, None)),
            Expr::Reference(reference) => {
                if matches!(reference, Reference::Variable(_) | Reference::Resource(..)) {
                    found.insert((reference.clone(), None));
                }
            }
            Expr::Traverse(source, operators) => {
                match (&**source, operators.as_slice()) {
                    (Expr::Reference(Reference::Local(name)), [Operator::Attribute(attribute), ..]) => {
                        found.extend(self.local(name, Some(attribute.clone())));
                    }
                    (Expr::Reference(variable @ Reference::Variable(_)), [operator, ..]) => {
                        match self.named(operator) {
                            Some(names) => found.extend(names.into_iter().map(|name| (variable.clone(), Some(name)))),
                            None => self.visit(source, found),
                        }
                    }
                    (Expr::Reference(reference @ Reference::Resource(..)), operators) => {
                        found.insert((reference.clone(), self.attribute(reference, operators)));
                    }
                    _ => self.visit(source, found),
                }
                // The indexes; the source has been visited.
                inner(expr).into_iter().skip(1).for_each(|inner| self.visit(inner.expr, found));
            }
            Expr::For(f) => {
                let texts = self.texts(&f.collection);
                self.visit_inner(expr, texts.as_ref(), found);
            }
            other => self.visit_inner(other, None, found),
        }
    }

    /// What is within an expression; `texts` are those that its own name for an element goes through.
    fn visit_inner(&self, expr: &mut Expr, texts: Option<&Texts>, found: &mut BTreeSet<Part>) {
        for Inner { expr, binds } in inner(expr) {
            let outside = self.bound.borrow().len();
            // The name of the element comes after that of its key.
            let last = binds.len().saturating_sub(1);
            let bound = binds.into_iter().enumerate();
            let bound = bound.map(|(place, name)| (name, texts.filter(|_| place == last).cloned()));
            self.bound.borrow_mut().extend(bound);
            self.visit(expr, found);
            self.bound.borrow_mut().truncate(outside);
        }
    }

    /// The attributes that an operator reads of an object, where they are written out.
    fn named(&self, operator: &Operator) -> Option<Texts> {
        match operator {
            Operator::Attribute(name) | Operator::Index(Expr::Literal(Value::String(name))) => Some(vec![name.clone()]),
            Operator::Index(Expr::Reference(Reference::Bound(name))) => {
                let bound = self.bound.borrow();
                bound.iter().rfind(|(other, _)| other == name).and_then(|(_, texts)| texts.clone())
            }
            Operator::Index(_) | Operator::Splat(_) => None,
        }
    }

    /// The texts of a list that is written out.
    fn texts(&self, list: &Expr) -> Option<Texts> {
        let text = |element: &Expr| match element {
            Expr::Literal(Value::String(text)) => Some(text.clone()),
            _ => None,
        };
        match list {
            Expr::Tuple(elements) => elements.iter().map(text).collect(),
            Expr::Hoisted(slot) => self.configuration.hoisted.get(*slot).and_then(|list| self.texts(list)),
            _ => None,
        }
    }

    /// The attribute of a resource's instances that operators read.
    fn attribute(&self, reference: &Reference, operators: &[Operator]) -> Option<Arc<str>> {
        let is_it = |block: &&ResourceBlock| block.reference() == *reference;
        let block = self.configuration.resources.iter().find(is_it)?;
        let of_instance = match operators {
            // Of a resource without a key it is an attribute that an index names.
            [Operator::Index(_), rest @ ..] if block.count.is_some() || block.for_each.is_some() => rest,
            [Operator::Splat(inner), ..] => inner,
            operators => operators,
        };
        match of_instance.first()? {
            Operator::Attribute(name) => Some(name.clone()),
            Operator::Index(_) | Operator::Splat(_) => None,
        }
    }

    fn local(&self, name: &Arc<str>, attribute: Option<Arc<str>>) -> BTreeSet<Part> {
        let key = (name.clone(), attribute);
        if let Some(known) = self.locals.borrow().get(&key) {
            return known.clone();
        }
        // A local that refers to itself ends here.
        self.locals.borrow_mut().insert(key.clone(), BTreeSet::new());
        let mut found = BTreeSet::new();
        if let Some(expr) = self.configuration.locals.get(name) {
            let part = key.1.as_ref().and_then(|attribute| entry(expr, attribute));
            self.visit(&mut part.unwrap_or(expr).clone(), &mut found);
        }
        self.locals.borrow_mut().insert(key, found.clone());
        found
    }
}

/// The value of an attribute where the expression is an object that is written out.
fn entry<'e>(expr: &'e Expr, attribute: &str) -> Option<&'e Expr> {
    let Expr::Object(entries) = expr else { return None };
    let is_it = |key: &Expr| matches!(key, Expr::Literal(Value::String(name)) if **name == *attribute);
    entries.iter().find(|(key, _)| is_it(key)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, parser};

    fn reached(locals: &str) -> Vec<String> {
        let mut files = Files::default();
        files.insert("main.tf", format!("locals {{\n{locals}\n}}\n"));
        let configuration = parser::parse("", &files).map_or_else(|error| panic!("{error}"), Configuration::hoist);
        let found = Reach::new(&configuration).of(&configuration.locals["x"]);
        let text = |reference: &Reference| match reference {
            Reference::Variable(name) => format!("var.{name}"),
            Reference::Resource(ty, name) => format!("{ty}.{name}"),
            other => panic!("{other:?}"),
        };
        found.iter().map(text).collect()
    }

    #[test]
    fn goes_through_locals_to_variables_and_resources() {
        assert_eq!(
            reached("x = \"${local.y}-${thing.one.id}\"\ny = [var.a, local.z]\nz = var.b"),
            ["var.a", "var.b", "thing.one"]
        );
    }

    #[test]
    fn of_an_object_goes_through_the_attribute_that_is_read() {
        assert_eq!(reached("x = local.y.a\ny = { a = var.a, b = var.b }"), ["var.a"]);
        assert_eq!(reached("x = local.y\ny = { a = var.a, b = var.b }"), ["var.a", "var.b"]);
    }

    #[test]
    fn of_a_resource_tells_the_attribute_that_is_read() {
        let mut files = Files::default();
        let read = "[t.one.a, t.many[0].b, t.many[*].c, t.many[0], t.one[\"d\"].e, t.many]";
        let blocks = "resource \"t\" \"one\" {}\nresource \"t\" \"many\" {\n  count = 2\n}";
        files.insert("main.tf", format!("{blocks}\nlocals {{\n  x = {read}\n}}\n"));
        let configuration = parser::parse("", &files).unwrap_or_else(|error| panic!("{error}"));
        let read = Reach::new(&configuration).parts_of(&configuration.locals["x"]);
        let text = |(reference, attribute): &Part| match reference {
            Reference::Resource(_, name) => format!("{name} {}", attribute.as_deref().unwrap_or("whole")),
            other => panic!("{other:?}"),
        };
        let read: Vec<_> = read.iter().map(text).collect();
        assert_eq!(read, ["many whole", "many b", "many c", "one whole", "one a"]);
    }

    #[test]
    fn of_a_variable_tells_the_attributes_that_are_gone_through() {
        let read = |expression: &str| {
            let mut files = Files::default();
            files.insert("main.tf", format!("locals {{\n  x = {expression}\n}}\n"));
            let configuration = parser::parse("", &files).unwrap_or_else(|error| panic!("{error}"));
            let read = Reach::new(&configuration).parts_of(&configuration.locals["x"]);
            read.into_iter()
                .map(|(_, attribute)| attribute.as_deref().unwrap_or("whole").to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(read("[for name in [\"a\", \"b\"] : var.v[name]]"), ["a", "b"]);
        assert_eq!(read("var.v[\"a\"]"), ["a"]);
        assert_eq!(read("[for name, _ in [\"a\"] : var.v[name]]"), ["whole"], "the name of a key");
        assert_eq!(read("[for n in [\"a\"] : [for n in keys(var.v) : var.v[n]]]"), ["whole"], "bound anew within");
        assert_eq!(
            read("[for n in [\"a\"] : \"%{ for n in [0] }${var.v[n]}%{ endfor }\"]"),
            ["whole"],
            "in a template"
        );
        assert_eq!(read("[for n in [var.w] : var.v[n]]"), ["whole", "whole"], "not written out");
    }

    #[test]
    fn ends_where_a_local_refers_to_itself() {
        assert_eq!(reached("x = [local.y]\ny = [local.x, var.a]"), ["var.a"]);
    }
}
