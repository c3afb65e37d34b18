//! Reads a variable's description as the form needs it.
//!
//! The module's descriptions follow two habits: `choice: what it does.` for each allowed value, and a list of
//! `- \`attribute\`: what it is.` for the attributes of an object. What does not follow them is help as a whole.

use std::collections::BTreeMap;
use terraform_language::sorted;

/// A description, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    /// What is said of the whole.
    pub help: String,
    /// What is said of each choice, by the choice.
    pub choices: BTreeMap<String, String>,
    /// What is said of each attribute, in the order of the text.
    pub attributes: Vec<(String, String)>,
}

impl Description {
    /// Takes a description apart; `choices` are the values that the variable may have.
    pub fn read(text: &str, choices: &[String]) -> Self {
        let mut description = Self::default();
        let mut lines = Vec::new();
        for line in text.lines().map(str::trim) {
            match line.strip_prefix("- `").and_then(|item| item.split_once("`: ")) {
                Some((name, help)) => description.attributes.push((name.to_owned(), capitalised(help))),
                None => lines.push(line),
            }
        }
        let whole = lines.join(" ");
        let found = choices
            .iter()
            .filter_map(|choice| Some((sentence_start(&whole, &format!("{choice}: "))?, choice.as_str())));
        let starts = sorted(found, Ord::cmp);
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([whole.len()]);
        for ((start, choice), end) in starts.iter().zip(ends) {
            let hint = &whole[start + choice.len() + 2..end];
            // What the last choice is followed by is said of the variable again.
            let (hint, rest) = hint.find(" Default: ").map_or((hint, ""), |at| hint.split_at(at));
            description.choices.insert((*choice).to_owned(), capitalised(hint.trim()));
            description.help.push_str(rest);
        }
        let lead = starts.first().map_or(whole.as_str(), |(start, _)| &whole[..*start]);
        description.help = format!("{}{}", lead.trim_end(), description.help).trim().to_owned();
        description
    }
}

/// Where `phrase` stands at the beginning of a sentence.
fn sentence_start(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|at| *at == 0 || text[..*at].ends_with(". "))
}

/// The text with a large first letter, unless it begins with a name in code.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if !text.split(' ').next().is_some_and(|word| word.contains('_')) => {
            std::iter::once(first.to_ascii_uppercase()).chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_choices_from_the_rest() {
        let text = "How it leaves. nat: through NAT. none: not at all. Default: nat.";
        let description = Description::read(text, &["nat".into(), "none".into()]);
        assert_eq!(description.help, "How it leaves. Default: nat.");
        assert_eq!(description.choices["nat"], "Through NAT.");
        assert_eq!(description.choices["none"], "Not at all.");
    }

    #[test]
    fn reads_attributes_in_order() {
        let description = Description::read("The service.\n- `memory`: MiB of a task.\n- `cpu`: CPU units.", &[]);
        assert_eq!(description.help, "The service.");
        let names: Vec<_> = description.attributes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["memory", "cpu"]);
    }

    #[test]
    fn a_word_inside_a_sentence_is_no_choice() {
        let description = Description::read("Use single: or not.", &["single".into()]);
        assert_eq!(description.help, "Use single: or not.");
    }
}
