//! Terraform's number.

use std::cmp::Ordering;
use std::fmt;

/// A number as Terraform has it: one type for integers and fractions.
///
/// Held as an `f64`, so integers are exact up to 2^53. Terraform computes with 512 bits; the module's inputs (counts,
/// ports, percentages, gibibytes) stay far below the difference.
///
/// ```
/// use terraform_language::Number;
/// assert_eq!(Number::from(512).to_string(), "512");
/// assert_eq!(Number::parse("0.50").unwrap().to_string(), "0.5");
/// assert!(Number::parse("12px").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(f64);

impl Number {
    /// The number, unless it is not finite: Terraform has neither NaN nor, in configuration, infinity.
    pub fn from_f64(value: f64) -> Option<Self> {
        // Adding zero turns -0.0 into 0.0: Terraform knows only one zero.
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// What a sum or a product of decimal fractions is worth: 0.1 + 0.2 is 0.3, as for Terraform, which has far more
    /// digits. Whole numbers are exact as they are.
    pub fn rounded(value: f64) -> f64 {
        const DIGITS: usize = 15;
        if value.fract() == 0.0 {
            return value;
        }
        Self::parse(&format!("{value:.*e}", DIGITS - 1)).map_or(value, Self::to_f64)
    }

    /// Reads a decimal number as Terraform converts a string to one: an optional sign, digits, a fraction, an exponent.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, sign) = match text.strip_prefix(['-', '+']) {
            Some(digits) if text.starts_with('-') => (digits, -1.0),
            Some(digits) => (digits, 1.0),
            None => (text, 1.0),
        };
        let (mantissa, exponent) = digits
            .split_once(['e', 'E'])
            .map_or((digits, Some(0)), |(mantissa, exponent)| (mantissa, Self::exponent(exponent)));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_number = !(whole.is_empty() && fraction.is_empty())
            && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
        if !is_number {
            return None;
        }
        // The standard library's way takes ten kilobytes of tables that do not compress; this is as exact without.
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let magnitude: f64 =
            minimal_lexical::parse_float(whole.as_bytes().iter(), fraction.as_bytes().iter(), exponent?);
        Self::from_f64(sign * magnitude)
    }

    /// A decimal exponent. One beyond any number is as good as another.
    fn exponent(text: &str) -> Option<i32> {
        const FAR: i32 = 100_000;
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let far = if text.starts_with('-') { -FAR } else { FAR };
        is_whole.then(|| text.parse::<i32>().map_or(far, |exponent| exponent.clamp(-FAR, FAR)))
    }

    /// The value as a float.
    pub fn to_f64(self) -> f64 {
        self.0
    }

    /// The value as an integer, when it is a whole number within ±2^53.
    #[allow(clippy::cast_possible_truncation)]
    pub fn to_i64(self) -> Option<i64> {
        (self.0.fract() == 0.0 && self.0.abs() <= 9_007_199_254_740_992.0).then_some(self.0 as i64)
    }

    /// The number as JSON: an integer where it is one.
    pub fn to_json(self) -> serde_json::Value {
        self.to_i64().map_or_else(|| self.0.into(), Into::into)
    }

    /// The value as an index: a whole number that is not negative.
    pub fn to_usize(self) -> Option<usize> {
        self.to_i64().and_then(|n| usize::try_from(n).ok())
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(f64::from(value))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(f64::from(value))
    }
}

impl From<usize> for Number {
    #[allow(clippy::cast_precision_loss)]
    fn from(value: usize) -> Self {
        Self(value as f64)
    }
}

/// Without an exponent and with as few digits as tell the number from its neighbours, as Terraform prints it.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_decimal_number_is_none() {
        for text in
            ["", ".", "-", "e5", "1e", "1e+", "1.2.3", "1e5e5", "0x10", "inf", "NaN", " 1", "1 ", "--1", "1e400", "١"]
        {
            assert_eq!(Number::parse(text), None, "{text:?}");
        }
        for (text, number) in
            [("1.", 1.0), (".5", 0.5), ("+7", 7.0), ("-0", 0.0), ("1e-999999999999", 0.0), ("00012", 12.0)]
        {
            assert_eq!(Number::parse(text).map(Number::to_f64), Some(number), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn reads_as_exactly_as_the_standard_library(text in "[-+]?[0-9]{0,40}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,3})?") {
            let expected = text.parse().ok().and_then(Number::from_f64);
            prop_assert_eq!(Number::parse(&text), expected);
        }

        #[test]
        fn reads_what_it_writes(number in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL) {
            let number = Number::from_f64(number).expect("finite");
            prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
        }
    }
}
