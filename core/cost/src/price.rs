//! A price as it was sourced.

use super::{PriceSource, Sku, Usd};

/// The price of something in a region, with the source that it was taken from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// What is paid for, and in which unit.
    pub sku: Sku<'static>,
    /// The region, as `eu-central-1`; `*` where AWS has one price for all.
    pub region: &'static str,
    /// US dollars for a unit, on demand, before tax and without free tier.
    pub usd: Usd,
    /// Where it was read, and when.
    pub source: &'static PriceSource,
}

/// The region of a price that holds in all.
pub(super) const EVERYWHERE: &str = "*";
