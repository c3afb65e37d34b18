//! The files of one folder: one configuration, as for Terraform.

use super::block::{Attribute, Block};
use super::budget::Budget;
use super::document::{Document, Kind};
use super::node::{Key, Name, Node, Place, Shape};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use terraform_language::configuration::Configuration;
use terraform_language::evaluate::{self, Evaluator, Instance, Scope};
use terraform_language::expression::{Expr, Reference};
use terraform_language::{Type, Value, parser, scan, source};

/// How deep expressions and the locals that they refer to may stand within each other: the evaluator is recursive.
const DEEPEST: usize = 100;

/// The files of one folder.
#[derive(Default)]
pub(super) struct Folder<'d> {
    pub(super) documents: Vec<&'d Document>,
    pub(super) locals: BTreeMap<Arc<str>, &'d Attribute>,
    pub(super) variables: BTreeMap<Arc<str>, Variable<'d>>,
    pub(super) calls: Vec<&'d Block>,
}

/// A variable of the folder's root, declared or given.
#[derive(Default)]
pub(super) struct Variable<'d> {
    /// Where it is declared.
    pub(super) block: Option<&'d Block>,
    /// What it is given, the last of which counts.
    pub(super) given: Vec<&'d Attribute>,
    ty: Option<Type>,
}

impl<'d> Variable<'d> {
    pub(super) fn default(&self) -> Option<&'d Node> {
        self.block?.body.attribute("default").map(|attribute| &attribute.value)
    }

    /// Where its value stands, if anywhere.
    pub(super) fn node(&self) -> Option<&'d Node> {
        self.given.last().map(|attribute| &attribute.value).or(self.default())
    }
}

impl<'d> Folder<'d> {
    pub(super) fn add(&mut self, document: &'d Document) {
        self.documents.push(document);
        for block in &document.body.blocks {
            match (block.kind.as_str(), block.labels.as_slice()) {
                ("locals", []) => {
                    for attribute in &block.body.attributes {
                        self.locals.insert(attribute.name.as_str().into(), attribute);
                    }
                }
                ("variable", [name]) => {
                    let variable = self.variables.entry(name.as_str().into()).or_default();
                    variable.block = Some(block);
                    let constraint = block.body.attribute("type").map(|attribute| attribute.value.place.span());
                    variable.ty = constraint.and_then(|span| type_of(document.text.get(span)?));
                }
                ("module", [_]) => self.calls.push(block),
                _ => {}
            }
        }
    }

    /// Gives values to its variables, in the order in which Terraform reads files of values.
    pub(super) fn give(&mut self, documents: &[&'d Document]) {
        let mut documents: Vec<_> = documents.to_vec();
        documents.sort_by_key(|document| match document.kind {
            Kind::Values(rank) => (Some(rank), document.own_name()),
            Kind::Configuration | Kind::Terragrunt => (None, ""),
        });
        for document in documents {
            for attribute in &document.body.attributes {
                self.variables.entry(attribute.name.as_str().into()).or_default().given.push(attribute);
            }
        }
    }

    /// The entry of a local's or a variable's value that these names lead to, as far as they stand in objects that are
    /// written out; with the names that are left.
    pub(super) fn resolve<'n>(&self, name: &Name, names: &'n [Arc<str>]) -> Option<(&'d Node, &'n [Arc<str>])> {
        let mut node = match name {
            Name::Local(name) => &self.locals.get(name)?.value,
            Name::Variable(name) => self.variables.get(name)?.node()?,
        };
        let mut rest = names;
        while let Some((first, after)) = rest.split_first()
            && let Some(entry) = node.entry(first)
        {
            (node, rest) = (&entry.value, after);
        }
        Some((node, rest))
    }

    /// What expressions can refer to: the rest is unknown.
    pub(super) fn known(&self) -> BTreeSet<Reference> {
        let mut depths = Depths { folder: self, known: BTreeMap::new() };
        let locals = self.locals.keys().filter(|name| depths.of(name, DEEPEST).is_some());
        let mut known: BTreeSet<_> = locals.map(|name| Reference::Local(name.clone())).collect();
        known.extend(self.variables.keys().map(|name| Reference::Variable(name.clone())));
        known
    }

    pub(super) fn configuration(&self, known: &BTreeSet<Reference>) -> Configuration {
        let locals = self.locals.iter();
        let locals = locals.map(|(name, attribute)| (name.clone(), opened(attribute.value.expr(), known)));
        Configuration { locals: locals.collect(), ..Configuration::default() }
    }

    /// The values of the variables: what they are given, else their defaults, else unknown.
    pub(super) fn values(&self, budget: &Budget) -> BTreeMap<String, Value> {
        let (configuration, variables) = (Configuration::default(), BTreeMap::new());
        let watch = |work: evaluate::Work| budget.spend(work);
        let scope = Scope::watched(&configuration, &variables, &watch);
        let value = |variable: &Variable| {
            let ty = variable.ty.clone().unwrap_or(Type::Any);
            let value = variable.node().and_then(|node| {
                let expr = opened(node.expr(), &BTreeSet::new());
                let value = Evaluator::new(&scope, &Instance::Single).evaluate(&expr).ok()?;
                ty.convert(&value).ok()
            });
            value.unwrap_or(Value::unknown(ty))
        };
        self.variables.iter().map(|(name, variable)| (name.to_string(), value(variable))).collect()
    }

    /// Where its first call or its first line stands.
    pub(super) fn start(&self) -> Option<Place> {
        let document = self.documents.first()?;
        Some(Place { file: document.file, start: 0, end: document.text.len() })
    }
}

/// The expression with what is not among the known references unknown.
pub(super) fn opened(expr: Expr, known: &BTreeSet<Reference>) -> Expr {
    expr.opened(&|reference| matches!(reference, Reference::Bound(_)) || known.contains(reference))
}

/// How deep locals stand within each other.
struct Depths<'a, 'd> {
    folder: &'a Folder<'d>,
    known: BTreeMap<Arc<str>, Option<usize>>,
}

impl Depths<'_, '_> {
    /// How deep a local is, with all that it refers to; `None` where that is more than the most, or never ends.
    fn of(&mut self, name: &Arc<str>, most: usize) -> Option<usize> {
        if let Some(known) = self.known.get(name) {
            return known.filter(|depth| *depth <= most);
        }
        let depth = self.measure(name, most);
        self.known.insert(name.clone(), depth);
        depth
    }

    fn measure(&mut self, name: &Arc<str>, most: usize) -> Option<usize> {
        let Some(attribute) = self.folder.locals.get(name) else { return Some(0) };
        let expr = attribute.value.expr();
        let own = expr.nesting();
        let left = most.checked_sub(own)?;
        let mut deepest = 0;
        for (reference, _) in expr.mentions() {
            if let Reference::Local(name) = reference {
                deepest = deepest.max(self.of(&name, left)?);
            }
        }
        Some(own + deepest)
    }
}

impl Node {
    /// The expression as a whole.
    pub(super) fn expr(&self) -> Expr {
        match &self.shape {
            Shape::Whole(expr, _) => expr.clone(),
            Shape::List(elements) => Expr::Tuple(elements.iter().map(Self::expr).collect()),
            Shape::Object(entries) => {
                let key = |key: &Key| match key {
                    Key::Written(name) => Expr::Literal(Value::String(name.clone())),
                    Key::Computed(expr) => expr.clone(),
                };
                Expr::Object(entries.iter().map(|entry| (key(&entry.key), entry.value.expr())).collect())
            }
        }
    }
}

/// What a type constraint says: as it is written, or in quotes, as JSON and Terraform 0.11 have it.
fn type_of(constraint: &str) -> Option<Type> {
    match constraint.trim_matches('"') {
        // https://developer.hashicorp.com/terraform/language/expressions/type-constraints#legacy-type-constraints
        "map" => Some(Type::Map(Box::new(Type::Any))),
        "list" => Some(Type::List(Box::new(Type::Any))),
        // A parser is recursive; no type that somebody wrote nests so deep.
        text if scan::of(text, super::DEEPEST).deepest > super::DEEPEST => None,
        text => parser::type_constraint(&source::expression(text).ok()?).ok(),
    }
}
