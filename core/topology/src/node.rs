//! What the picture shows as a thing of its own.

use crate::kind::NodeKind;
use crate::ownership::Ownership;
use crate::part::{BoundaryId, NodeId};
use terraform_language::Address;

/// Something that runs, stores or carries traffic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Which node it is.
    pub id: NodeId,
    /// Its name for people. May hold text that the user typed, so it is data wherever it goes.
    pub label: String,
    /// Facts about it, a line each, the most telling first: `2 × 1 vCPU, 4 GiB`.
    pub details: Vec<String>,
    /// Who makes it.
    pub ownership: Ownership,
    /// The innermost boundary around it: the first one when it spans availability zones.
    pub within: BoundaryId,
    /// Of a service in a network of several zones, in how many of them its tasks are: `in 2 zones`. Else empty.
    pub spread: String,
    /// Where its further instances are: a standby, a replica, an endpoint in another zone.
    pub replicas: Vec<Replica>,
    /// The resources that make it, in the order of the plan. Empty for what Terraform does not make.
    pub resources: Vec<Address>,
}

/// Further instances of a node in another availability zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replica {
    /// What one of them is: `Standby`, `Replica`.
    pub what: &'static str,
    /// How many there are, from 1.
    pub count: usize,
    /// The boundary that they are in.
    pub within: BoundaryId,
}

impl Replica {
    /// The name for people: `Standby`, `2 × Replica`.
    pub fn label(&self) -> String {
        if self.count == 1 { self.what.to_owned() } else { format!("{} × {}", self.count, self.what) }
    }
}

impl Node {
    /// What it is.
    pub fn kind(&self) -> NodeKind {
        self.id.kind()
    }

    /// Label, details and ownership as one sentence, for those who do not see the picture.
    pub fn in_words(&self) -> String {
        let mut words = vec![self.label.as_str()];
        words.extend(self.details.iter().map(String::as_str));
        words.extend(Some(self.spread.as_str()).filter(|spread| !spread.is_empty()));
        words.push(self.ownership.words());
        words.join(", ")
    }
}
