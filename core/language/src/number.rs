//! Terraform's number.

mod decimal;
pub mod floats;

use decimal::Decimal;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// A number as Terraform has it: one type for integers and fractions.
///
/// It is worth exactly the decimal number that it is written as, up to 154 digits: more do not fit into the 512 bits
/// that Terraform has for them (<https://github.com/zclconf/go-cty/blob/main/docs/types.md>). Sums, differences,
/// products and remainders are exact up to 38 digits; quotients, and what has more digits, are rounded to an `f64`.
///
/// ```
/// use terraform_language::Number;
/// assert_eq!(Number::from(512).to_string(), "512");
/// assert_eq!(Number::parse("0.50").unwrap().to_string(), "0.5");
/// assert_eq!(Number::parse("9007199254740993").unwrap().to_string(), "9007199254740993");
/// assert!(Number::parse("12px").is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Number(Kind);

#[derive(Clone, Debug)]
enum Kind {
    /// Worth the shortest decimal number that tells the float from its neighbours. Never infinite, never NaN.
    Float(f64),
    /// A decimal number that no float is worth, as [`Number`] is displayed.
    Digits(Arc<str>),
}

/// Floats up to it count every whole number: 2^53.
pub(crate) const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Every decimal number of so many digits is what some float is worth, but for the largest and the smallest.
pub(crate) const FLOAT_DIGITS: usize = 15;

/// The most digits that a number keeps; those after them are cut off.
const MOST_DIGITS: usize = 154;

/// The largest exponent that is read, of either sign. A number is written out, as Terraform writes it.
const LARGEST_EXPONENT: i32 = 1000;

impl Number {
    /// The number, unless it is not finite: Terraform has neither NaN nor, in configuration, infinity.
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(Kind::Float(value)))
    }

    /// Reads a number as Terraform converts a string to one: an optional sign, digits, a fraction, an exponent, which is
    /// of ten after `e` and of two after `p`.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, unsigned) = match text.strip_prefix(['-', '+']) {
            Some(rest) if text.starts_with('-') => ("-", rest),
            Some(rest) => ("", rest),
            None => ("", text),
        };
        if let Some((mantissa, exponent)) = unsigned.split_once(['p', 'P']) {
            let scale = 2_f64.powi(Self::exponent(exponent)?);
            return Self::from_f64(Self::read(sign, mantissa, 0)?.to_f64() * scale);
        }
        match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => Self::read(sign, mantissa, Self::exponent(exponent)?),
            None => Self::read(sign, unsigned, 0),
        }
    }

    /// A decimal exponent.
    fn exponent(text: &str) -> Option<i32> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let exponent = text.parse().ok().filter(|_| is_whole);
        exponent.filter(|exponent: &i32| exponent.unsigned_abs() <= LARGEST_EXPONENT.unsigned_abs())
    }

    fn read(sign: &str, mantissa: &str, exponent: i32) -> Option<Self> {
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_number = !(whole.is_empty() && fraction.is_empty())
            && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
        if !is_number {
            return None;
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let magnitude = floats::read(whole, fraction, exponent);
        let float = if sign.is_empty() { magnitude } else { -magnitude };
        let is_plain = magnitude.is_normal() || whole.is_empty() && fraction.is_empty();
        if is_plain && whole.len() + fraction.len() <= FLOAT_DIGITS {
            return Self::from_f64(float);
        }
        let text =
            Self::written_out(sign, &format!("{whole}{fraction}"), exponent - i32::try_from(fraction.len()).ok()?)?;
        Some(Self(if *text == *floats::write(float) { Kind::Float(float) } else { Kind::Digits(text.into()) }))
    }

    /// A float's text as a number is displayed.
    #[cfg(any(feature = "chosen-functions", test))]
    pub(crate) fn without_exponent(text: &str) -> Option<String> {
        let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |unsigned| ("-", unsigned));
        let (mantissa, exponent) = unsigned.split_once('e').unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent = Self::exponent(exponent)? - i32::try_from(fraction.len()).ok()?;
        Self::written_out(sign, &format!("{whole}{fraction}"), exponent)
    }

    /// Digits times a power of ten, as a number is displayed; `None` for a number with too many zeros.
    fn written_out(sign: &str, digits: &str, exponent: i32) -> Option<String> {
        let digits = digits.trim_start_matches('0');
        let kept = digits.get(..MOST_DIGITS).unwrap_or(digits).trim_end_matches('0');
        let exponent = exponent + i32::try_from(digits.len() - kept.len()).ok()?;
        if exponent.abs() > 2 * LARGEST_EXPONENT {
            return None;
        }
        let zeros = |count: usize| "0".repeat(count);
        let distance = usize::try_from(exponent.unsigned_abs()).ok()?;
        if exponent >= 0 {
            return Some(format!("{sign}{kept}{}", zeros(distance)));
        }
        Some(match kept.len().checked_sub(distance).filter(|point| *point > 0) {
            Some(point) => format!("{sign}{}.{}", &kept[..point], &kept[point..]),
            None => format!("{sign}0.{}{kept}", zeros(distance - kept.len())),
        })
    }

    /// The value as a float: the nearest, or the largest.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Kind::Float(float) => *float,
            Kind::Digits(text) => {
                let unsigned = text.strip_prefix('-').unwrap_or(text);
                let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
                let magnitude = floats::read(whole.trim_start_matches('0'), fraction, 0).min(f64::MAX);
                if text.starts_with('-') { -magnitude } else { magnitude }
            }
        }
    }

    /// The value as an integer, when it is a whole number that one holds.
    #[allow(clippy::cast_possible_truncation)]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Kind::Float(float) if float.fract() == 0.0 && float.abs() <= WHOLE => Some(*float as i64),
            // Beyond 2^53 a float is not worth what it counts.
            Kind::Float(float) if float.fract() == 0.0 => floats::write(*float).parse().ok(),
            Kind::Float(_) => None,
            Kind::Digits(text) => text.parse().ok(),
        }
    }

    /// The number as JSON: an integer where it is one, and a text where readers of JSON would round it.
    pub fn to_json(&self) -> serde_json::Value {
        match (self.to_i64(), &self.0) {
            (Some(integer), _) => integer.into(),
            (None, Kind::Float(float)) => (*float).into(),
            (None, Kind::Digits(text)) => (**text).into(),
        }
    }

    /// The value as an index: a whole number that is not negative.
    pub fn to_usize(&self) -> Option<usize> {
        self.to_i64().and_then(|n| usize::try_from(n).ok())
    }

    /// Whether it has no fraction.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Kind::Float(float) => float.fract() == 0.0,
            Kind::Digits(text) => !text.contains('.'),
        }
    }

    /// The sum.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        self.compute(other, |a, b| a + b, Decimal::plus)
    }

    /// The difference.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        self.compute(other, |a, b| a - b, Decimal::minus)
    }

    /// The product.
    pub fn times(&self, other: &Self) -> Option<Self> {
        self.compute(other, |a, b| a * b, Decimal::times)
    }

    /// The quotient, exact where it is whole; `None` of a division by zero.
    pub fn over(&self, other: &Self) -> Option<Self> {
        let rounded = self.to_f64() / other.to_f64();
        if rounded.abs() <= WHOLE && matches!((&self.0, &other.0), (Kind::Float(_), Kind::Float(_))) {
            return Self::from_f64(rounded);
        }
        let exact = Decimal::of(self).zip(Decimal::of(other)).and_then(|(a, b)| a.over(b));
        exact.map_or_else(|| Self::from_f64(rounded), Decimal::number)
    }

    /// What a division leaves, with the sign of this number. A division by zero leaves all, as for Terraform.
    pub fn modulo(&self, other: &Self) -> Option<Self> {
        if other.to_f64() == 0.0 {
            return Some(self.clone());
        }
        self.compute(other, |a, b| a % b, Decimal::modulo)
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self(match &self.0 {
            Kind::Float(float) => Kind::Float(-float),
            Kind::Digits(text) => {
                Kind::Digits(text.strip_prefix('-').map_or_else(|| format!("-{text}").into(), Into::into))
            }
        })
    }

    /// The number without its sign.
    #[must_use]
    pub fn absolute(&self) -> Self {
        if self.to_f64().is_sign_negative() { self.negated() } else { self.clone() }
    }

    /// The largest whole number that is not larger.
    pub fn floor(&self) -> Option<Self> {
        match &self.0 {
            // Terraform has a negative zero, but rounds to none.
            Kind::Float(float) => Self::from_f64(float.floor() + 0.0),
            Kind::Digits(_) => {
                Decimal::of(self).map_or_else(|| Self::from_f64(self.to_f64().floor()), |d| d.floor().number())
            }
        }
    }

    /// The smallest whole number that is not smaller.
    pub fn ceil(&self) -> Option<Self> {
        match &self.0 {
            Kind::Float(float) => Self::from_f64(float.ceil() + 0.0),
            Kind::Digits(_) => Some(self.negated().floor()?.negated()),
        }
    }

    /// Exactly where the result has few enough digits, else with floats; `None` where it is no number.
    fn compute(
        &self,
        other: &Self,
        float: fn(f64, f64) -> f64,
        exact: fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Self> {
        let rounded = float(self.to_f64(), other.to_f64());
        let is_exact = matches!((&self.0, &other.0), (Kind::Float(a), Kind::Float(b))
            if a.fract() == 0.0 && b.fract() == 0.0 && a.abs().max(b.abs()).max(rounded.abs()) <= WHOLE);
        if is_exact {
            return Self::from_f64(rounded);
        }
        let exact = Decimal::of(self).zip(Decimal::of(other)).and_then(|(a, b)| exact(a, b));
        exact.map_or_else(|| Self::rounded(rounded), Decimal::number)
    }

    /// The number without what floats add to it: a third times three is one, as for Terraform, which has more digits.
    fn rounded(value: f64) -> Option<Self> {
        if value.fract() == 0.0 {
            return Self::from_f64(value);
        }
        floats::rounded(value)
    }

    /// The order of two numbers that are nearest to the same float: by their digits.
    fn compare_digits(&self, other: &Self) -> Ordering {
        let (a, b) = (self.to_string(), other.to_string());
        let parts = |text: &str| {
            let unsigned = text.trim_start_matches('-');
            let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
            (whole.len(), whole.to_owned(), fraction.to_owned())
        };
        let magnitudes = parts(&a).cmp(&parts(&b));
        if a.starts_with('-') { magnitudes.reverse() } else { magnitudes }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
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
        let floats = self.to_f64().partial_cmp(&other.to_f64()).unwrap_or(Ordering::Equal);
        match (&self.0, &other.0) {
            (Kind::Float(_), Kind::Float(_)) => floats,
            _ => floats.then_with(|| self.compare_digits(other)),
        }
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(Kind::Float(f64::from(value)))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(Kind::Float(f64::from(value)))
    }
}

impl From<usize> for Number {
    #[allow(clippy::cast_precision_loss)]
    fn from(value: usize) -> Self {
        Self(Kind::Float(value as f64))
    }
}

/// Without an exponent and with as few digits as tell the number from its neighbours, as Terraform prints it.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Float(float) => f.write_str(&floats::write(*float)),
            Kind::Digits(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_decimal_number_is_none() {
        for text in [
            "",
            ".",
            "-",
            "e5",
            "1e",
            "1e+",
            "1.2.3",
            "1e5e5",
            "0x10",
            "inf",
            "NaN",
            " 1",
            "1 ",
            "--1",
            "1e1001",
            "1e-999999999999",
            "1p",
            "1p1e1",
            "١",
        ] {
            assert_eq!(Number::parse(text), None, "{text:?}");
        }
        for (text, number) in
            [("1.", 1.0), (".5", 0.5), ("+7", 7.0), ("-0", 0.0), ("1p3", 8.0), ("-.5p-1", -0.25), ("00012", 12.0)]
        {
            assert_eq!(Number::parse(text).map(|number| number.to_f64()), Some(number), "{text:?}");
        }
    }

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn is_worth_the_digits_that_are_written() {
        let zeros = "0".repeat(400);
        for (text, shown) in [
            ("9007199254740993", "9007199254740993"),
            ("-01234567890123456789.50", "-1234567890123456789.5"),
            ("1024.00000000000000000000000000001", "1024.00000000000000000000000000001"),
            ("0.1234567890123456789", "0.1234567890123456789"),
            ("123456789012345678901e-25", "0.0000123456789012345678901"),
            ("12345678901234567890e2", "1234567890123456789000"),
            ("1e400", &format!("1{zeros}")),
            ("1e-401", &format!("0.{zeros}1")),
            ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
            ("100000000000000000000", "100000000000000000000"),
            ("0.000", "0"),
            ("-0", "-0"),
        ] {
            assert_eq!(number(text).to_string(), shown);
        }
        assert_eq!(number(&"1".repeat(200)).to_string(), format!("{}{}", "1".repeat(154), "0".repeat(46)));
    }

    #[test]
    fn compares_by_what_it_is_worth() {
        let sorted = [
            "-1e400",
            "-9007199254740993",
            "-9007199254740992",
            "-0.1000000000000000000001",
            "-0.1",
            "0",
            "1e-400",
            "0.1",
            "0.1000000000000000000001",
            "1024",
            "1024.00000000000000000000000000001",
            "9007199254740992",
            "9007199254740993",
            "1e400",
            "1e401",
        ];
        for (index, a) in sorted.iter().enumerate() {
            for (other, b) in sorted.iter().enumerate() {
                assert_eq!(number(a).cmp(&number(b)), index.cmp(&other), "{a} {b}");
            }
        }
        assert_eq!(number("-0"), number("0"));
    }

    #[test]
    fn computes_with_every_digit() {
        let sum = |a: &str, b: &str| number(a).plus(&number(b)).map(|sum| sum.to_string());
        assert_eq!(sum("0.1", "0.2").as_deref(), Some("0.3"));
        assert_eq!(sum("9007199254740993", "-9007199254740992").as_deref(), Some("1"));
        assert_eq!(sum("1e300", "1").as_deref(), Some(&*format!("1{}", "0".repeat(300))));
        assert_eq!(sum("1.7e308", "1.7e308"), None);
        let product = number("-1234567890123456789").times(&number("0.5"));
        assert_eq!(product, Some(number("-617283945061728394.5")));
        for (a, b, left) in [("1", "0.1", "0"), ("-7", "3", "-1"), ("5.5", "2", "1.5"), ("7", "0", "7")] {
            assert_eq!(number(a).modulo(&number(b)), Some(number(left)), "{a} % {b}");
        }
        assert_eq!(number("-9007199254740993.5").floor(), Some(number("-9007199254740994")));
        assert_eq!(number("-9007199254740993.5").absolute().floor(), Some(number("9007199254740993")));
    }

    #[test]
    fn json_has_every_digit() {
        assert_eq!(number("9007199254740993").to_json().to_string(), "9007199254740993");
        assert_eq!(number("12345678901234567890").to_json().to_string(), "\"12345678901234567890\"");
        assert_eq!(number("0.5").to_json().to_string(), "0.5");
    }

    proptest! {
        #[test]
        fn reads_as_exactly_as_the_standard_library(text in "[-+]?[0-9]{0,40}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,3})?") {
            let expected = text.parse().ok().and_then(Number::from_f64).map(|number| number.to_f64());
            let far = text.parse::<f64>().is_ok_and(f64::is_infinite);
            let expected = if far { Some(f64::MAX.copysign(if text.starts_with('-') { -1.0 } else { 1.0 })) } else { expected };
            prop_assert_eq!(Number::parse(&text).map(|number| number.to_f64()), expected);
        }

        #[test]
        fn exponents_are_written_out(float in proptest::num::f64::NORMAL) {
            for text in [format!("{float:e}"), float.to_string()] {
                prop_assert_eq!(Number::without_exponent(&text), Some(float.to_string()));
            }
        }

        #[test]
        fn reads_what_it_writes(number in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL) {
            let number = Number::from_f64(number).expect("finite");
            prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
        }
    }
}
