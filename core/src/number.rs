//! Terraform's number.

use std::cmp::Ordering;
use std::fmt;

/// A number as Terraform has it: one type for integers and fractions.
///
/// Held as an `f64`, so integers are exact up to 2^53. Terraform computes with 512 bits; the module's inputs (counts,
/// ports, percentages, gibibytes) stay far below the difference.
///
/// ```
/// use openmercato_ecs_core::Number;
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
    pub(crate) fn rounded(value: f64) -> f64 {
        const DIGITS: usize = 15;
        if value.fract() == 0.0 {
            return value;
        }
        format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value)
    }

    /// Reads a decimal number as Terraform converts a string to one: an optional sign, digits, a fraction, an exponent.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let shape = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
        if shape { text.parse().ok().and_then(Self::from_f64) } else { None }
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
    pub(crate) fn to_json(self) -> serde_json::Value {
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
