//! Reads what stands in a `resource` block.

use super::{File, Result};
use crate::body::{Body, Dynamic, InnerBlock, Lifecycle};
use crate::expression::{Expr, Reference};
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body as Parsed};
use std::collections::BTreeMap;
use std::sync::Arc;

impl File<'_> {
    /// The arguments of a block, without those that Terraform keeps for itself.
    pub(super) fn arguments(&self, body: &Parsed, bound: &[Arc<str>]) -> Result<BTreeMap<Arc<str>, Expr>> {
        let is_argument = |name: &str| !matches!(name, "depends_on" | "provider" | "lifecycle");
        let attributes = body.attributes().filter(|attribute| is_argument(attribute.key.as_str()));
        attributes
            .map(|attribute| Ok((attribute.key.as_str().into(), self.expr_within(&attribute.value, bound)?)))
            .collect()
    }

    pub(super) fn body(&self, block: &Block) -> Result<Body> {
        let lifecycle = block.body.get_blocks("lifecycle").next();
        Ok(Body {
            blocks: self.inner_blocks(&block.body, &[])?,
            lifecycle: lifecycle.map(|block| self.lifecycle(block)).transpose()?.unwrap_or_default(),
            depends_on: self.depends_on(&block.body)?,
        })
    }

    fn inner_blocks(&self, body: &Parsed, bound: &[Arc<str>]) -> Result<Vec<InnerBlock>> {
        let is_inner = |kind: &str| !matches!(kind, "lifecycle" | "provisioner" | "connection");
        let blocks = body.blocks().filter(|block| is_inner(block.ident.as_str()));
        blocks.map(|block| self.inner_block(block, bound)).collect()
    }

    fn inner_block(&self, block: &Block, bound: &[Arc<str>]) -> Result<InnerBlock> {
        let label = super::labels(block).first().copied().unwrap_or_default();
        let (kind, dynamic, body, bound) = if block.ident.as_str() == "dynamic" {
            let Some(for_each) = block.body.get_attribute("for_each") else {
                return Err(self.error(block, "a dynamic block needs for_each".into()));
            };
            let Some(content) = block.body.get_blocks("content").next() else {
                return Err(self.error(block, "a dynamic block needs content".into()));
            };
            let iterator = block.body.get_attribute("iterator").and_then(|attribute| attribute.value.as_variable());
            let iterator: Arc<str> = iterator.map_or(label, |name| name.as_str()).into();
            let for_each = self.expr_within(&for_each.value, bound)?;
            let bound: Vec<_> = bound.iter().cloned().chain([iterator.clone()]).collect();
            (label, Some(Dynamic { for_each, iterator }), &content.body, bound)
        } else {
            (block.ident.as_str(), None, &block.body, bound.to_vec())
        };
        Ok(InnerBlock {
            kind: kind.into(),
            dynamic,
            arguments: self.arguments(body, &bound)?,
            blocks: self.inner_blocks(body, &bound)?,
        })
    }

    fn lifecycle(&self, block: &Block) -> Result<Lifecycle> {
        let ignored = block.body.get_attribute("ignore_changes").and_then(|attribute| attribute.value.as_array());
        let ignored = ignored.into_iter().flatten().filter_map(Expression::as_variable);
        Ok(Lifecycle {
            create_before_destroy: super::flag(block, "create_before_destroy").unwrap_or(false),
            ignore_changes: ignored.map(|name| name.as_str().into()).collect(),
            postconditions: self.rules_within(block, "postcondition", &["self".into()])?,
        })
    }

    /// The resources that `depends_on` names. What is within one is left aside.
    fn depends_on(&self, body: &Parsed) -> Result<Vec<Reference>> {
        let named = body.get_attribute("depends_on").and_then(|attribute| attribute.value.as_array());
        let reference = |expression: &Expression| match self.expr(expression)? {
            Expr::Reference(reference) => Ok(Some(reference)),
            Expr::Traverse(source, _) => match *source {
                Expr::Reference(reference) => Ok(Some(reference)),
                _ => Ok(None),
            },
            _ => Ok(None),
        };
        named.into_iter().flatten().filter_map(|expression| reference(expression).transpose()).collect()
    }
}
