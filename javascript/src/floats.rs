//! How the browser reads and writes floats.

use js_sys::{JsString, Number};
use openmercato_ecs_core::floats::Conversions;

/// As the browser does it.
pub(crate) const CONVERSIONS: Conversions = Conversions { read: Number::parse_float, write, round };

fn write(float: f64) -> String {
    const DECIMAL: u8 = 10;
    text(Number::from(float).to_string(DECIMAL))
}

fn round(float: f64, digits: usize) -> String {
    text(Number::from(float).to_exponential(u8::try_from(digits).unwrap_or(u8::MAX)))
}

/// The text; empty where the browser refuses, which it does for more digits than a float has.
fn text<E>(written: Result<JsString, E>) -> String {
    written.map(String::from).unwrap_or_default()
}
