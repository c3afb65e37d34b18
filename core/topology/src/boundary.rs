//! What the picture groups things by.

use super::Ownership;
use terraform_language::Address;

/// A group of nodes: a network, a place, or the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// Tells the boundary from all others and stays the same while the inputs are edited: `vpc`, `private/0`.
    pub id: String,
    /// What it is.
    pub kind: BoundaryKind,
    /// Its name for people.
    pub label: String,
    /// A second line, as the address range; may be empty.
    pub detail: String,
    /// Who makes it.
    pub ownership: Ownership,
    /// Ids of the innermost boundaries around it: none for an outermost one, several for one that spans zones.
    pub within: Vec<String>,
    /// The resources that make it, in the order of the plan.
    pub resources: Vec<Address>,
}

/// What a boundary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoundaryKind {
    /// Everything that is neither in the account nor named otherwise.
    Internet,
    /// The AWS account.
    Account,
    /// The region of the deployment.
    Region,
    /// The virtual private cloud.
    Vpc,
    /// An availability zone.
    Zone,
    /// A subnet with a route to the internet.
    PublicSubnet,
    /// A subnet without one.
    PrivateSubnet,
    /// The ECS cluster: every task of it is in the same security group.
    Cluster,
    /// Where external services are that this module only connects to.
    Elsewhere,
}

impl BoundaryKind {
    /// The class of its frame in the picture, for style sheets.
    pub fn class(self) -> &'static str {
        match self {
            Self::Internet => "internet",
            Self::Account => "account",
            Self::Region => "region",
            Self::Vpc => "vpc",
            Self::Zone => "zone",
            Self::PublicSubnet => "public-subnet",
            Self::PrivateSubnet => "private-subnet",
            Self::Cluster => "cluster",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The title of the section of `variables.tf` that decides about it.
    pub fn section(self) -> &'static str {
        match self {
            Self::Internet | Self::Account | Self::Region => "Basics",
            Self::Vpc | Self::Zone | Self::PublicSubnet | Self::PrivateSubnet => "Network",
            Self::Cluster => "Runtime",
            Self::Elsewhere => "Database",
        }
    }
}
