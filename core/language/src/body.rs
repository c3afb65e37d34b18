//! What stands in a `resource` block besides its arguments.

use crate::expression::{Expr, Reference};
use crate::rule::Rule;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The inner blocks of a `resource` block, and what it says about its life.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The inner blocks, in the order of the text.
    pub blocks: Vec<InnerBlock>,
    /// The `lifecycle` block; [`Lifecycle::default`] when there is none.
    pub lifecycle: Lifecycle,
    /// What `depends_on` names.
    pub depends_on: Vec<Reference>,
}

/// An inner block, as `access_logs`.
#[derive(Clone, Debug)]
pub struct InnerBlock {
    /// The name of the block's type; of a `dynamic` block its label.
    pub kind: Arc<str>,
    /// What a `dynamic` block is repeated for.
    pub dynamic: Option<Dynamic>,
    /// What the block sets; of a `dynamic` block what its `content` sets.
    pub arguments: BTreeMap<Arc<str>, Expr>,
    /// The blocks within.
    pub blocks: Vec<InnerBlock>,
}

/// What a `dynamic` block is repeated for.
#[derive(Clone, Debug)]
pub struct Dynamic {
    /// A collection with an entry for each block.
    pub for_each: Expr,
    /// The name by which the content has the entry's `key` and `value`.
    pub iterator: Arc<str>,
}

/// What a `lifecycle` block says.
#[derive(Clone, Debug, Default)]
pub struct Lifecycle {
    /// Whether a replacement is made before what it replaces is destroyed.
    pub create_before_destroy: bool,
    /// The arguments that keep the value that they were made with.
    pub ignore_changes: Vec<Arc<str>>,
    /// What must hold for the resource as planned, which they call `self`.
    pub postconditions: Vec<Rule>,
}

impl Body {
    /// Every expression in it.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        let postconditions = self.lifecycle.postconditions.iter();
        let rules = postconditions.flat_map(|rule| [&rule.condition, &rule.message]);
        self.blocks.iter().flat_map(InnerBlock::exprs).chain(rules).collect()
    }

    /// The same, to be changed.
    pub(crate) fn exprs_mut(&mut self) -> Vec<&mut Expr> {
        let postconditions = self.lifecycle.postconditions.iter_mut();
        let rules = postconditions.flat_map(|rule| [&mut rule.condition, &mut rule.message]);
        self.blocks.iter_mut().flat_map(InnerBlock::exprs_mut).chain(rules).collect()
    }
}

impl InnerBlock {
    /// Every expression in it and in the blocks within.
    pub fn exprs(&self) -> Vec<&Expr> {
        let for_each = self.dynamic.as_ref().map(|dynamic| &dynamic.for_each);
        let own = for_each.into_iter().chain(self.arguments.values());
        own.chain(self.blocks.iter().flat_map(Self::exprs)).collect()
    }

    fn exprs_mut(&mut self) -> Vec<&mut Expr> {
        let for_each = self.dynamic.as_mut().map(|dynamic| &mut dynamic.for_each);
        let own = for_each.into_iter().chain(self.arguments.values_mut());
        own.chain(self.blocks.iter_mut().flat_map(Self::exprs_mut)).collect()
    }
}
