//! Floats as decimal numbers.
//!
//! With the feature `chosen-functions` what reads and writes the longer ones is left out, which is more than a fiftieth of
//! what the page loads first. Such a program gives `convert_with` what its platform has for it.

use super::{FLOAT_DIGITS, Number, WHOLE};

/// The largest power of ten that a float is worth, as all smaller ones.
const EXACT_POWER: u32 = 22;

/// The float nearest to a number without a sign, from the digits before and after its point and its exponent.
pub(crate) fn read(whole: &str, fraction: &str, exponent: i32) -> f64 {
    short(whole, fraction, exponent).unwrap_or_else(|| given::read(whole, fraction, exponent))
}

/// The same where digits and power of ten are worth a float each: then their product or quotient is rounded once.
fn short(whole: &str, fraction: &str, exponent: i32) -> Option<f64> {
    if whole.len() + fraction.len() > FLOAT_DIGITS {
        return None;
    }
    let digit = |digits: f64, byte: u8| digits * 10.0 + f64::from(byte.wrapping_sub(b'0'));
    let digits = whole.bytes().chain(fraction.bytes()).fold(0.0, digit);
    let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let distance = exponent.unsigned_abs();
    let power = (0..distance.min(EXACT_POWER)).fold(1.0, |power, _| power * 10.0);
    (distance <= EXACT_POWER).then_some(if exponent < 0 { digits / power } else { digits * power })
}

/// The shortest decimal number that tells the float from its neighbours, without an exponent.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn write(float: f64) -> String {
    let magnitude = float.abs();
    if magnitude.fract() != 0.0 || magnitude > WHOLE {
        return given::write(float);
    }
    let sign = if float.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}", magnitude as u64)
}

/// The number with so many digits as a float keeps of every decimal number.
pub(crate) fn rounded(float: f64) -> Option<Number> {
    Number::parse(&given::rounded(float, FLOAT_DIGITS - 1))
}

#[cfg(feature = "chosen-functions")]
mod given {
    use crate::Number;
    use std::sync::OnceLock;

    /// What a platform has for floats and their texts.
    #[derive(Clone, Copy)]
    pub struct Conversions {
        /// The float nearest to a text of digits, a point and an exponent.
        pub read: fn(&str) -> f64,
        /// The shortest text that is read as the float, with an exponent or without.
        pub write: fn(f64) -> String,
        /// The float with so many digits after its first one, with an exponent.
        pub round: fn(f64, usize) -> String,
    }

    static CONVERSIONS: OnceLock<Conversions> = OnceLock::new();

    /// Takes what converts floats; the first one stays.
    pub fn convert_with(conversions: Conversions) {
        let _ = CONVERSIONS.set(conversions);
    }

    pub(super) fn read(whole: &str, fraction: &str, exponent: i32) -> f64 {
        let text = format!("{whole}.{fraction}e{exponent}");
        CONVERSIONS.get().map_or(0.0, |given| (given.read)(&text))
    }

    pub(super) fn write(float: f64) -> String {
        let text = CONVERSIONS.get().map_or_else(String::new, |given| (given.write)(float));
        Number::without_exponent(&text).unwrap_or(text)
    }

    pub(super) fn rounded(float: f64, digits: usize) -> String {
        CONVERSIONS.get().map_or_else(String::new, |given| (given.round)(float, digits))
    }
}

#[cfg(feature = "chosen-functions")]
pub use given::{Conversions, convert_with};

#[cfg(not(feature = "chosen-functions"))]
mod given {
    // The standard library's way of reading takes ten kilobytes of tables that do not compress; this is as exact without.
    pub(super) fn read(whole: &str, fraction: &str, exponent: i32) -> f64 {
        minimal_lexical::parse_float(whole.as_bytes().iter(), fraction.as_bytes().iter(), exponent)
    }

    pub(super) fn write(float: f64) -> String {
        float.to_string()
    }

    pub(super) fn rounded(float: f64, digits: usize) -> String {
        format!("{float:.digits$e}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn short_numbers_are_read_as_the_standard_library_does(
            whole in "[1-9][0-9]{0,8}", fraction in "([0-9]{0,6}[1-9])?", exponent in -30..30_i32,
        ) {
            let text = format!("{whole}.{fraction}e{exponent}");
            let expected = text.parse::<f64>().ok();
            prop_assert_eq!(Some(read(&whole, &fraction, exponent)), expected);
        }

        #[test]
        fn whole_numbers_are_written_as_the_standard_library_does(whole in -9_007_199_254_740_992..9_007_199_254_740_992_i64) {
            #[allow(clippy::cast_precision_loss)]
            let float = whole as f64;
            prop_assert_eq!(write(float), float.to_string());
        }
    }

    #[test]
    fn zero_keeps_its_sign() {
        assert_eq!([write(0.0), write(-0.0)], ["0", "-0"]);
    }
}
