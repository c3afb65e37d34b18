//! A Terraform configuration, parsed once: the blocks of one folder's `.tf` files.

use crate::body::Body;
use crate::expression::{Expr, Reference};
pub use crate::rule::Rule;
use crate::{Location, Type, Value};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The blocks of one folder's files. What [`crate::parser::parse`] reads, and [`crate::evaluate::Scope`] evaluates.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// Every `variable` block, in the order of files and lines.
    pub variables: Vec<VariableBlock>,
    /// Every local value, by name.
    pub locals: BTreeMap<Arc<str>, Expr>,
    /// Every `resource` and `data` block, in the order of files and lines.
    pub resources: Vec<ResourceBlock>,
    /// Every `check` block, in the order of files and lines.
    pub checks: Vec<CheckBlock>,
    /// Every `output` block, in the order of files and lines.
    pub outputs: Vec<OutputBlock>,
    /// The hoisted expressions, by their slot: what [`Expr::Hoisted`] refers to.
    pub hoisted: Vec<Expr>,
}

/// A `variable` block.
#[derive(Clone, Debug)]
pub struct VariableBlock {
    /// Its label.
    pub name: Arc<str>,
    /// Its description; empty when it has none.
    pub description: String,
    /// Its type constraint; [`Type::Any`] when it has none.
    pub ty: Type,
    /// Its default, converted to the type; `None` when the variable is required.
    pub default: Option<Value>,
    /// Whether an explicit null is kept instead of giving the default.
    pub nullable: bool,
    /// Whether Terraform hides its value.
    pub sensitive: bool,
    /// Where the block starts.
    pub location: Location,
    /// Its `validation` blocks.
    pub rules: Vec<Rule>,
}

/// A `resource` block, or a `data` block with its type as `data.<type>`.
#[derive(Clone, Debug)]
pub struct ResourceBlock {
    /// Its type, as `aws_lb` or `data.aws_region`.
    pub resource_type: Arc<str>,
    /// Its name, as `this`.
    pub name: Arc<str>,
    /// How many instances it has.
    pub count: Option<Expr>,
    /// A map or a set with an entry for each of its instances.
    pub for_each: Option<Expr>,
    /// What the block sets, without its inner blocks.
    pub attributes: BTreeMap<Arc<str>, Expr>,
    /// The file that it stands in.
    pub file: String,
    /// The rest of the block.
    pub body: Body,
}

impl ResourceBlock {
    /// Whether Terraform creates it, instead of only reading it.
    pub fn is_managed(&self) -> bool {
        !self.resource_type.starts_with("data.")
    }

    /// By what it is referred to.
    pub fn reference(&self) -> Reference {
        Reference::Resource(self.resource_type.clone(), self.name.clone())
    }

    /// Every expression in it.
    pub fn exprs(&self) -> Vec<&Expr> {
        let own = self.count.iter().chain(&self.for_each).chain(self.attributes.values());
        own.chain(self.body.exprs()).collect()
    }
}

/// A `check` block: what Terraform warns of.
#[derive(Clone, Debug)]
pub struct CheckBlock {
    /// Its label.
    pub name: String,
    /// Its `assert` blocks.
    pub asserts: Vec<Rule>,
}

/// An `output` block.
#[derive(Clone, Debug)]
pub struct OutputBlock {
    /// Its label.
    pub name: String,
    /// Its description; empty when it has none.
    pub description: String,
    /// Whether Terraform hides its value.
    pub sensitive: bool,
    /// What it is worth.
    pub value: Expr,
}

impl Configuration {
    /// The place of a resource block among [`resources`](Self::resources); `None` for a block of another configuration.
    ///
    /// By its address in memory, since someone asks for each block of a large module in turn.
    pub fn place_of(&self, resource: &ResourceBlock) -> Option<usize> {
        let from = std::ptr::from_ref(resource).addr().checked_sub(self.resources.as_ptr().addr())?;
        let place = from / size_of::<ResourceBlock>();
        self.resources.get(place).is_some_and(|found| std::ptr::eq(found, resource)).then_some(place)
    }

    /// Every validation of the variables.
    pub fn validations(&self) -> impl Iterator<Item = &Rule> {
        self.variables.iter().flat_map(|variable| &variable.rules)
    }
}

/// Why a configuration cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationError {
    /// Where.
    pub location: Location,
    /// What cannot be read there.
    pub message: String,
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.message)
    }
}

impl std::error::Error for ConfigurationError {}
