//! `format`: the verbs of Terraform's `printf`-like formats.

use crate::functions::encoding;
use crate::graphemes;
use crate::{Number, Type, Value};

/// Formats values by a pattern: `%s`, `%d`, `%v`, `%#v`, `%q`, `%t`, `%f`, `%x`, `%X`, `%b`, `%o`, `%%`, with width,
/// precision, the flags `-`, `+`, `0`, space, and explicit argument numbers as `%[1]s`.
///
/// # Errors
/// A verb that is not known, too few or too many values, or a value that does not suit its verb.
pub(crate) fn format(pattern: &str, values: &[Value]) -> Result<Value, String> {
    let mut out = String::new();
    let mut rest = pattern;
    let mut next = 0;
    let mut used = 0;
    while let Some(start) = rest.find('%') {
        let (before, verb) = rest.split_at(start);
        out.push_str(before);
        let (spec, after) = Spec::read(&verb[1..])?;
        rest = after;
        if spec.verb == '%' {
            out.push('%');
            continue;
        }
        let index = spec.argument.unwrap_or(next);
        next = index + 1;
        used = used.max(next);
        let value = values.get(index).ok_or_else(|| format!("the format asks for a value number {}", index + 1))?;
        match spec.format(value)? {
            Some(text) => out.push_str(&text),
            None => return Ok(Value::unknown(Type::String)),
        }
    }
    out.push_str(rest);
    if used < values.len() {
        return Err(format!("the format uses only {used} of {} values", values.len()));
    }
    if values.iter().any(Value::is_unknown) {
        return Ok(Value::unknown(Type::String));
    }
    Ok(Value::string(out))
}

/// One verb with its flags.
#[derive(Default)]
struct Spec {
    left: bool,
    plus: bool,
    space: bool,
    zero: bool,
    sharp: bool,
    width: usize,
    precision: Option<usize>,
    argument: Option<usize>,
    verb: char,
}

impl Spec {
    /// Reads what follows a `%`; gives the rest of the pattern too.
    fn read(text: &str) -> Result<(Self, &str), String> {
        let mut spec = Self::default();
        let mut rest = text;
        while let Some(flag) = rest.chars().next().filter(|c| matches!(c, '-' | '+' | ' ' | '0' | '#')) {
            match flag {
                '-' => spec.left = true,
                '+' => spec.plus = true,
                ' ' => spec.space = true,
                '0' => spec.zero = true,
                _ => spec.sharp = true,
            }
            rest = &rest[1..];
        }
        let (width, after) = digits(rest);
        (spec.width, rest) = (width.unwrap_or(0), after);
        if let Some(after) = rest.strip_prefix('.') {
            let (precision, after) = digits(after);
            (spec.precision, rest) = (Some(precision.unwrap_or(0)), after);
        }
        if let Some(after) = rest.strip_prefix('[') {
            let (number, after) = digits(after);
            let index = number.and_then(|number| number.checked_sub(1));
            spec.argument = Some(index.ok_or("argument numbers start at 1")?);
            rest = after.strip_prefix(']').ok_or("an argument number ends with ]")?;
        }
        let mut characters = rest.chars();
        spec.verb = characters.next().ok_or("the format ends within a verb")?;
        Ok((spec, characters.as_str()))
    }

    /// The formatted value; `None` when it is unknown.
    fn format(&self, value: &Value) -> Result<Option<String>, String> {
        if !value.is_wholly_known() {
            return Ok(None);
        }
        let text = match self.verb {
            'v' if self.sharp => json(value),
            'v' => match value {
                Value::Number(number) => general(&number.to_string()),
                other => plain(other),
            },
            's' => match Type::String.convert(value) {
                Ok(Value::String(text)) => self.cut(&text),
                _ => return Err("%s needs a text".into()),
            },
            'q' => match Type::String.convert(value) {
                Ok(Value::String(text)) => json(&Value::string(self.cut(&text))),
                _ => return Err("%q needs a text".into()),
            },
            't' => match Type::Bool.convert(value) {
                // Terraform does not pad a truth value.
                Ok(Value::Bool(value)) => return Ok(Some(value.to_string())),
                _ => return Err("%t needs true or false".into()),
            },
            'd' | 'b' | 'o' | 'x' | 'X' | 'f' | 'e' | 'E' | 'g' | 'G' => self.number(value)?,
            other => return Err(format!("the format verb %{other} is not known")),
        };
        Ok(Some(self.pad(text)))
    }

    fn number(&self, value: &Value) -> Result<String, String> {
        let Ok(Value::Number(number)) = Type::Number.convert(value) else {
            return Err(format!("%{} needs a number", self.verb));
        };
        let shown = number.to_string();
        let magnitude = shown.strip_prefix('-').unwrap_or(&shown);
        let digits = match self.verb {
            'd' | 'b' | 'o' | 'x' | 'X' => self.whole(magnitude)?,
            'f' => fixed(magnitude, &number, self.precision.unwrap_or(6)),
            'e' | 'E' => exponential(number.to_f64().abs(), self.precision.unwrap_or(6)),
            _ => general(magnitude),
        };
        let digits = if self.verb.is_ascii_uppercase() { digits.to_ascii_uppercase() } else { digits };
        let sign = if magnitude.len() < shown.len() {
            "-"
        } else if self.plus {
            "+"
        } else if self.space {
            " "
        } else {
            ""
        };
        Ok(format!("{sign}{digits}"))
    }

    /// The digits of a whole number in the base of the verb.
    fn whole(&self, magnitude: &str) -> Result<String, String> {
        if magnitude.contains('.') {
            return Err(format!("%{} needs a whole number", self.verb));
        }
        if self.verb == 'd' {
            return Ok(magnitude.to_owned());
        }
        let prefix = match self.verb {
            _ if !self.sharp => "",
            'b' => "0b",
            'o' => "0",
            _ => "0x",
        };
        let whole: u128 = magnitude.parse().map_err(|_| format!("%{} has no number so large", self.verb))?;
        Ok(match self.verb {
            'b' => format!("{prefix}{whole:b}"),
            'o' => format!("{prefix}{whole:o}"),
            _ => format!("{prefix}{whole:x}"),
        })
    }

    /// The text's first characters, as many as the precision says; zero says nothing.
    fn cut(&self, text: &str) -> String {
        self.precision
            .filter(|most| *most > 0)
            .map_or_else(|| text.to_owned(), |most| graphemes::of(text).into_iter().take(most).collect())
    }

    fn pad(&self, text: String) -> String {
        let missing = self.width.min(1024).saturating_sub(graphemes::of(&text).len());
        if missing == 0 {
            text
        } else if self.left {
            text + &" ".repeat(missing)
        } else if self.zero {
            let (sign, digits) = text.split_at(usize::from(text.starts_with(['-', '+'])));
            format!("{sign}{}{digits}", "0".repeat(missing))
        } else {
            " ".repeat(missing) + &text
        }
    }
}

/// As many digits after the point as the precision says.
fn fixed(magnitude: &str, number: &Number, precision: usize) -> String {
    let fraction = magnitude.split_once('.').map_or("", |(_, fraction)| fraction);
    match precision.checked_sub(fraction.len()) {
        Some(0) => magnitude.to_owned(),
        Some(missing) => {
            let point = if fraction.is_empty() { "." } else { "" };
            format!("{magnitude}{point}{}", "0".repeat(missing))
        }
        None => format!("{:.precision$}", number.to_f64().abs()),
    }
}

/// As Go's `%e`: a sign and at least two digits in the exponent.
fn exponential(number: f64, precision: usize) -> String {
    with_long_exponent(&format!("{number:.precision$e}"))
}

/// As Go's `%g`: all digits, with an exponent from a million on and below a ten-thousandth.
/// <https://pkg.go.dev/fmt#hdr-Printing>
fn general(shown: &str) -> String {
    let (sign, magnitude) = shown.strip_prefix('-').map_or(("", shown), |magnitude| ("-", magnitude));
    let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    let leading_zeros = all.len() - significant.len();
    let is_plain = if whole == "0" { leading_zeros <= 4 } else { whole.len() <= 6 };
    if significant.is_empty() || is_plain {
        return shown.to_owned();
    }
    let exponent = if whole == "0" { format!("-{leading_zeros}") } else { (whole.len() - 1).to_string() };
    let (first, rest) = significant.split_at(1);
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    with_long_exponent(&format!("{sign}{first}{point}{rest}e{exponent}"))
}

fn with_long_exponent(text: &str) -> String {
    let Some((mantissa, exponent)) = text.split_once('e') else { return text.to_owned() };
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

fn digits(text: &str) -> (Option<usize>, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (number.parse().ok(), rest)
}

fn json(value: &Value) -> String {
    encoding::json(value).unwrap_or_default()
}

/// As `%v`: texts, numbers and truth values bare, all else as JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.to_string(),
        other => json(other),
    }
}
