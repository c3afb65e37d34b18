//! A range of money.

use super::Usd;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// Between two amounts, both of which can be meant.
///
/// ```
/// use openmercato_ecs_cost::{Usd, UsdRange};
/// let range = UsdRange { low: Usd::dollars(12.5), high: Usd::dollars(20.01) };
/// assert_eq!(range.to_string(), "$12.50 to $20.01");
/// assert_eq!(range.rounded(), "$12 to $21");
/// assert_eq!(UsdRange::exactly(Usd::dollars(3.0)).to_string(), "$3.00");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsdRange {
    /// The low end.
    pub low: Usd,
    /// The high end.
    pub high: Usd,
}

impl UsdRange {
    /// Nothing.
    pub const ZERO: Self = Self::exactly(Usd::ZERO);

    /// The range of one amount.
    pub const fn exactly(amount: Usd) -> Self {
        Self { low: amount, high: amount }
    }

    /// From the smallest to the largest of some amounts; `None` when there are none.
    pub fn of(amounts: impl Iterator<Item = Usd> + Clone) -> Option<Self> {
        Some(Self { low: amounts.clone().min()?, high: amounts.max()? })
    }

    /// In whole dollars, rounded away from its middle: `$120 to $234`.
    pub fn rounded(self) -> String {
        format!("{} to {}", self.low.whole(false), self.high.whole(true))
    }

    /// With all decimals, as prices of a unit have them: `$0.045`, or `$0.032 to $0.051`.
    pub fn unit_price(self) -> String {
        self.written(Usd::unit_price)
    }

    fn written(self, write: impl Fn(Usd) -> String) -> String {
        if self.low == self.high { write(self.low) } else { format!("{} to {}", write(self.low), write(self.high)) }
    }
}

impl Add for UsdRange {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

impl Sub for UsdRange {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { low: self.low - other.low, high: self.high - other.high }
    }
}

impl Sum for UsdRange {
    fn sum<I: Iterator<Item = Self>>(ranges: I) -> Self {
        ranges.fold(Self::ZERO, Add::add)
    }
}

/// `$120.10 to $233.45`, or one amount where both ends are the same.
impl fmt::Display for UsdRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(|amount| amount.to_string()))
    }
}
