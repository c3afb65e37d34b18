//! The variables behind what is planned of resources before apply.
//!
//! Of a resource that is read, what its block does not set is unknown whatever the inputs are, unless they change how many
//! instances there are.

use crate::Module;
use crate::variable_set::VariableSet;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::expression::{Expr, Reference};
use terraform_language::reach::{Part, Reach};

/// What the resources of the embedded module come to, and the locals and hoisted expressions behind them.
pub(crate) struct PlannedReads {
    /// By the place of the resource.
    pub(crate) resources: Vec<VariableSet>,
    pub(crate) locals: Vec<(Arc<str>, VariableSet)>,
    /// With the slot of each.
    pub(crate) hoisted: Vec<(usize, VariableSet)>,
    /// The locals of which something reads one attribute alone.
    pub(crate) read_in_part: BTreeSet<Arc<str>>,
}

/// What is read of a resource: how many instances it has, or all of it.
#[derive(Default)]
struct Node {
    reads: VariableSet,
    /// The nodes that it depends on.
    on: BTreeSet<usize>,
}

impl PlannedReads {
    /// Read once, when someone first asks.
    pub(crate) fn embedded() -> &'static Self {
        static READS: LazyLock<PlannedReads> = LazyLock::new(|| PlannedReads::of(Module::embedded().resources()));
        &READS
    }

    fn of(configuration: &Configuration) -> Self {
        let (reach, count) = (Reach::new(configuration), configuration.resources.len());
        let node = |exprs: &[&Expr]| node(configuration, exprs.iter().flat_map(|expr| reach.parts_of(expr)));
        let counted =
            |resource: &ResourceBlock| node(&resource.count.iter().chain(&resource.for_each).collect::<Vec<_>>());
        let whole = |resource: &ResourceBlock| match resource.is_managed() {
            true => node(&resource.exprs()),
            false => counted(resource),
        };
        let local = |name: &Arc<str>| node(&[&Expr::Reference(Reference::Local(name.clone()))]);
        let (names, slots) = (configuration.locals.keys(), 0..configuration.hoisted.len());
        let resources = configuration.resources.iter();
        let nodes = resources.clone().map(counted).chain(resources.map(whole));
        let nodes =
            nodes.chain(names.clone().map(local)).chain(slots.clone().map(|slot| node(&[&Expr::Hoisted(slot)])));
        let mut reads = closed(nodes.collect()).into_iter().skip(count);
        Self {
            resources: reads.by_ref().take(count).collect(),
            locals: names.cloned().zip(reads.by_ref().take(configuration.locals.len())).collect(),
            hoisted: slots.zip(reads).collect(),
            read_in_part: reach.read_in_part(),
        }
    }
}

/// The node of what comes to these parts. The nodes of numbers of instances come first, those of whole resources after.
fn node(configuration: &Configuration, parts: impl Iterator<Item = Part>) -> Node {
    let resources = &configuration.resources;
    let mut node = Node::default();
    for (reference, attribute) in parts {
        match reference {
            Reference::Variable(name) => {
                node.reads.insert(&name);
            }
            other => {
                let Some(place) = resources.iter().position(|it| it.reference() == other) else { continue };
                let is_left_open = attribute.is_some_and(|name| !sets(&resources[place], &name));
                node.on.insert(if is_left_open { place } else { resources.len() + place });
            }
        }
    }
    node
}

fn sets(resource: &ResourceBlock, name: &str) -> bool {
    resource.attributes.contains_key(name) || resource.body.blocks.iter().any(|block| *block.kind == *name)
}

/// What each node comes to, directly and through others.
fn closed(mut nodes: Vec<Node>) -> Vec<VariableSet> {
    loop {
        let mut has_grown = false;
        for place in 0..nodes.len() {
            let mut reads = nodes[place].reads.clone();
            for on in &nodes[place].on {
                has_grown |= reads.extend(&nodes[*on].reads);
            }
            nodes[place].reads = reads;
        }
        if !has_grown {
            return nodes.into_iter().map(|node| node.reads).collect();
        }
    }
}
