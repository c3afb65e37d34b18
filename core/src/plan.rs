//! What Terraform will create.

use crate::Address;

/// The resource instances that Terraform will plan, in the order of the module's files and blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Each managed resource instance.
    pub resources: Vec<PlannedResource>,
}

/// One resource instance to be created.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedResource {
    /// Its address, relative to the module.
    pub address: Address,
    /// The module's file that declares it, as `alb.tf`.
    pub file: String,
}
