//! Decimal numbers of up to 38 digits.

use super::{FLOAT_DIGITS, Kind, Number};

/// A whole number and how many of its digits stand after the point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal {
    digits: i128,
    scale: usize,
}

impl Decimal {
    /// What the number is worth; `None` where it has too many digits, or so many as only a float's rounding gives.
    pub(super) fn of(number: &Number) -> Option<Self> {
        let text = number.to_string();
        let significant = text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
        if matches!(number.0, Kind::Float(float) if float.fract() != 0.0 && significant > FLOAT_DIGITS) {
            return None;
        }
        let unsigned = text.strip_prefix('-').unwrap_or(&text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let mut digits = 0_i128;
        for digit in whole.bytes().chain(fraction.bytes()) {
            digits = digits.checked_mul(10)?.checked_add(i128::from(digit.wrapping_sub(b'0')))?;
        }
        Some(Self { digits: if unsigned.len() < text.len() { -digits } else { digits }, scale: fraction.len() })
    }

    /// The number.
    pub(super) fn number(self) -> Option<Number> {
        let scale = i32::try_from(self.scale).ok()?;
        let sign = if self.digits < 0 { "-" } else { "" };
        Number::read(sign, &self.digits.unsigned_abs().to_string(), -scale)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self { digits: a.checked_add(b)?, scale })
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self { digits: a.checked_sub(b)?, scale })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(other.digits)?, scale: self.scale + other.scale })
    }

    /// The quotient, where it is whole.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        let (a, b, _) = self.aligned(other)?;
        (a.checked_rem(b)? == 0).then(|| a.checked_div(b)).flatten().map(|digits| Self { digits, scale: 0 })
    }

    /// What a division leaves, with the sign of this number.
    pub(super) fn modulo(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self { digits: a.checked_rem(b)?, scale })
    }

    /// The largest whole number that is not larger.
    pub(super) fn floor(self) -> Self {
        let unit = Self::power(self.scale).unwrap_or(i128::MAX);
        Self { digits: self.digits.div_euclid(unit), scale: 0 }
    }

    /// Both with as many digits after the point.
    fn aligned(self, other: Self) -> Option<(i128, i128, usize)> {
        let scale = self.scale.max(other.scale);
        let digits = |number: Self| number.digits.checked_mul(Self::power(scale - number.scale)?);
        Some((digits(self)?, digits(other)?, scale))
    }

    fn power(of_ten: usize) -> Option<i128> {
        10_i128.checked_pow(u32::try_from(of_ten).ok()?)
    }
}
