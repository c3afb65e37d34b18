//! What every resource instance of the embedded module is.

use crate::Values;
use terraform_language::InstanceKey;
use terraform_language::Value;
use terraform_language::evaluate::Made;

/// What every resource instance of the embedded module is as a whole for some values, and what was made of locals on the
/// way there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wholes {
    /// The values that a root passes.
    pub(crate) values: Values,
    /// What was made of locals and hoisted expressions.
    pub(crate) made: Made,
    /// The instances of each block, by its place in the configuration. A data source has none.
    pub(crate) blocks: Vec<Block>,
}

/// The instances of a block, each with what it is.
pub(crate) type Block = Vec<(InstanceKey, Value)>;

impl Wholes {
    /// The instances of the block at this place.
    pub(crate) fn block(&self, place: usize) -> &[(InstanceKey, Value)] {
        self.blocks.get(place).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the instance with this key is of the block at this place.
    pub(crate) fn get(&self, place: usize, key: &InstanceKey) -> Option<&Value> {
        self.block(place).iter().find(|(other, _)| other == key).map(|(_, whole)| whole)
    }
}
