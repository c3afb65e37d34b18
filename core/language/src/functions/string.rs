//! Texts. Characters are grapheme clusters, as for Terraform.

mod format;

use super::{
    Function, Kind, NUMBER, OPEN, Parameter, STRING, STRINGS, exactly, function, integer, known_texts, text, variadic,
};
use crate::graphemes;
use crate::{Type, Value};

/// Takes unknown texts, too.
const PARTIAL_STRING: Parameter = Parameter { unknown: true, ..STRING };

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("chomp", &[STRING], Kind::String, |args| {
                change(args, |text| text.trim_end_matches(['\n', '\r']).into())
            }),
            function::<LATER>("endswith", &[STRING, STRING], Kind::Bool, |args| {
                compare(args, |text, end| text.ends_with(end))
            }),
            variadic::<LATER>("format", &[STRING], OPEN, Kind::String, |args| {
                let (format, values) = args.split_first().ok_or("a format is required")?;
                format::format(text(format)?, values)
            }),
            variadic::<LATER>("formatlist", &[STRING], OPEN, Kind::List, format_list),
            function::<LATER>("indent", &[NUMBER, STRING], Kind::String, |args| {
                let [spaces, plain] = exactly(args)?;
                let spaces =
                    usize::try_from(integer(spaces)?).map_err(|_| "the number of spaces must not be negative")?;
                Ok(Value::string(text(plain)?.replace('\n', &format!("\n{}", " ".repeat(spaces.min(1024))))))
            }),
            variadic::<LATER>("join", &[STRING, STRINGS], STRINGS, Kind::String, join),
            function::<LATER>("lower", &[STRING], Kind::String, |args| {
                change(args, |text| text.chars().map(|c| single(c, c.to_lowercase())).collect())
            }),
            function::<LATER>("replace", &[STRING, STRING, STRING], Kind::String, replace),
            function::<LATER>("split", &[STRING, STRING], Kind::Strings, |args| {
                let [separator, joined] = exactly(args)?;
                let (separator, joined) = (text(separator)?, text(joined)?);
                Ok(match separator {
                    "" => Value::list(joined.chars().map(|c| Value::string(c.to_string()))),
                    separator => Value::list(joined.split(separator).map(Value::string)),
                })
            }),
            function::<LATER>("startswith", &[PARTIAL_STRING, STRING], Kind::Bool, |args| match args {
                // Every text starts with none.
                [Value::Unknown(..), start] => {
                    Ok(if text(start)?.is_empty() { true.into() } else { Value::unknown(Type::Bool) })
                }
                args => compare(args, |text, start| text.starts_with(start)),
            }),
            function::<LATER>("strcontains", &[STRING, STRING], Kind::Bool, |args| {
                compare(args, |text, part| text.contains(part))
            }),
            function::<LATER>("strrev", &[STRING], Kind::String, |args| {
                change(args, |text| graphemes::of(text).into_iter().rev().collect())
            }),
            function::<LATER>("substr", &[STRING, NUMBER, NUMBER], Kind::String, substring),
            function::<LATER>("title", &[STRING], Kind::String, |args| change(args, title)),
            function::<LATER>("trim", &[STRING, STRING], Kind::String, |args| {
                let [plain, cut] = exactly(args)?;
                let cut: Vec<_> = text(cut)?.chars().collect();
                Ok(Value::string(text(plain)?.trim_matches(cut.as_slice())))
            }),
            function::<LATER>("trimprefix", &[STRING, STRING], Kind::String, |args| {
                let [plain, prefix] = exactly(args)?;
                let (plain, prefix) = (text(plain)?, text(prefix)?);
                Ok(Value::string(plain.strip_prefix(prefix).unwrap_or(plain)))
            }),
            function::<LATER>("trimspace", &[STRING], Kind::String, |args| change(args, |text| text.trim().into())),
            function::<LATER>("trimsuffix", &[STRING, STRING], Kind::String, |args| {
                let [plain, suffix] = exactly(args)?;
                let (plain, suffix) = (text(plain)?, text(suffix)?);
                Ok(Value::string(plain.strip_suffix(suffix).unwrap_or(plain)))
            }),
            function::<LATER>("upper", &[STRING], Kind::String, |args| {
                change(args, |text| text.chars().map(|c| single(c, c.to_uppercase())).collect())
            }),
        ]
    }
}

fn change(args: &[Value], change: fn(&str) -> String) -> Result<Value, String> {
    let [plain] = exactly(args)?;
    Ok(Value::string(change(text(plain)?)))
}

fn compare(args: &[Value], holds: fn(&str, &str) -> bool) -> Result<Value, String> {
    let [whole, part] = exactly(args)?;
    Ok(holds(text(whole)?, text(part)?).into())
}

/// The other case of a character where that is one character: Terraform maps character by character. The one with a dot
/// has a small letter without.
fn single(character: char, mut mapped: impl ExactSizeIterator<Item = char>) -> char {
    if mapped.len() == 1 || character == 'İ' { mapped.next().unwrap_or(character) } else { character }
}

/// Capitals at the start of words. As for Go, whose function this is, words are parted by what of ASCII is no letter, no
/// digit and no underscore, and by spaces: <https://pkg.go.dev/strings#Title>.
fn title(text: &str) -> String {
    let mut is_start = true;
    text.chars()
        .map(|character| {
            let changed = if is_start { capital(character) } else { character };
            is_start = match character {
                '_' => false,
                character if character.is_ascii() => !character.is_ascii_alphanumeric(),
                character => character.is_whitespace(),
            };
            changed
        })
        .collect()
}

/// The letter that starts a word. Pairs of letters in one have a form of their own for it, and Georgian has none.
fn capital(character: char) -> char {
    match character {
        'Ǆ'..='ǆ' => 'ǅ',
        'Ǉ'..='ǉ' => 'ǈ',
        'Ǌ'..='ǌ' => 'ǋ',
        'Ǳ'..='ǳ' => 'ǲ',
        '\u{10d0}'..='\u{10ff}' => character,
        character => single(character, character.to_uppercase()),
    }
}

fn join(args: &[Value]) -> Result<Value, String> {
    let (separator, lists) = args.split_first().ok_or("a separator is required")?;
    let mut texts = Vec::new();
    for list in lists {
        match known_texts(list)? {
            Some(known) => texts.extend(known),
            None => return Ok(Value::unknown(Type::String)),
        }
    }
    Ok(Value::string(texts.join(text(separator)?)))
}

fn replace(args: &[Value]) -> Result<Value, String> {
    let [plain, pattern, with] = exactly(args)?;
    let (plain, pattern, with) = (text(plain)?, text(pattern)?, text(with)?);
    let inner = pattern.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    Ok(Value::string(match inner {
        Some(pattern) => super::regular_expression::compiled(pattern)?.replace_all(plain, with).into_owned(),
        None => plain.replace(pattern, with),
    }))
}

fn substring(args: &[Value]) -> Result<Value, String> {
    let [plain, offset, length] = exactly(args)?;
    let graphemes: Vec<_> = graphemes::of(text(plain)?);
    let (offset, length) = (integer(offset)?, integer(length)?);
    let distance = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
    let start = if offset < 0 { graphemes.len().saturating_sub(distance) } else { distance.min(graphemes.len()) };
    let rest = graphemes.get(start..).unwrap_or_default();
    let taken = usize::try_from(length).unwrap_or(usize::MAX).min(rest.len());
    Ok(Value::string(rest.get(..taken).unwrap_or_default().concat()))
}

/// Formats once for each element of the lists among the values; what is no list is the same every time.
fn format_list(args: &[Value]) -> Result<Value, String> {
    let (pattern, values) = args.split_first().ok_or("a format is required")?;
    let lists = values.iter().filter_map(Value::elements);
    let count = lists.map(<[Value]>::len).reduce(|a, b| if a == b { a } else { usize::MAX }).unwrap_or(1);
    if count == usize::MAX {
        return Err("the lists must have the same length".into());
    }
    let formatted = (0..count).map(|index| {
        let row: Vec<_> = values
            .iter()
            .map(|v| v.elements().map_or(v, |list| list.get(index).unwrap_or(&Value::Null)).clone())
            .collect();
        format::format(text(pattern)?, &row)
    });
    formatted.collect::<Result<Vec<_>, _>>().map(Value::list)
}
