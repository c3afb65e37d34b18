//! The address of a resource instance.

use std::fmt;
use std::sync::Arc;

/// A resource instance's address within its module, written as Terraform writes it.
///
/// ```
/// use terraform_language::{Address, InstanceKey};
/// let nat = Address::new("aws_nat_gateway", "this", InstanceKey::Count(0));
/// assert_eq!(nat.to_string(), "aws_nat_gateway.this[0]");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The resource's type, as `aws_lb`.
    pub resource_type: Arc<str>,
    /// The resource's name, as `this`.
    pub name: Arc<str>,
    /// Which instance of the resource.
    pub key: InstanceKey,
}

/// Which instance of a resource block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InstanceKey {
    /// The block has neither `count` nor `for_each`.
    Single,
    /// By `count`, from 0.
    Count(usize),
    /// By `for_each`.
    Each(Arc<str>),
}

impl Address {
    /// The address of one instance.
    pub fn new(resource_type: &str, name: &str, key: InstanceKey) -> Self {
        Self { resource_type: resource_type.into(), name: name.into(), key }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.resource_type, self.name)?;
        match &self.key {
            InstanceKey::Single => Ok(()),
            InstanceKey::Count(index) => write!(f, "[{index}]"),
            InstanceKey::Each(key) => write!(f, "[{}]", crate::hcl::quoted(key)),
        }
    }
}
