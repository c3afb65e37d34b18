//! What the picture groups things by.

use crate::kind::BoundaryKind;
use crate::ownership::Ownership;
use crate::part::BoundaryId;
use terraform_language::Address;

/// A group of nodes: a network, a place, or the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// Which boundary it is.
    pub id: BoundaryId,
    /// Its name for people.
    pub label: String,
    /// A second line, as the address range; may be empty.
    pub detail: String,
    /// Who makes it.
    pub ownership: Ownership,
    /// The innermost boundaries around it: none for an outermost one, several for one that spans zones.
    pub within: Vec<BoundaryId>,
    /// The resources that make it, in the order of the plan.
    pub resources: Vec<Address>,
}

impl Boundary {
    /// What it is.
    pub fn kind(&self) -> BoundaryKind {
        self.id.kind()
    }
}
