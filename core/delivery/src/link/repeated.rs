//! Names that JSON sets more than once: a reader keeps the last value and says nothing of the others.

use std::collections::BTreeMap;
use std::ops::Range;

/// A name that is set again.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repeated<'j> {
    /// The names that lead to it, itself the last; of an element of a list there is none.
    pub(super) path: Vec<String>,
    /// The value that came first, as it is written.
    pub(super) first: &'j str,
    /// The value that came after it.
    pub(super) next: &'j str,
}

/// What is open at a place: the values of an object by their names, or a list, which has none.
#[derive(Default)]
struct Open {
    values: BTreeMap<String, Range<usize>>,
    /// The name whose value is being looked at, with where that begins.
    named: Option<(String, usize)>,
}

/// The names that a text in JSON sets again, in the order of the text.
pub(super) fn names(json: &str) -> Vec<Repeated<'_>> {
    let (mut found, mut open) = (Vec::new(), vec![Open::default()]);
    let (mut quote, mut text, mut is_escaped) = (None, 0..0, false);
    for (at, byte) in json.bytes().enumerate() {
        match (quote, byte) {
            (Some(_), _) if is_escaped => is_escaped = false,
            (Some(_), b'\\') => is_escaped = true,
            (Some(start), b'"') => (quote, text) = (None, start..at + 1),
            (Some(_), _) => {}
            (None, b'"') => quote = Some(at),
            (None, b'{' | b'[') => open.push(Open::default()),
            (None, b':') => {
                let name = serde_json::from_str(&json[text.clone()]).unwrap_or_default();
                if let Some(open) = open.last_mut() {
                    open.named = Some((name, at + 1));
                }
            }
            (None, b',' | b'}' | b']') => {
                found.extend(closed(json, &mut open, at));
                if byte != b',' {
                    open.pop();
                }
            }
            (None, _) => {}
        }
    }
    found
}

/// Ends the value that is being looked at; the name, where it was set before.
fn closed<'j>(json: &'j str, open: &mut [Open], end: usize) -> Option<Repeated<'j>> {
    let (name, start) = open.last_mut()?.named.take()?;
    let before = open.last_mut()?.values.insert(name.clone(), start..end)?;
    let around = open.iter().filter_map(|open| open.named.as_ref()).map(|(name, _)| name.clone());
    let path = around.chain([name]).collect();
    Some(Repeated { path, first: json[before].trim(), next: json[start..end].trim() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_come_again_are_found_with_both_values() {
        let found = |json| -> Vec<_> {
            let names = names(json).into_iter();
            names.map(|Repeated { path, first, next }| format!("{}: {first} {next}", path.join("."))).collect()
        };
        assert_eq!(found(r#"{"a":{"b":"x:\\","b" : "y"},"l":[{"a":1},{"a":2}]}"#), [r#"a.b: "x:\\" "y""#]);
        assert_eq!(found(r#"{"a":1,"\u0061":{},"a":[1,2]}"#), ["a: 1 {}", "a: {} [1,2]"]);
        assert_eq!(found(r#"{"a":"\"a\":1,\"a\":2","b":{"a":[]}}"#), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }
}
