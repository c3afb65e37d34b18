//! Numbers.

use super::{Function, Kind, NUMBER, STRING, exactly, function, integer, number, text, variadic};
use crate::{Number, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    function("abs", &[NUMBER], Kind::Number, |args| map(args, f64::abs)),
    function("ceil", &[NUMBER], Kind::Number, |args| map(args, f64::ceil)),
    function("floor", &[NUMBER], Kind::Number, |args| map(args, f64::floor)),
    function("signum", &[NUMBER], Kind::Number, |args| {
        map(args, |n| {
            if n > 0.0 {
                1.0
            } else if n < 0.0 {
                -1.0
            } else {
                0.0
            }
        })
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
    function("parseint", &[STRING, NUMBER], Kind::Number, parse_int),
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
    let base = u32::try_from(base).ok().filter(|base| (2..=36).contains(base));
    let base = base.ok_or("the base must be a whole number between 2 and 36")?;
    let parsed = i64::from_str_radix(digits, base).map_err(|_| format!("\"{digits}\" is no number in base {base}"))?;
    #[allow(clippy::cast_precision_loss)]
    finite(parsed as f64)
}
