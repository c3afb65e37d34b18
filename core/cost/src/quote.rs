//! What something costs in a region.

use super::price::EVERYWHERE;
use super::prices::PRICES;
use super::{Price, PriceSource, Sku, UsdRange};

/// The region whose prices stand for those of a region that has none: the one with the fewest gaps.
pub(super) const REFERENCE: &str = "us-east-1";

/// What something costs in a region, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// From the lowest price to the highest; the same where it is known for the region.
    pub range: UsdRange,
    /// Whether the region's own price is missing and this is the range of the others.
    pub elsewhere: bool,
    /// The prices that it is taken from.
    pub prices: Vec<&'static Price>,
}

impl Quote {
    /// The price of something in a region; where that is missing, the range of the regions that have one; `None`
    /// where it was never sourced.
    pub fn of(sku: Sku, region: &str) -> Option<Self> {
        let (here, elsewhere): (Vec<&'static Price>, Vec<_>) = PRICES
            .iter()
            .filter(|price| price.sku == sku)
            .partition(|price| [region, EVERYWHERE].contains(&price.region));
        let is_elsewhere = here.is_empty();
        let prices = if is_elsewhere { elsewhere } else { here };
        let range = UsdRange::of(prices.iter().map(|price| price.usd))?;
        Some(Self { range, elsewhere: is_elsewhere, prices })
    }

    /// The oldest date of the prices.
    pub fn date(&self) -> &'static str {
        self.prices.iter().map(|price| price.source.date).min().unwrap_or_default()
    }

    /// The letters of the sources, each once.
    pub fn sources(&self) -> String {
        let letters: Vec<_> = self.used().map(|source| source.letter.to_string()).collect();
        letters.join(", ")
    }

    /// The sources by name and address, each once.
    pub fn sources_in_full(&self) -> String {
        let sources: Vec<_> = self.used().map(|source| format!("{} {}", source.name, source.url)).collect();
        sources.join("; ").trim_end().to_owned()
    }

    fn used(&self) -> impl Iterator<Item = &'static PriceSource> {
        let is_used = |source: &&PriceSource| self.prices.iter().any(|price| price.source.letter == source.letter);
        PriceSource::ALL.into_iter().filter(is_used)
    }

    /// The regions that the prices are of.
    pub fn regions(&self) -> Vec<&'static str> {
        self.prices.iter().map(|price| price.region).collect()
    }

    /// `$0.045`, or `$0.032 to $0.051`.
    pub fn text(&self) -> String {
        self.range.unit_price()
    }
}

/// Whether there are prices of a region at all.
pub(super) fn is_priced(region: &str) -> bool {
    region != EVERYWHERE && PRICES.iter().any(|price| price.region == region)
}
