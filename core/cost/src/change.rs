//! What a change of the deployment adds or saves.

use super::{Driver, Estimate, Usd, UsdRange};
use std::cmp::Ordering;

/// The difference between two estimates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// By how much each end grew; negative where it fell.
    pub amount: UsdRange,
    /// The drivers that differ, in the order of the lines.
    pub drivers: Vec<DriverChange>,
}

/// The difference of one driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriverChange {
    /// Which.
    pub driver: Driver,
    /// By how much each end grew; negative where it fell.
    pub amount: UsdRange,
}

impl Estimate {
    /// What has changed since another estimate; `None` when one of the two has no total.
    pub fn change_since(&self, before: &Self) -> Option<Change> {
        let (now, then) = (self.total()?, before.total()?);
        let (drivers, others) = (self.by_driver(), before.by_driver());
        let known: Vec<&Driver> = drivers.iter().map(|(driver, _)| *driver).collect();
        let gone = others.iter().map(|(driver, _)| *driver).filter(|driver| !known.contains(driver));
        let sum = |sums: &[(&Driver, UsdRange)], of: &Driver| {
            let found = sums.iter().find(|(driver, _)| *driver == of);
            found.map_or(UsdRange::ZERO, |(_, sum)| *sum)
        };
        let changes = known.iter().copied().chain(gone).map(|driver| DriverChange {
            driver: driver.clone(),
            amount: sum(&drivers, driver) - sum(&others, driver),
        });
        let drivers = changes.filter(|change| change.amount != UsdRange::ZERO).collect();
        Some(Change { amount: now.range - then.range, drivers })
    }

    /// Whether both leave the same running costs out for want of a price: else what changes between them is not known.
    pub fn has_gaps_of(&self, other: &Self) -> bool {
        let gaps = |estimate: &Self| -> Vec<_> {
            estimate.not_included.iter().filter(|omission| omission.is_gap).cloned().collect()
        };
        gaps(self) == gaps(other)
    }
}

impl Change {
    /// Whether nothing differs.
    pub fn is_nothing(&self) -> bool {
        self.drivers.is_empty()
    }

    /// `+$29 to +$60 a month`, in whole dollars away from zero, `$0` where one end stays; `None` where the total stays.
    pub fn short(&self) -> Option<String> {
        if self.amount == UsdRange::ZERO {
            return None;
        }
        let UsdRange { low, high } = self.amount;
        let signed = |amount: Usd| {
            let sign = match amount.cmp(&Usd::ZERO) {
                Ordering::Less => "−",
                Ordering::Equal => "",
                Ordering::Greater => "+",
            };
            format!("{sign}{}", amount.abs().whole(true))
        };
        let (low, high) = (signed(low), signed(high));
        Some(if low == high { format!("{low} a month") } else { format!("{low} to {high} a month") })
    }

    /// `adds $29.55 to $59.10 a month`, `saves $3.65 a month`, or what both ends do where they differ in direction.
    pub fn text(&self) -> String {
        let zero = Usd::ZERO;
        let range = |a: Usd, b: Usd| {
            let (a, b) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
            UsdRange { low: a, high: b }
        };
        match (self.amount.low, self.amount.high) {
            (low, high) if low == zero && high == zero => "costs the same".into(),
            (low, high) if low >= zero && high >= zero => format!("adds {} a month", range(low, high)),
            (low, high) if low <= zero && high <= zero => format!("saves {} a month", range(low, high)),
            (low, high) => format!("moves the low end by {low} and the high end by {high} a month"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_stays_has_no_sign() {
        let short = |low: f64, high: f64| {
            let amount = UsdRange { low: Usd::dollars(low), high: Usd::dollars(high) };
            Change { amount, drivers: Vec::new() }.short()
        };
        assert_eq!(short(0.0, -116.8).as_deref(), Some("$0 to −$117 a month"));
        assert_eq!(short(-3.2, 28.9).as_deref(), Some("−$4 to +$29 a month"));
        assert_eq!(short(29.0, 29.0).as_deref(), Some("+$29 a month"));
        assert_eq!(short(0.0, 0.0), None);
    }
}
