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

/// What expressions come to that read some locals by one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyed {
    /// The locals of which they read the entry under the key of what they are about.
    pub by_key: BTreeSet<Arc<str>>,
    /// Locals of which they read one entry, each with its key.
    pub entries: BTreeSet<(Arc<str>, Arc<str>)>,
    /// The variables and resources that they come to otherwise.
    pub rest: BTreeSet<Part>,
}

/// What the entries of a local come to, which is a `for` that makes an object under the keys of what it goes through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyedLocal {
    /// The local of whose entries each entry is made; none where a key is all that is known of an element.
    pub of: Option<Arc<str>>,
    /// What each entry comes to besides.
    pub entry: Keyed,
}

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

    /// What the entries of a local come to, key by key; `None` where one may depend on all that is gone through.
    pub fn of_entries(&self, local: &Expr) -> Option<KeyedLocal> {
        let Expr::For(of) = local else { return None };
        let name = of.own_key_name()?;
        let source = match self.unhoisted(&of.collection) {
            Expr::Reference(Reference::Local(source)) => Some(source.clone()),
            _ => None,
        };
        if of.key.is_some() && (source.is_none() || of.key.as_ref() != Some(name)) {
            return None;
        }
        let body = [&of.result].into_iter().chain(&of.condition);
        let entry = self.keyed(body, &Reference::Bound(name.clone()));
        Some(KeyedLocal { of: source.filter(|_| of.key.is_some()), entry })
    }

    /// What one instance of a resource comes to, bar its key; `None` where it may depend on the others, or on a value.
    pub fn of_instance(&self, resource: &ResourceBlock) -> Option<Keyed> {
        let counted: Vec<_> = resource.count.iter().chain(&resource.for_each).collect();
        let own = resource.exprs().into_iter().filter(|expr| !counted.iter().any(|other| std::ptr::eq(*other, *expr)));
        let own: Vec<_> = own.collect();
        let has_value = own.iter().any(|expr| self.reads(expr, &Reference::EachValue));
        (!has_value).then(|| self.keyed(own, &Reference::EachKey))
    }

    fn keyed<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>, key: &Reference) -> Keyed {
        let mut keyed = Keyed::default();
        for expr in exprs {
            let mut rest = expr.clone();
            self.take_entries(&mut rest, key, &mut keyed);
            keyed.rest.extend(self.parts_of(&rest));
        }
        keyed
    }

    /// Takes what reads one entry of a local out of an expression.
    fn take_entries(&self, expr: &mut Expr, key: &Reference, keyed: &mut Keyed) {
        if let Expr::Hoisted(_) = expr {
            *expr = self.unhoisted(expr).clone();
        }
        if let Expr::Traverse(source, operators) = expr
            && let (Expr::Reference(Reference::Local(local)), Some(Operator::Index(index))) =
                (&**source, operators.first())
        {
            let is_taken = match index {
                Expr::Literal(Value::String(text)) => {
                    keyed.entries.insert((local.clone(), text.clone()));
                    true
                }
                Expr::Reference(reference) if reference == key => {
                    keyed.by_key.insert(local.clone());
                    true
                }
                _ => false,
            };
            if is_taken {
                **source = Expr::Literal(Value::Null);
                operators.remove(0);
            }
        }
        for Inner { expr, binds } in inner(expr) {
            // The name means something else in there.
            let is_bound_anew = |name: &Arc<str>| *key == Reference::Bound(name.clone());
            if !binds.iter().any(is_bound_anew) {
                self.take_entries(expr, key, keyed);
            }
        }
    }

    fn unhoisted<'e>(&'e self, expr: &'e Expr) -> &'e Expr {
        match expr {
            Expr::Hoisted(slot) => self.configuration.hoisted.get(*slot).map_or(expr, |expr| self.unhoisted(expr)),
            other => other,
        }
    }

    fn reads(&self, expr: &Expr, reference: &Reference) -> bool {
        match self.unhoisted(expr) {
            Expr::Reference(other) => other == reference,
            other => inner(&mut other.clone()).into_iter().any(|inner| self.reads(inner.expr, reference)),
        }
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

    /// What the entries of `local.x` come to, and an instance of `t.many`, in words.
    fn entries(locals: &str, block: &str) -> (Option<String>, Option<String>) {
        let mut files = Files::default();
        files.insert("main.tf", format!("locals {{\n{locals}\n}}\nresource \"t\" \"many\" {{\n{block}\n}}\n"));
        let configuration = parser::parse("", &files).map_or_else(|error| panic!("{error}"), Configuration::hoist);
        let words = |Keyed { by_key, entries, rest }: Keyed| {
            let rest = rest.iter().map(|(reference, _)| match reference {
                Reference::Variable(name) => format!("var.{name}"),
                other => panic!("{other:?}"),
            });
            let by_key = by_key.iter().map(|name| format!("{name}[key]"));
            let entries = entries.iter().map(|(name, key)| format!("{name}[{key}]"));
            by_key.chain(entries).chain(rest).collect::<Vec<_>>().join(" ")
        };
        let reach = Reach::new(&configuration);
        let of_local = reach.of_entries(&configuration.locals["x"]);
        let of_local = of_local.map(|it| format!("{}: {}", it.of.as_deref().unwrap_or("key"), words(it.entry)));
        (of_local, reach.of_instance(&configuration.resources[0]).map(words))
    }

    #[test]
    fn of_an_entry_tells_the_entries_that_it_is_made_of() {
        let of = |x: &str| entries(&format!("x = {x}\ny = {{ a = var.y }}\nz = {{ a = var.z }}"), "").0;
        let of = |x: &str| of(x).unwrap_or_else(|| "all".into());
        assert_eq!(of("{ for k, v in local.y : k => [v, local.z[k], var.a] }"), "y: z[key] var.a");
        assert_eq!(of("{ for k, v in local.y : k => local.z[\"a\"].b if v != var.b }"), "y: z[a] var.b");
        assert_eq!(of("{ for k in keys(local.y) : k => [local.z[k], local.y[k]] }"), "key: y[key] z[key]");
        assert_eq!(of("{ for k, v in local.y : k => keys(local.z) }"), "y: var.z", "all of z");
        assert_eq!(of("{ for k, v in local.y : k => [for k in [1] : local.z[k]] }"), "y: var.z", "another k");
        assert_eq!(of("{ for k, v in var.m : k => v }"), "all", "what an element was nobody tells");
        assert_eq!(of("{ for k, v in local.y : v => k }"), "all", "under another key");
        assert_eq!(of("{ for k, v in local.y : k => v... }"), "all", "grouped");
        assert_eq!(of("[for k, v in local.y : k]"), "all", "no object");
    }

    #[test]
    fn of_an_instance_tells_the_entries_that_it_reads() {
        let of = |block: &str| entries("x = 1\ny = { a = var.y }", block).1.unwrap_or_else(|| "all".into());
        assert_eq!(of("for_each = var.m\na = local.y[each.key].b\nb = var.b"), "y[key] var.b");
        assert_eq!(of("a = local.y[\"a\"]"), "y[a]");
        assert_eq!(of("for_each = var.m\na = each.value"), "all");
    }
}
