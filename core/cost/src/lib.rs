//! What a deployment costs a month, as a range, with all that it rests on.
//!
//! Prices are data with a source and a date each ([`Price`]). An [`Estimate`] follows from plan, values and
//! [`Assumptions`]: a [`Line`] for each thing that is charged for, what exists already or is outside, what costs
//! nothing, and what is not included. Nothing is extrapolated: a price that is missing for a region is shown as the
//! range of the regions that have it, and a region without prices gets no total.
//!
//! Prices and amounts are whole millionths of a dollar; a line is rounded to cents once, so that a total is exactly the
//! sum of its lines. Quantities are `f64`, which multiply and round in order: a larger quantity never costs less.

mod answer;
mod assumption;
mod bars;
mod change;
pub mod csv;
mod driver;
mod estimate;
mod estimator;
mod growth;
mod json;
mod line;
mod load;
mod price;
mod prices;
mod quote;
mod range;
mod scale;
mod sku;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod usd;

pub use assumption::{Assumption, Assumptions, Bounds};
pub use bars::{Bar, Bars};
pub use change::{Change, DriverChange};
pub use driver::Driver;
pub use estimate::{Estimate, Total};
pub use growth::{Growth, Moment, Scaled, Step};
pub use line::{Basis, Free, Line, Omission, Outside, Rate};
pub use price::Price;
pub use quote::Quote;
pub use range::UsdRange;
pub use scale::Scale;
pub use sku::{Architecture, Sku};
pub use source::PriceSource;
pub use usd::Usd;

/// The hours of a month: a year's 8,760 by twelve, as AWS's own calculator counts.
/// <https://docs.aws.amazon.com/pricing-calculator/latest/userguide/faqs.html>
pub const HOURS: f64 = 730.0;
