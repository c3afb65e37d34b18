//! What a change of the deployment adds or saves.

use super::{Driver, Estimate, Usd};

/// The difference between two estimates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// By how much the low end grew; negative where it fell.
    pub low: Usd,
    /// By how much the high end grew.
    pub high: Usd,
    /// The drivers that differ, in the order of the lines.
    pub drivers: Vec<DriverChange>,
}

/// The difference of one driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriverChange {
    /// Which.
    pub driver: Driver,
    /// By how much its low end grew.
    pub low: Usd,
    /// By how much its high end grew.
    pub high: Usd,
}

impl Estimate {
    /// What has changed since another estimate; `None` when one of the two has no total.
    pub fn change_since(&self, before: &Self) -> Option<Change> {
        let (now, then) = (self.total()?, before.total()?);
        let (drivers, others) = (self.by_driver(), before.by_driver());
        let known: Vec<&Driver> = drivers.iter().map(|(driver, ..)| *driver).collect();
        let gone = others.iter().map(|(driver, ..)| *driver).filter(|driver| !known.contains(driver));
        let sum = |sums: &[(&Driver, Usd, Usd)], of: &Driver| {
            let found = sums.iter().find(|(driver, ..)| *driver == of);
            found.map_or((Usd::ZERO, Usd::ZERO), |(_, low, high)| (*low, *high))
        };
        let changes = known.iter().copied().chain(gone).map(|driver| {
            let ((low, high), (low_before, high_before)) = (sum(&drivers, driver), sum(&others, driver));
            DriverChange { driver: driver.clone(), low: low - low_before, high: high - high_before }
        });
        let differs = |change: &DriverChange| (change.low, change.high) != (Usd::ZERO, Usd::ZERO);
        Some(Change { low: now.low - then.low, high: now.high - then.high, drivers: changes.filter(differs).collect() })
    }
}

impl Change {
    /// Whether nothing differs.
    pub fn is_nothing(&self) -> bool {
        self.drivers.is_empty()
    }

    /// `adds $29.55 to $59.10 a month`, `saves $3.65 a month`, or what both ends do where they differ in direction.
    pub fn text(&self) -> String {
        let zero = Usd::ZERO;
        let range = |a: Usd, b: Usd| {
            let (a, b) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
            if a == b { a.to_string() } else { format!("{a} to {b}") }
        };
        match (self.low, self.high) {
            (low, high) if low == zero && high == zero => "costs the same".into(),
            (low, high) if low >= zero && high >= zero => format!("adds {} a month", range(low, high)),
            (low, high) if low <= zero && high <= zero => format!("saves {} a month", range(low, high)),
            (low, high) => format!("moves the low end by {low} and the high end by {high} a month"),
        }
    }
}
