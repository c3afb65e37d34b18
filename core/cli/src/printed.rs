//! What a command prints.

use openmercato_ecs_core::hcl::is_visible;
use std::io::{self, Write as _};

/// What a command prints on standard output.
pub(super) enum Printed {
    /// A file, byte by byte, in a format with an escaping of its own: JSON, HCL, CSV, SVG, Mermaid.
    File(String),
    /// Lines for people. Each is printed as [`visible`] shows it.
    Lines(Vec<String>),
}

impl Printed {
    /// A JSON document.
    pub(super) fn json(json: &serde_json::Value) -> Self {
        Self::File(format!("{json:#}\n"))
    }

    /// One line for people.
    pub(super) fn line(line: impl Into<String>) -> Self {
        Self::Lines(vec![line.into()])
    }

    /// Lines for people, as a text has them.
    pub(super) fn lines_of(text: &str) -> Self {
        Self::Lines(text.lines().map(ToOwned::to_owned).collect())
    }

    /// Writes it to standard output.
    ///
    /// # Errors
    /// Standard output cannot be written. That it was closed is no error: whoever reads may have read enough.
    pub(super) fn print(self) -> Result<(), String> {
        let text = match self {
            Self::File(text) => text,
            Self::Lines(lines) => lines.iter().map(|line| visible(line) + "\n").collect(),
        };
        match io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot print: {error}.")),
            _ => Ok(()),
        }
    }
}

/// Prints a line on standard error, as [`visible`] shows it.
pub(super) fn say(line: &str) {
    eprintln!("{}", visible(line));
}

/// A line with what nobody sees in it escaped, as `\u{1b}`: texts of files, links and archives can neither move the
/// cursor of a terminal, nor turn its direction, nor begin a line that looks like one of ours.
fn visible(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for character in line.chars() {
        if is_visible(character) {
            shown.push(character);
        } else {
            shown.extend(character.escape_default());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_nobody_sees_is_escaped_and_the_rest_stays() {
        assert_eq!(visible("\u{1b}[2J\r\nä\u{202e}🦀\u{9b}"), "\\u{1b}[2J\\r\\nä\\u{202e}🦀\\u{9b}");
    }
}
