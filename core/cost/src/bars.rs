//! What each part costs, as bars.

use super::{Driver, Estimate, Scale, Total, UsdRange};

/// A bar for each part of an estimate, on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The parts, the costliest first by their high ends, equal ones in the order of the lines.
    pub bars: Vec<Bar>,
    /// Dollars a month, up to the longest bar and on to the next round number.
    pub scale: Scale,
    /// The sum of the bars.
    pub total: Total,
    /// The region whose prices these are, where there are none of the deployment's own.
    pub reference: Option<String>,
}

/// A part and what it costs a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The part, to which the lines with this driver belong.
    pub driver: Driver,
    /// The sum of its lines: the bar reaches to its low end surely, and to the high one at most.
    pub range: UsdRange,
}

impl Bars {
    /// The bars of an estimate; none where nothing is charged for.
    pub fn of(estimate: &Estimate) -> Self {
        let sums = estimate.by_driver().into_iter();
        let mut bars: Vec<_> = sums.map(|(driver, range)| Bar { driver: driver.clone(), range }).collect();
        bars.sort_by_key(|bar| std::cmp::Reverse(bar.range.high));
        let longest = bars.first().map_or(0.0, |bar| bar.range.high.to_f64());
        Self {
            bars,
            scale: Scale::around(longest),
            total: estimate.reference_total(),
            reference: estimate.total().is_none().then(|| estimate.priced_in.clone()),
        }
    }
}
