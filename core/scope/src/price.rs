//! What a month costs, as the search compares it.

use openmercato_ecs_cost::Usd;

/// The high end of a month's price, and the low end: the order in which prices are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Price {
    pub(crate) high: Usd,
    pub(crate) low: Usd,
}

impl Price {
    /// What `self` is beyond another price.
    pub(crate) fn beyond(self, other: Self) -> Self {
        Self { high: self.high - other.high, low: self.low - other.low }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self { high: self.high + other.high, low: self.low + other.low }
    }
}
