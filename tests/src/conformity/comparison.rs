use super::{Tally, changes, plans};
use crate::terraform::Result;

/// What of core is held against Terraform, argument by argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The plans of random inputs: every argument and block that the module sets.
    Plans,
    /// What random changes of inputs do to deployments that run: the actions, and what forces a replacement.
    Changes,
}

impl Comparison {
    /// What stays different, such as `aws_lb.name`, and why.
    #[must_use]
    pub fn known(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Plans => plans::KNOWN,
            Self::Changes => changes::KNOWN,
        }
    }

    /// Compares so many. `report` hears how far it is.
    ///
    /// # Errors
    /// When Terraform cannot be run, or refuses inputs that core accepts.
    pub fn run(self, seed: u64, count: usize, report: impl FnMut(&str)) -> Result<Tally> {
        match self {
            Self::Plans => plans::compare(seed, count, report),
            Self::Changes => changes::compare(seed, count, report),
        }
    }
}
