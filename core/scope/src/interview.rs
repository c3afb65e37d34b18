//! What was asked and answered, and what was taken of it, as a text: in links, and with what is saved.

use crate::{Goal, Scope, SizingAssumption};
use std::fmt;

/// The answers, what their numbers rest on, and the proposal that was taken for them.
///
/// As a text it has a line for each: `downtime=minutes`, `requests_per_vcpu=30`, `taken=cheapest`. What is usual has none.
#[derive(Clone, Debug, Default)]
pub struct Interview {
    /// The answers.
    pub scope: Scope,
    /// What the proposal is for that was taken; its reasons are found again by a search.
    pub taken: Option<Goal>,
}

/// The name of the line that says what was taken.
const TAKEN: &str = "taken";

/// The most lines that are read: more than there are questions and assumptions.
const MOST_LINES: usize = 64;

/// The longest text that is read, in characters.
const LONGEST: usize = 4000;

impl Interview {
    /// Reads a text, and gives what of it was left out, in words. What a stranger wrote there is bounded in length.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let mut interview = Self::default();
        if text.len() > LONGEST || text.lines().count() > MOST_LINES {
            return (
                interview,
                vec!["The answers are longer than all questions ask for, and are left out.".to_owned()],
            );
        }
        let mut left_out = Vec::new();
        for line in text.lines() {
            if let Err(why) = interview.take(line) {
                left_out.push(format!("An answer was left out: {why}"));
            }
        }
        (interview, left_out)
    }

    fn take(&mut self, line: &str) -> Result<(), String> {
        let (name, text) = line.split_once('=').ok_or_else(|| format!("{line:?} has no \"=\"."))?;
        if name == TAKEN {
            self.taken = Some(Goal::find(text).ok_or_else(|| format!("{text:?} is nothing that a proposal is for."))?);
            return Ok(());
        }
        let Some(assumption) = SizingAssumption::find(name) else { return self.scope.set(name, text) };
        let number = text.parse().map_err(|_| format!("{name}: {text:?} is not a number, as 12."))?;
        self.scope.sizing.set(assumption, number)
    }
}

/// The text that [`Interview::read`] reads; empty where nothing was answered.
impl fmt::Display for Interview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (question, answer) in self.scope.answered() {
            writeln!(f, "{}={answer}", question.name)?;
        }
        for assumption in SizingAssumption::ALL {
            let number = self.scope.sizing.get(assumption);
            if number.to_bits() != assumption.usual().to_bits() {
                writeln!(f, "{}={number}", assumption.name())?;
            }
        }
        self.taken.map_or(Ok(()), |goal| writeln!(f, "{TAKEN}={}", goal.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::QUESTIONS;
    use crate::question::Kind;

    #[test]
    fn reads_what_it_writes() {
        for question in &QUESTIONS {
            let texts: Vec<String> = match question.kind {
                Kind::Region => vec!["eu-central-1".to_owned()],
                Kind::Number { least, most, .. } => vec![least.to_string(), most.to_string()],
                Kind::One(replies) => replies.iter().map(|reply| reply.name.to_owned()).collect(),
                Kind::Several(replies) => {
                    let all: Vec<_> = replies.iter().map(|reply| reply.name).collect();
                    vec![String::new(), all[0].to_owned(), all.join(",")]
                }
            };
            for text in texts {
                let mut interview = Interview { taken: Some(Goal::Isolation), ..Interview::default() };
                interview.scope.set(question.name, &text).expect("an answer");
                interview.scope.sizing.set(SizingAssumption::RequestsPerVcpu, 0.1).expect("a number");
                let written = interview.to_string();
                let (read, left_out) = Interview::read(&written);
                assert_eq!((read.to_string(), left_out), (written, Vec::<String>::new()));
                assert_eq!(read.scope.get(question.name).map(ToString::to_string), Some(text));
            }
        }
        assert_eq!(Interview::default().to_string(), "");
    }

    #[test]
    fn what_is_unknown_is_named_and_takes_nothing_else_along() {
        let text = "downtime=minutes\nmood=\u{202e}fine\nexisting=network,moon\npeople=200\ntaken=all\nnothing\n\
                    requests_per_vcpu=NaN\n";
        let (read, left_out) = Interview::read(text);
        assert_eq!(read.to_string(), "downtime=minutes\npeople=200\n");
        assert_eq!(left_out.len(), 5, "{left_out:#?}");
        assert!(left_out[0].contains("\"mood\" is no question"), "{left_out:?}");
        assert!(left_out[1].contains("\"moon\" is no answer"), "{left_out:?}");
    }

    #[test]
    fn a_text_without_end_is_left_out_as_a_whole() {
        for text in ["a".repeat(LONGEST + 1), "x=y\n".repeat(MOST_LINES + 1)] {
            let (read, left_out) = Interview::read(&text);
            assert_eq!((read.to_string(), left_out.len()), (String::new(), 1));
        }
    }
}
