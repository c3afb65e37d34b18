//! The plan as people picture it.

use crate::{Plan, Values};

/// Nodes, connections and boundaries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {}

impl Topology {
    /// Derives the picture from what Terraform plans and from the values.
    pub fn of(plan: &Plan, values: &Values) -> Self {
        let _ = (plan, values);
        Self::default()
    }
}
