//! `$NAME` and `${NAME:-default}` in texts of Docker Compose and of `.env` files.
//! <https://docs.docker.com/reference/compose-file/interpolation/>

use crate::reader::Reader;
use std::collections::BTreeMap;
use std::ops::Range;

/// Values by name; `None` for what is set to something that nobody knows.
#[derive(Debug, Default, Clone)]
pub(crate) struct Variables(BTreeMap<String, Option<String>>);

impl Variables {
    pub(crate) fn set(&mut self, name: String, value: Option<String>) {
        self.0.insert(name, value);
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Option::as_deref)
    }
}

/// A text with its references resolved, as far as they can be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Interpolated {
    text: String,
    /// The names that have no value here.
    open: Vec<String>,
    /// The names whose default was taken.
    defaults: Vec<String>,
    /// The names whose values were found.
    pub(crate) found: Vec<String>,
}

/// The deepest nesting of references that is resolved.
const DEEPEST: usize = 8;

/// The longest reference that is resolved, in characters.
const LONGEST_REFERENCE: usize = 1024;

/// The longest text that is made.
const LONGEST: usize = 1 << 20;

impl Interpolated {
    /// A text as it stands.
    pub(crate) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Resolves the references of a text.
    pub(crate) fn of(text: &str, variables: &Variables) -> Self {
        let mut of = Self::default();
        of.resolve(text, variables, 0);
        of
    }

    /// The text; `None` where a reference has no value.
    pub(crate) fn text(&self) -> Option<String> {
        self.open.is_empty().then(|| self.text.clone())
    }

    /// Why it has no value, as the end of a sentence.
    pub(crate) fn why_open(&self) -> Option<String> {
        (!self.open.is_empty()).then(|| format!("{} has no value here", self.open.join(", ")))
    }

    /// Notes where a default was taken.
    pub(crate) fn note(&self, reader: &mut Reader, span: Range<usize>, what: &str) {
        if !self.defaults.is_empty() {
            let text = format!(
                "{what} has the default of {}; what that is given elsewhere is not known.",
                self.defaults.join(", ")
            );
            reader.note(span, None, crate::NoteKind::Changed, text);
        }
    }

    fn resolve(&mut self, text: &str, variables: &Variables, depth: usize) {
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            if self.text.len() > LONGEST {
                self.open.push("a text that is too long".into());
                return;
            }
            self.text.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('$') {
                self.text.push('$');
                rest = after;
            } else if let Some(inner) = rest.strip_prefix('{')
                && let Some(end) = closing(inner)
            {
                self.reference(&inner[..end], variables, depth);
                rest = &inner[end + 1..];
            } else {
                let name = name(rest);
                if name.is_empty() {
                    self.text.push('$');
                } else {
                    self.reference(name, variables, depth);
                }
                rest = &rest[name.len()..];
            }
        }
        self.text.push_str(rest);
    }

    /// `NAME`, `NAME:-default`, `NAME:?error`, `NAME:+other`, each also without the colon, which asks for a text that is
    /// not empty.
    fn reference(&mut self, inner: &str, variables: &Variables, depth: usize) {
        let name = name(inner);
        let operator = &inner[name.len()..];
        let has_colon = operator.starts_with(':');
        let operator = operator.strip_prefix(':').unwrap_or(operator);
        let value = variables.get(name).filter(|value| !has_colon || !value.is_empty());
        if name.is_empty() || depth >= DEEPEST {
            self.open.push(crate::reader::short(&format!("${{{inner}}}")));
            return;
        }
        match (operator.chars().next(), value) {
            (Some('+'), Some(_)) => self.resolve(&operator[1..], variables, depth + 1),
            (Some('+'), None) if variables.has(name) => {}
            (_, Some(value)) => {
                self.found.push(name.to_owned());
                self.text.push_str(value);
            }
            (Some('-'), None) => {
                self.defaults.push(name.to_owned());
                self.resolve(&operator[1..], variables, depth + 1);
            }
            _ => self.open.push(name.to_owned()),
        }
    }
}

/// The name that a text begins with.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_digit()) { "" } else { &text[..end] }
}

/// Where the brace is that closes one that is open at the start of a text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, character) in text.char_indices().take(LONGEST_REFERENCE) {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_docker_compose_does() {
        let mut variables = Variables::default();
        variables.set("A".into(), Some("a".into()));
        variables.set("EMPTY".into(), Some(String::new()));
        for (text, expected) in [
            ("$A-${A}", Some("a-a")),
            ("${B:-b${A}}", Some("ba")),
            ("${EMPTY:-b}${EMPTY-c}", Some("b")),
            ("${A:+x}${EMPTY:+y}", Some("x")),
            ("${B:?needed}", None),
            ("$$A", Some("$A")),
            ("$B", None),
            ("5$ and $1", Some("5$ and $1")),
            ("${B:-{}}", Some("{}")),
        ] {
            assert_eq!(Interpolated::of(text, &variables).text().as_deref(), expected, "{text}");
        }
        for part in ["${A:-", "$", "${", "${A", "}"] {
            Interpolated::of(&part.repeat(100_000), &variables);
        }
    }
}
