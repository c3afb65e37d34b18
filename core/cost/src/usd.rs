//! US dollars.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// An amount of US dollars before tax, in whole millionths; negative where something is saved.
///
/// ```
/// use openmercato_ecs_cost::Usd;
/// assert_eq!(Usd::dollars(1234.5).to_string(), "$1,234.50");
/// assert_eq!(Usd::dollars(0.004445).unit_price(), "$0.004445");
/// assert_eq!(Usd::dollars(0.04048).times(730.0).to_string(), "$29.55");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(i64);

/// Millionths in a cent.
const CENT: i64 = 10_000;

impl Usd {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount that is not negative, to the nearest millionth.
    #[allow(clippy::cast_possible_truncation)]
    pub const fn dollars(amount: f64) -> Self {
        Self((amount * 1e6 + 0.5) as i64)
    }

    /// The price of a quantity, to the nearest cent; the most there is where it is more than that.
    #[must_use]
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    pub fn times(self, quantity: f64) -> Self {
        let cents = (self.0 as f64 * quantity / CENT as f64).round();
        Self((cents as i64).saturating_mul(CENT))
    }

    /// The whole dollars in an amount that is not negative, as `$1,234`; one more where `up` and cents are left.
    pub fn whole(self, up: bool) -> String {
        let rest = if up { 999_999 } else { 0 };
        let text = Self(self.0.saturating_add(rest) / 1_000_000 * 1_000_000).to_string();
        text.strip_suffix(".00").map(ToOwned::to_owned).unwrap_or(text)
    }

    /// The amount in dollars.
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The amount without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// The amount in plain digits, as spreadsheets read it: `1234.50`, with as many decimals as it has, at least two.
    pub fn digits(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        let part = format!("{part:06}");
        let kept = part.trim_end_matches('0').len().max(2);
        format!("{sign}{whole}.{}", &part[..kept])
    }

    /// The amount with all its decimals, as `$0.004445`.
    pub fn unit_price(self) -> String {
        format!("${}", self.digits())
    }
}

impl Add for Usd {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Usd {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// To the cent, thousands apart: `$1,234.50`, `−$3.00`.
impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = (self.0.unsigned_abs() + CENT.unsigned_abs() / 2) / CENT.unsigned_abs();
        let whole = (cents / 100).to_string();
        let mut grouped = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 && cents > 0 { "−" } else { "" };
        write!(f, "{sign}${grouped}.{:02}", cents % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_for_people_and_for_spreadsheets() {
        let saved = Usd::ZERO - Usd::dollars(1_234_567.891);
        assert_eq!(saved.to_string(), "−$1,234,567.89");
        assert_eq!(saved.digits(), "-1234567.891");
        assert_eq!(Usd::dollars(5.0).digits(), "5.00");
        assert_eq!(Usd::dollars(999.995).to_string(), "$1,000.00");
        let amount = Usd::dollars(1234.01);
        assert_eq!([amount.whole(false), amount.whole(true)], ["$1,234", "$1,235"]);
    }

    #[test]
    fn has_a_most() {
        assert!(Usd::dollars(1.0).times(f64::MAX) + Usd::dollars(1.0) > Usd::ZERO);
    }
}
