//! Numbers.

use super::{ANY, Function, Kind, NUMBER, exactly, function, integer, number, text, variadic};
use crate::{Number, Value};

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("abs", &[NUMBER], Kind::Number, |args| map(args, |number| Some(number.absolute()))),
            function::<LATER>("ceil", &[NUMBER], Kind::Number, |args| map(args, Number::ceil)),
            function::<LATER>("floor", &[NUMBER], Kind::Number, |args| map(args, Number::floor)),
            function::<LATER>("signum", &[NUMBER], Kind::Number, |args| {
                let [value] = exactly(args)?;
                Ok(Value::Number(Number::from(match integer(value)? {
                    i64::MIN..=-1 => -1,
                    0 => 0,
                    1.. => 1,
                })))
            }),
            function::<LATER>("log", &[NUMBER, NUMBER], Kind::Number, |args| {
                let [value, base] = exactly(args)?;
                finite(number(value)?.to_f64().ln() / number(base)?.to_f64().ln())
            }),
            function::<LATER>("pow", &[NUMBER, NUMBER], Kind::Number, |args| {
                let [base, exponent] = exactly(args)?;
                finite(number(base)?.to_f64().powf(number(exponent)?.to_f64()))
            }),
            variadic::<LATER>("max", &[NUMBER], NUMBER, Kind::Number, |args| extreme(args, |numbers| numbers.max())),
            variadic::<LATER>("min", &[NUMBER], NUMBER, Kind::Number, |args| extreme(args, |numbers| numbers.min())),
            function::<LATER>("parseint", &[ANY, NUMBER], Kind::Number, parse_int),
        ]
    }
}

fn map(args: &[Value], change: fn(&Number) -> Option<Number>) -> Result<Value, String> {
    let [value] = exactly(args)?;
    change(number(value)?).map(Value::Number).ok_or_else(|| "the result is not a number".into())
}

fn finite(value: f64) -> Result<Value, String> {
    Number::from_f64(value).map(Value::Number).ok_or_else(|| "the result is not a number".into())
}

fn extreme(args: &[Value], choose: fn(std::vec::IntoIter<&Number>) -> Option<&Number>) -> Result<Value, String> {
    let numbers = args.iter().map(number).collect::<Result<Vec<_>, _>>()?;
    choose(numbers.into_iter()).cloned().map(Value::Number).ok_or_else(|| "at least one number is required".into())
}

fn parse_int(args: &[Value]) -> Result<Value, String> {
    let [digits, base] = exactly(args)?;
    let (digits, base) = (text(digits)?, integer(base)?);
    let base = u8::try_from(base).ok().filter(|base| (2..=62).contains(base));
    let base = base.ok_or("the base must be a whole number between 2 and 62")?;
    let (sign, bare) = match digits.strip_prefix('-') {
        Some(bare) => ("-", bare),
        None => ("", digits.strip_prefix('+').unwrap_or(digits)),
    };
    let worth = bare.bytes().map(|digit| digit_value(digit, base)).collect::<Option<Vec<_>>>();
    let worth =
        worth.filter(|_| !bare.is_empty()).ok_or_else(|| format!("\"{digits}\" is no number in base {base}"))?;
    let add = |sum: u128, digit: u8| sum.checked_mul(base.into())?.checked_add(digit.into());
    let parsed = worth.into_iter().try_fold(0, add).and_then(|number| {
        let sign = if number == 0 { "" } else { sign };
        Number::parse(&format!("{sign}{number}"))
    });
    parsed.map(Value::Number).ok_or_else(|| format!("\"{digits}\" is too large"))
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
