//! Who makes what is in the picture.

/// Who makes a thing. Each has a line style of its own, so that no colour is needed to tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ownership {
    /// Terraform makes it with this module: a solid line.
    Module,
    /// It exists already, in AWS or in the network that the tasks run in: a dashed line.
    Existing,
    /// It is outside the AWS account: a dotted line.
    Outside,
}

impl Ownership {
    /// Every ownership, in the order of the legend.
    pub(crate) const ALL: [Self; 3] = [Self::Module, Self::Existing, Self::Outside];

    /// The class of what it applies to, for style sheets.
    pub fn class(self) -> &'static str {
        match self {
            Self::Module => "made",
            Self::Existing => "existing",
            Self::Outside => "outside",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Module => "made by Terraform",
            Self::Existing => "exists already",
            Self::Outside => "outside the account",
        }
    }
}
