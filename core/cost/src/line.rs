//! What an estimate is made of: what is charged for, what is not, and what each rests on.

use super::{Assumption, Bounds, Driver, Quote, Sku, UsdRange};
use std::fmt;
use terraform_language::{Address, InputPath};

/// Something that is charged for.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The group that it belongs to.
    pub driver: Driver,
    /// What it is, as `Fargate x86 vCPU`.
    pub item: String,
    /// How many units a month.
    pub quantity: Bounds,
    /// What a unit is, as `vCPU-hour`.
    pub unit: &'static str,
    /// The price of a unit.
    pub price: Quote,
    /// What it costs a month: the low quantity at the low price, to the high one at the high price.
    pub amount: UsdRange,
    /// What quantity and price rest on.
    pub basis: Vec<Basis>,
}

/// What a line rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Basis {
    /// An input or, where it is not set, its default.
    Input(InputPath),
    /// A resource that Terraform will make.
    Resource(Address),
    /// A resource that AWS makes along with a planned one.
    Attached(&'static str),
    /// How much the deployment is used.
    Assumption(Assumption),
    /// 730 hours a month.
    Hours,
}

/// What the deployment uses and does not make.
#[derive(Clone, Debug, PartialEq)]
pub struct Outside {
    /// What it is.
    pub what: String,
    /// Why it costs nothing here.
    pub why: &'static str,
    /// What its owner pays.
    pub rates: Vec<Rate>,
}

/// A price that someone else pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// What is paid for, as `NAT gateway`.
    pub item: String,
    /// What a unit is.
    pub unit: &'static str,
    /// The price of a unit.
    pub price: Quote,
}

/// What is planned and costs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free {
    /// The resource's type, as `aws_vpc`.
    pub resource_type: &'static str,
    /// How many of it are planned.
    pub count: usize,
    /// Why it costs nothing.
    pub why: &'static str,
}

/// What costs and is not in the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    /// What it is.
    pub what: String,
    /// Why it is not in the total.
    pub why: String,
    /// Whether it is a running cost of something planned, so that the total is at least what it says.
    pub is_gap: bool,
}

impl Rate {
    /// What a region charges for something; `None` where it was never sourced.
    pub(super) fn of(sku: Sku, region: &str) -> Option<Self> {
        Some(Self { item: sku.name(), unit: sku.unit(), price: Quote::of(sku, region)? })
    }
}

/// `$0.045 a GB`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} per {}", self.item, self.price.text(), self.unit)
    }
}

/// As a table has it: the input's path, the resource's address, the assumption's name.
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(path) => write!(f, "{path}"),
            Self::Resource(address) => write!(f, "{address}"),
            Self::Attached(what) => f.write_str(what),
            Self::Assumption(assumption) => f.write_str(assumption.name()),
            Self::Hours => f.write_str("730 hours a month"),
        }
    }
}
