//! Numbers without quotes, which Docker Compose hands to a container as it reads them, not as they are written.

use crate::tree::{Node, Shape};

/// What a container is given for a value without quotes that is a number, where that is not what is written:
/// `0x1F` is 31, `1.10` is 1.1. `None` where it is as written, or not known here.
/// <https://github.com/yaml/go-yaml/blob/v3/resolve.go>
pub(super) fn resolved(node: &Node) -> Option<String> {
    let Shape::Scalar { text, is_quoted: false } = &node.shape else { return None };
    if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return None;
    }
    let plain = text.replace('_', "");
    let number = whole(&plain).or_else(|| fraction(&plain))?;
    (number != *text).then_some(number)
}

/// A whole number in the notations of Go, where a zero before digits makes them octal.
fn whole(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(['+', '-']);
    if text.len() - digits.len() > 1 {
        return None;
    }
    let lower = digits.to_ascii_lowercase();
    let (radix, digits) = match lower.split_at_checked(2) {
        Some(("0x", rest)) => (16, rest),
        Some(("0o", rest)) => (8, rest),
        Some(("0b", rest)) => (2, rest),
        _ if lower.len() > 1 && lower.starts_with('0') => (8, &lower[1..]),
        _ => (10, lower.as_str()),
    };
    let is_of_digits = digits.starts_with(|c: char| c.is_digit(radix));
    let number = u64::from_str_radix(digits, radix).ok().filter(|_| is_of_digits)?;
    Some(if text.starts_with('-') && number > 0 { format!("-{number}") } else { number.to_string() })
}

/// A decimal with its shortest digits; `None` where it is written with an exponent then.
fn fraction(text: &str) -> Option<String> {
    let is_decimal = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c)) && text.contains(char::is_numeric);
    let number: f64 = text.parse().ok().filter(|_| is_decimal)?;
    let size = f64::abs(number);
    (size == 0.0 || (1e-4..1e21).contains(&size)).then(|| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_docker_compose_reads_them() {
        let of = |text: &str| resolved(&Node::scalar(0..0, text, false));
        for (text, number) in [
            ("0x1F", "31"),
            ("0o17", "15"),
            ("017", "15"),
            ("08", "8"),
            ("0b101", "5"),
            ("-0x10", "-16"),
            ("+5", "5"),
            ("1_000", "1000"),
            ("1.10", "1.1"),
            ("1.0", "1"),
            (".5", "0.5"),
            ("1e3", "1000"),
            ("-1.50", "-1.5"),
        ] {
            assert_eq!(of(text).as_deref(), Some(number), "{text}");
        }
        for text in
            ["1", "-7", "1.5", "0", "1.2.3", "2024-01-01", "1e30", "--1", "0x", ".", "-", "3000:3000", "1h", "x1"]
        {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(resolved(&Node::scalar(0..0, "1.10", true)), None);
    }
}
