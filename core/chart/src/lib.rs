//! The cost as a picture for paper and slides: a bar for each part, and how the bill grows with load.
//!
//! The page draws the same data with elements of its own, which follow its theme and its width.

mod bars;
mod growth;
mod sheet;
#[cfg(test)]
mod tests;

use openmercato_ecs_cost::{Bars, Growth};
use sheet::Sheet;

/// Both as one self-contained SVG file, wider than high: every text escaped, nothing loaded from anywhere, looks as
/// attributes, so that every program draws it. In 8 cm of height its letters have 7 points and more. Dark and pale
/// tell low from high without colour.
///
/// At most eleven bars are drawn; the cheapest of more are one bar. A step whose name has no room has it in the
/// description.
pub fn to_svg(bars: &Bars, growth: &Growth) -> String {
    let mut sheet = Sheet::default();
    bars::draw(&mut sheet, bars);
    growth::draw(&mut sheet, growth);
    let words = format!("{} {}", bars::in_words(bars), growth::in_words(growth));
    sheet.into_svg("What it costs a month", &words)
}
