//! Numbers.

use super::{ANY, Function, Kind, NUMBER, exactly, function, integer, number, text, variadic};
use crate::{Number, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    function("abs", &[NUMBER], Kind::Number, |args| map(args, f64::abs)),
    function("ceil", &[NUMBER], Kind::Number, |args| map(args, f64::ceil)),
    function("floor", &[NUMBER], Kind::Number, |args| map(args, f64::floor)),
    function("signum", &[NUMBER], Kind::Number, |args| {
        let [value] = exactly(args)?;
        Ok(Value::Number(Number::from(match integer(value)? {
            i64::MIN..=-1 => -1,
            0 => 0,
            1.. => 1,
        })))
    }),
    function("log", &[NUMBER, NUMBER], Kind::Number, |args| {
        let [value, base] = exactly(args)?;
        finite(number(value)?.to_f64().ln() / number(base)?.to_f64().ln())
    }),
    function("pow", &[NUMBER, NUMBER], Kind::Number, |args| {
        let [base, exponent] = exactly(args)?;
        finite(number(base)?.to_f64().powf(number(exponent)?.to_f64()))
    }),
    variadic("max", &[NUMBER], NUMBER, Kind::Number, |args| extreme(args, Iterator::max)),
    variadic("min", &[NUMBER], NUMBER, Kind::Number, |args| extreme(args, Iterator::min)),
    function("parseint", &[ANY, NUMBER], Kind::Number, parse_int),
];

fn map(args: &[Value], change: fn(f64) -> f64) -> Result<Value, String> {
    let [value] = exactly(args)?;
    finite(change(number(value)?.to_f64()))
}

fn finite(value: f64) -> Result<Value, String> {
    Number::from_f64(value).map(Value::Number).ok_or_else(|| "the result is not a number".into())
}

fn extreme(args: &[Value], choose: fn(std::vec::IntoIter<Number>) -> Option<Number>) -> Result<Value, String> {
    let numbers = args.iter().map(number).collect::<Result<Vec<_>, _>>()?;
    choose(numbers.into_iter()).map(Value::Number).ok_or_else(|| "at least one number is required".into())
}

fn parse_int(args: &[Value]) -> Result<Value, String> {
    let [digits, base] = exactly(args)?;
    let (digits, base) = (text(digits)?, integer(base)?);
    let base = u8::try_from(base).ok().filter(|base| (2..=62).contains(base));
    let base = base.ok_or("the base must be a whole number between 2 and 62")?;
    let (sign, bare) = match digits.strip_prefix('-') {
        Some(bare) => (-1.0, bare),
        None => (1.0, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let value = |digit: u8| digit_value(digit, base).map(f64::from);
    let parsed = bare.bytes().try_fold(0.0, |sum, digit| Some(sum * f64::from(base) + value(digit)?));
    let parsed = parsed.filter(|_| !bare.is_empty());
    finite(sign * parsed.ok_or_else(|| format!("\"{digits}\" is no number in base {base}"))?)
}

/// What a digit is worth. Up to base 36 letters count in either case; beyond it capitals come after small letters.
fn digit_value(digit: u8, base: u8) -> Option<u8> {
    let value = match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'z' => digit - b'a' + 10,
        b'A'..=b'Z' if base <= 36 => digit - b'A' + 10,
        b'A'..=b'Z' => digit - b'A' + 36,
        _ => return None,
    };
    (value < base).then_some(value)
}
