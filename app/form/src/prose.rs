//! Sentences with names of the module in them.

use leptos::prelude::*;
use openmercato_ecs_core::labels::written_out;

/// A part of a sentence.
#[derive(Debug, PartialEq)]
enum Part<'a> {
    Words(&'a str),
    Code(&'a str),
}

/// A text whose names, those in backquotes and those with an underscore, stand in code; what nobody sees in it is
/// written out.
#[component]
pub fn Prose(
    /// What is said.
    text: String,
) -> impl IntoView {
    let text = written_out(&text);
    let parts = parts(&text).into_iter().map(|part| match part {
        Part::Words(words) => words.to_owned().into_any(),
        Part::Code(code) => view! { <code translate="no">{code.to_owned()}</code> }.into_any(),
    });
    parts.collect_view()
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for (index, piece) in text.split('`').enumerate() {
        // Without its partner a backquote is only a character, but the text around it is shown all the same.
        if index % 2 == 1 {
            parts.push(Part::Code(piece));
        } else {
            names(piece, &mut parts);
        }
    }
    parts
}

fn names<'a>(text: &'a str, parts: &mut Vec<Part<'a>>) {
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '*');
    let mut words_from = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
        let word = rest[..length].trim_end_matches('.');
        if word.contains('_') {
            parts.push(Part::Words(&text[words_from..at]));
            parts.push(Part::Code(word));
            words_from = at + word.len();
        }
        at += length + rest[length..].chars().next().map_or(0, char::len_utf8);
    }
    parts.push(Part::Words(&text[words_from..]));
    parts.retain(|part| *part != Part::Words(""));
}

#[cfg(test)]
mod tests {
    use super::Part::{Code, Words};
    use super::*;

    #[test]
    fn names_stand_in_code() {
        assert_eq!(parts("Needs db_host."), [Words("Needs "), Code("db_host"), Words(".")]);
        assert_eq!(parts("`cpu`: units, ü"), [Code("cpu"), Words(": units, ü")]);
        assert_eq!(parts(""), []);
    }
}
