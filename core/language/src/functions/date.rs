//! Dates and times, in the form of RFC 3339.

use super::{Function, Kind, STRING, exactly, function, text};
use crate::{Number, Type, Value};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// What the clock says is not known before apply.
pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("formatdate", &[STRING, STRING], Kind::String, |args| {
                let [format, time] = exactly(args)?;
                formatted(text(format)?, parsed(text(time)?)?).map(Value::string)
            }),
            function::<LATER>("timeadd", &[STRING, STRING], Kind::String, |args| {
                let [time, by] = exactly(args)?;
                let sum = parsed(text(time)?)?.checked_add(duration(text(by)?)?);
                sum.map(|sum| Value::string(shown(sum))).ok_or_else(|| "the years go from 0 to 9999".into())
            }),
            function::<LATER>("timecmp", &[STRING, STRING], Kind::Number, |args| {
                let [a, b] = exactly(args)?;
                let order = parsed(text(a)?)?.cmp(&parsed(text(b)?)?);
                Ok(Value::Number(Number::from(order as i32)))
            }),
            function::<LATER>("timestamp", &[], Kind::String, |_| Ok(Value::unknown(Type::String))),
        ]
    }
}

/// Reads a time. Terraform takes capital letters alone, and no leap seconds.
fn parsed(text: &str) -> Result<OffsetDateTime, String> {
    let is_strict = text.get(10..11) == Some("T") && !text.ends_with('z') && text.get(17..19) != Some("60");
    let time = OffsetDateTime::parse(text, &Rfc3339).ok().filter(|_| is_strict);
    time.ok_or_else(|| format!("\"{text}\" is no time as 2026-01-31T12:00:00Z"))
}

/// In the form of RFC 3339, without fractions of seconds.
fn shown(time: OffsetDateTime) -> String {
    let (date, clock) = (time.date(), time.time());
    let day = format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day());
    format!("{day}T{:02}:{:02}:{:02}{}", clock.hour(), clock.minute(), clock.second(), offset(time, "Z", ":"))
}

/// The distance from UTC, which is `utc` where there is none.
fn offset(time: OffsetDateTime, utc: &str, separator: &str) -> String {
    let (hours, minutes, _) = time.offset().as_hms();
    if (hours, minutes) == (0, 0) && !utc.is_empty() {
        return utc.to_owned();
    }
    let sign = if time.offset().is_negative() { '-' } else { '+' };
    format!("{sign}{:02}{separator}{:02}", hours.abs(), minutes.abs())
}

/// Reads a duration as Go does, as `1h-30m` is not, and `-1h30m` and `1.5h` are:
/// <https://pkg.go.dev/time#ParseDuration>.
fn duration(text: &str) -> Result<Duration, String> {
    let invalid = || format!("\"{text}\" is no duration as 1h30m");
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if unsigned == "0" {
        return Ok(Duration::ZERO);
    }
    let mut rest = unsigned;
    let mut nanoseconds = 0_i64;
    while !rest.is_empty() || unsigned.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(invalid)?;
        let (number, after) = rest.split_at(end);
        let end = after.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let part = Number::parse(number).and_then(|number| number.times(&Number::parse(nanoseconds_of(unit)?)?));
        let part = part.and_then(|part| part.floor()?.to_i64()).ok_or_else(invalid)?;
        nanoseconds = nanoseconds.checked_add(part).ok_or_else(invalid)?;
        rest = after;
    }
    Ok(Duration::nanoseconds(if text.starts_with('-') { -nanoseconds } else { nanoseconds }))
}

fn nanoseconds_of(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "ns" => "1",
        "us" | "µs" | "μs" => "1e3",
        "ms" => "1e6",
        "s" => "1e9",
        "m" => "60e9",
        "h" => "3600e9",
        _ => return None,
    })
}

/// A time in a format of letters, each as often as its form has: <https://developer.hashicorp.com/terraform/language/functions/formatdate>.
fn formatted(format: &str, time: OffsetDateTime) -> Result<String, String> {
    let mut shown = String::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        if let Some(quoted) = rest.strip_prefix('\'') {
            let (literal, after) = unquoted(quoted)?;
            shown.push_str(&literal);
            rest = after;
            continue;
        }
        let is_letter = first.is_ascii_alphabetic();
        let end = if is_letter {
            rest.find(|c| c != first)
        } else {
            rest.find(|c: char| c.is_ascii_alphabetic() || c == '\'')
        };
        let (token, after) = rest.split_at(end.unwrap_or(rest.len()));
        shown.push_str(&if is_letter { part(token, time)? } else { token.to_owned() });
        rest = after;
    }
    Ok(shown)
}

/// What stands within quotes, and what follows them. Two quotes are one, within and without.
fn unquoted(after_quote: &str) -> Result<(String, &str), String> {
    if let Some(after) = after_quote.strip_prefix('\'') {
        return Ok(("'".into(), after));
    }
    let mut literal = String::new();
    let mut rest = after_quote;
    while let Some((before, after)) = rest.split_once('\'') {
        literal.push_str(before);
        let Some(again) = after.strip_prefix('\'') else {
            return Ok((literal, after));
        };
        literal.push('\'');
        rest = again;
    }
    Err("a quote in the format has no end".into())
}

fn part(letters: &str, time: OffsetDateTime) -> Result<String, String> {
    let (month, weekday, hour) = (time.month().to_string(), time.weekday().to_string(), time.hour());
    let half = if hour < 12 { "AM" } else { "PM" };
    let of_twelve = (hour + 11) % 12 + 1;
    Ok(match letters {
        "YY" => format!("{:02}", time.year() % 100),
        "YYYY" => format!("{:04}", time.year()),
        "M" => u8::from(time.month()).to_string(),
        "MM" => format!("{:02}", u8::from(time.month())),
        "MMM" => month[..3].to_owned(),
        "MMMM" => month,
        "D" => time.day().to_string(),
        "DD" => format!("{:02}", time.day()),
        "EEE" => weekday[..3].to_owned(),
        "EEEE" => weekday,
        "h" => hour.to_string(),
        "hh" => format!("{hour:02}"),
        "H" => of_twelve.to_string(),
        "HH" => format!("{of_twelve:02}"),
        "AA" => half.to_owned(),
        "aa" => half.to_lowercase(),
        "m" => time.minute().to_string(),
        "mm" => format!("{:02}", time.minute()),
        "s" => time.second().to_string(),
        "ss" => format!("{:02}", time.second()),
        "Z" => offset(time, "Z", ":"),
        "ZZZ" => offset(time, "UTC", ""),
        "ZZZZ" => offset(time, "", ""),
        "ZZZZZ" => offset(time, "", ":"),
        other => return Err(format!("{other} is no part of a date")),
    })
}
