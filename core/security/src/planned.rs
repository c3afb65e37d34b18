//! What a deployment makes, gone through once.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use openmercato_ecs_module::{Evaluation, PlannedBlock, ResourceValues};
use terraform_language::Value;

/// The planned resources by their types: what policies, boundary, quotas and the review of one deployment look in.
#[derive(Clone, Debug)]
pub struct Planned<'a> {
    /// What it is the plan of.
    pub(crate) evaluation: &'a Evaluation,
    by_type: BTreeMap<&'a str, Vec<&'a ResourceValues>>,
    /// Made when it is first asked for: quotas take no second evaluation.
    blocks: OnceCell<BTreeMap<&'a str, Vec<&'a PlannedBlock>>>,
}

impl<'a> Planned<'a> {
    /// Goes through what is planned. What cannot be told, since an input is wrong, is not in it.
    pub fn of(evaluation: &'a Evaluation) -> Self {
        let mut by_type: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for resource in evaluation.resource_values() {
            by_type.entry(&*resource.address.resource_type).or_default().push(resource);
        }
        Self { evaluation, by_type, blocks: OnceCell::new() }
    }

    /// The resources of a type, as `aws_lb`, or of one block, as `aws_ecs_task_definition.migration`.
    pub(crate) fn made<'w>(&self, what: &'w str) -> impl Iterator<Item = &'a ResourceValues> + use<'a, 'w> {
        let (kind, name) = what.split_once('.').map_or((what, None), |(kind, name)| (kind, Some(name)));
        let of_type = self.by_type.get(kind).cloned().unwrap_or_default();
        of_type.into_iter().filter(move |resource| name.is_none_or(|name| &*resource.address.name == name))
    }

    /// The resources of a type, with the addresses that values come from which are known after apply.
    pub(crate) fn blocks(&self, kind: &str) -> &[&'a PlannedBlock] {
        let blocks = self.blocks.get_or_init(|| {
            let mut blocks: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for block in self.evaluation.planned_blocks() {
                blocks.entry(&*block.address.resource_type).or_default().push(block);
            }
            blocks
        });
        blocks.get(kind).map_or(&[], Vec::as_slice)
    }

    /// How many resources of a type there are.
    pub(crate) fn count(&self, kind: &str) -> u64 {
        self.by_type.get(kind).map_or(0, Vec::len) as u64
    }
}

/// An attribute that is a text and known.
pub(crate) fn text<'a>(resource: &'a ResourceValues, attribute: &str) -> Option<&'a str> {
    resource.values.get(attribute).and_then(Value::as_str)
}

/// An attribute that is a whole number and known.
pub(crate) fn number(resource: &ResourceValues, attribute: &str) -> Option<u64> {
    let number = resource.values.get(attribute).and_then(Value::as_number)?;
    number.to_usize().map(|number| number as u64)
}
