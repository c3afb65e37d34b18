//! Which inputs decide which arguments of the module's resources.

use crate::Module;
use std::collections::BTreeSet;
use std::sync::Arc;
use terraform_language::body::InnerBlock;
use terraform_language::expression::{Expr, Reference};
use terraform_language::reach::Reach;

/// An argument or an inner block of a resource with the inputs that decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgumentInputs {
    /// The resource's type, as `aws_lb`.
    pub resource_type: Arc<str>,
    /// The resource's name, as `this`.
    pub name: Arc<str>,
    /// The argument or the inner block.
    pub argument: Arc<str>,
    /// The inputs, by name.
    pub inputs: BTreeSet<Arc<str>>,
}

impl Module {
    /// Every argument and inner block that the module sets, in the order of its files and blocks, with the inputs that it
    /// comes to through locals. Read from the text: in the modes chosen fewer may decide.
    pub fn argument_inputs(&self) -> Vec<ArgumentInputs> {
        let configuration = self.resources();
        let reach = Reach::new(configuration);
        let mut found = Vec::new();
        for resource in configuration.resources.iter().filter(|resource| resource.is_managed()) {
            let mut set = |argument: &Arc<str>, exprs: Vec<&Expr>| {
                let reached = exprs.into_iter().flat_map(|expr| reach.of(expr));
                let inputs = reached.filter_map(|reference| match reference {
                    Reference::Variable(name) => Some(name),
                    _ => None,
                });
                found.push(ArgumentInputs {
                    resource_type: resource.resource_type.clone(),
                    name: resource.name.clone(),
                    argument: argument.clone(),
                    inputs: inputs.collect(),
                });
            };
            resource.attributes.iter().for_each(|(name, expr)| set(name, vec![expr]));
            let kinds: BTreeSet<_> = resource.body.blocks.iter().map(|block| &block.kind).collect();
            for kind in kinds {
                let blocks = resource.body.blocks.iter().filter(|block| block.kind == *kind);
                set(kind, blocks.flat_map(InnerBlock::exprs).collect());
            }
        }
        found
    }
}
