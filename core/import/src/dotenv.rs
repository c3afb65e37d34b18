//! Environment variables as `.env` files have them: `NAME=value` on lines, with quotes, comments and references.
//!
//! There is no one grammar. What Docker Compose, Node's `dotenv` and a shell agree on is read so; where they differ, as
//! Docker Compose reads it. <https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax>

use crate::environment::{self, Environment, NamedValue};
use crate::interpolation::{Interpolated, Variables};
use crate::reader::{Reader, short};
use crate::secret;
use crate::terraform::MOST_PARTS;
use openmercato_ecs_delivery::admission::MOST;
use openmercato_ecs_module::{EnvironmentNames, Module};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A line, or what stands on several lines between quotes.
#[derive(Debug)]
pub(crate) enum Line {
    /// `NAME=value`
    Variable {
        name: String,
        place: Range<usize>,
        value: String,
        /// Where the value stands, with its quotes.
        span: Range<usize>,
        /// Whether `${NAME}` stands for another variable in it.
        is_open: bool,
    },
    Comment(Range<usize>),
    /// Anything else.
    Other(Range<usize>),
}

/// Whether files of this name hold environment variables.
pub(crate) fn is_named_so(name: &str) -> bool {
    name == ".env"
        || name.starts_with(".env.")
        || name.ends_with(".env")
        || name.starts_with("env.")
        || name == "dotenv"
}

/// Whether a text that may be HCL as well is one of environment variables: each line sets one, in capitals.
pub(crate) fn is_one(text: &str) -> bool {
    let lines = lines(text);
    let is_capital = |name: &str| !name.chars().any(|c| c.is_ascii_lowercase());
    lines.iter().any(|line| matches!(line, Line::Variable { .. }))
        && lines.iter().all(|line| match line {
            Line::Variable { name, place, span, .. } => {
                is_capital(name) && text.get(place.end..span.start).is_some_and(|between| between.trim_end() == "=")
            }
            Line::Comment(_) => true,
            Line::Other(_) => false,
        })
}

/// Whether a text that is no HCL is one of environment variables: most lines set one.
pub(crate) fn is_nearly_one(text: &str) -> bool {
    let lines = lines(text);
    let variables = lines.iter().filter(|line| matches!(line, Line::Variable { .. })).count();
    let others = lines.iter().filter(|line| matches!(line, Line::Other(_))).count();
    variables > others
}

/// The values that a text gives to names, for what refers to them: what is said last counts. Those of secrets are not
/// known to anybody.
pub(crate) fn variables(module: &Module, text: &str) -> Variables {
    let lines = lines(text);
    let names = secret_names(module, &lines);
    let mut variables = Variables::default();
    for line in &lines {
        if let Line::Variable { name, value, is_open, .. } = line {
            let value = if *is_open { Interpolated::of(value, &variables).text() } else { Some(value.clone()) };
            variables.set(name.clone(), value.filter(|value| !names.is_secret(name) && !secret::is_in(value)));
        }
    }
    variables
}

/// Which names of these lines are those of secrets.
fn secret_names(module: &Module, lines: &[Line]) -> EnvironmentNames {
    let names = lines.iter().filter_map(|line| match line {
        Line::Variable { name, .. } => Some(name.as_str()),
        _ => None,
    });
    EnvironmentNames::of(module, names.take(MOST))
}

/// Reads a text into the environment of every container. What another file refers to, `used`, is no variable of them.
pub(crate) fn read(
    reader: &mut Reader,
    environment: &mut Environment,
    module: &Module,
    text: &str,
    used: &BTreeSet<String>,
) {
    let lines = lines(text);
    if lines.len() > MOST_PARTS {
        let count = lines.len();
        let why = format!("the file has {count} lines, more than the {MOST_PARTS} that are read.");
        return reader.leave_out(0..text.len(), None, why);
    }
    let layer = environment::of_all();
    let mut comments = Vec::new();
    let mut known = Variables::default();
    let mut hidden = BTreeSet::new();
    let names = secret_names(module, &lines);
    let lasts: BTreeMap<_, _> = lines
        .iter()
        .filter_map(|line| match line {
            Line::Variable { name, place, .. } => Some((name.as_str(), place.start)),
            _ => None,
        })
        .collect();
    for line in &lines {
        match line {
            Line::Comment(span) => comments.push(span.clone()),
            Line::Other(span) => {
                let text = format!("{} is left out: it sets no variable.", reader.source(span.clone()));
                reader.leave_out(span.clone(), None, text);
            }
            Line::Variable { name, place, value, span, is_open } => {
                let interpolated = if *is_open { Interpolated::of(value, &known) } else { Interpolated::plain(value) };
                let value = interpolated.text();
                let is_secret = interpolated.is_open_at(|name| hidden.contains(name));
                let shown = value.clone().filter(|value| !names.is_secret(name) && !secret::is_in(value));
                if is_secret || shown.is_none() && value.is_some() {
                    hidden.insert(name.clone());
                }
                known.set(name.clone(), shown);
                let counts = lasts.get(name.as_str()).copied().unwrap_or_default();
                if counts != place.start {
                    let line = reader.line(counts);
                    let text = format!("{} is left out here: what line {line} says counts.", short(name));
                    reader.leave_out(place.start..span.end, None, text);
                    continue;
                }
                if used.contains(name) {
                    let text = format!("{} is used where the file beside this one refers to it.", short(name));
                    reader.aside(place.start..span.end, text);
                    continue;
                }
                if let Some(why) = interpolated.why_open().filter(|_| !is_secret) {
                    let text = format!("{} is left out: {why}.", short(name));
                    reader.leave_out(place.start..span.end, None, text);
                    continue;
                }
                let (layer, place, span) = (layer.clone(), place.clone(), span.clone());
                let whole = place.start..span.end;
                environment.add(reader, NamedValue { layer, name: name.clone(), value, place, span, is_secret });
                interpolated.note(reader, whole, name);
            }
        }
    }
    reader.comments(&comments);
}

/// The lines of a text that say something.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let start = at + (text[at..end].len() - text[at..end].trim_start().len());
        let line = text[start..end].trim_end();
        at = end + 1;
        if line.starts_with('#') {
            lines.push(Line::Comment(start..start + line.len()));
        } else if !line.is_empty() {
            let (line, last) = of_line(text, start, start + line.len());
            at = text[last..].find('\n').map_or(text.len(), |end| last + end + 1);
            lines.extend(line);
        }
    }
    lines
}

/// What a line says that is neither blank nor a comment, and where it ends: a value in quotes may go on on further lines.
fn of_line(text: &str, start: usize, end: usize) -> (Vec<Line>, usize) {
    let other = (vec![Line::Other(start..end)], end);
    let line = &text[start..end];
    let exported = line.strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t'])).unwrap_or(line);
    let name_at = end - exported.trim_start().len();
    let rest = &text[name_at..end];
    let name = rest.split(|c: char| !(c.is_ascii_alphanumeric() || "_.-".contains(c))).next().unwrap_or_default();
    let after = &rest[name.len()..];
    let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
    let sign = &after[spaces..];
    let has_sign = sign.starts_with('=') || sign == ":" || sign.starts_with(": ");
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !is_name || !has_sign {
        return other;
    }
    let sign = name_at + name.len() + spaces;
    let value_at = sign + 1 + (text[sign + 1..end].len() - text[sign + 1..end].trim_start_matches([' ', '\t']).len());
    let (value, span, is_open, last) = value(text, value_at.min(end), end);
    let mut lines =
        vec![Line::Variable { name: name.to_owned(), place: name_at..name_at + name.len(), value, span, is_open }];
    let rest_end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let rest = text[last..rest_end].trim();
    if !rest.is_empty() {
        let start = last + text[last..rest_end].find(rest).unwrap_or_default();
        let span = start..start + rest.len();
        lines.push(if rest.starts_with('#') { Line::Comment(span) } else { Line::Other(span) });
    }
    (lines, last)
}

/// The value that begins at a place: what it is, where it stands, whether it refers to others, and where it ends.
fn value(text: &str, start: usize, end: usize) -> (String, Range<usize>, bool, usize) {
    let quote = text[start..end].chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    if let Some(quote) = quote
        && let Some(close) = closing(text, start + 1, quote)
    {
        let inner = &text[start + 1..close];
        let value = if quote == '"' { unescaped(inner) } else { inner.replace("\r\n", "\n") };
        return (value, start..close + 1, quote == '"', close + 1);
    }
    // A comment begins after a space.
    let line = &text[start..end];
    let comment =
        line.match_indices('#').find(|(at, _)| *at == 0 || line[..*at].ends_with([' ', '\t'])).map(|(at, _)| at);
    let value = line[..comment.unwrap_or(line.len())].trim_end();
    (value.to_owned(), start..start + value.len(), true, start + value.len())
}

fn closing(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, character) in text[start..].char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if quote == '"' => is_escaped = true,
            _ if character == quote => return Some(start + at),
            _ => {}
        }
    }
    None
}

/// What stands between double quotes, with its escapes resolved; `\$` stays, for who looks for references.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some('r')) => plain.push('\r'),
            ('\\', Some('t')) => plain.push('\t'),
            ('\\', Some(other @ ('"' | '\\'))) => plain.push(*other),
            ('\\', Some('$')) => plain.push_str("$$"),
            ('\r', Some('\n')) => continue,
            _ => {
                plain.push(character);
                continue;
            }
        }
        characters.next();
    }
    plain
}
