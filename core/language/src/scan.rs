//! What is told of an HCL text before a recursive parser reads it: how deep it nests, how much it is, and where its
//! comments are.
//!
//! ```
//! let scan = terraform_language::scan::of("a = [1] # one\n", 32);
//! assert_eq!((scan.deepest, scan.comments), (1, vec![8..13]));
//! ```

use std::ops::Range;

/// What is open at a place of the text.
enum Frame<'a> {
    /// The text itself, a bracket, or an interpolation, and how many conditionals began on this line and since the last
    /// comma: their third part nests.
    Code(usize),
    /// `"`
    Quoted,
    /// A heredoc, with the word that ends it.
    Heredoc(&'a str),
}

/// How deep a text nests, its comments, and how much it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Scan {
    /// The deepest nesting of brackets, templates, signs and conditionals.
    pub deepest: usize,
    /// Where that is reached first, in bytes.
    pub deepest_at: usize,
    /// Where each comment stands.
    pub comments: Vec<Range<usize>>,
    /// Where each heredoc without a line in it stands, from its first sign to the word that ends it.
    pub empty_heredocs: Vec<Range<usize>>,
    /// How many parts it has at most: comments, and signs that open, separate, set or lead to something.
    pub parts: usize,
}

/// Scans a text, as far as it nests no deeper than `most` and one more.
///
/// Text that is no HCL is scanned as far as a parser gets with it.
pub fn of(text: &str, most: usize) -> Scan {
    let (mut comments, mut empty_heredocs) = (Vec::new(), Vec::new());
    let mut frames = vec![Frame::Code(0)];
    let mut parts = 0;
    let mut deepest = 0;
    let mut deepest_at = 0;
    let mut signs = 0;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let opened = frames.len();
        let after = match frames.last() {
            Some(Frame::Quoted) => quoted(rest, &mut frames),
            Some(Frame::Heredoc(_)) => heredoc(rest, &mut frames),
            None | Some(Frame::Code(_)) => {
                let after = comment(rest).unwrap_or_else(|| code(rest, &mut frames));
                let start = text.len() - rest.len();
                if is_comment(rest) {
                    comments.push(start..text.len() - after.len());
                    parts += 1;
                } else if let Some(length) = empty_heredoc(rest) {
                    empty_heredocs.push(start..start + length);
                }
                parts += usize::from(matches!(character, '=' | ':' | ',' | '.'));
                after
            }
        };
        parts += usize::from(frames.len() > opened);
        signs = match character {
            '!' | '-' => signs + 1,
            ' ' | '\t' => signs,
            _ => 0,
        };
        let conditionals = |frame: &Frame| if let Frame::Code(count) = frame { *count } else { 0 };
        let depth = frames.len() - 1 + signs + frames.iter().map(conditionals).sum::<usize>();
        if depth > deepest {
            deepest = depth;
            deepest_at = text.len() - rest.len();
        }
        if deepest > most {
            break;
        }
        rest = after;
    }
    Scan { deepest, deepest_at, comments, empty_heredocs, parts }
}

fn is_comment(text: &str) -> bool {
    text.starts_with('#') || text.starts_with("//") || text.starts_with("/*")
}

/// The text after the comment that it starts with.
fn comment(text: &str) -> Option<&str> {
    if let Some(comment) = text.strip_prefix("/*") {
        return Some(comment.split_once("*/").map_or("", |(_, after)| after));
    }
    is_comment(text).then(|| text.find('\n').map_or("", |end| &text[end..]))
}

fn code<'a>(text: &'a str, frames: &mut Vec<Frame<'a>>) -> &'a str {
    if let Some((word, after)) = heredoc_start(text) {
        frames.push(Frame::Heredoc(word));
        return after;
    }
    let mut characters = text.chars();
    match characters.next() {
        Some('"') => frames.push(Frame::Quoted),
        Some('(' | '[' | '{') => frames.push(Frame::Code(0)),
        Some(')' | ']' | '}') if frames.len() > 1 => drop(frames.pop()),
        Some('?') => conditional(frames, |count| count + 1),
        Some(',' | '\n') => conditional(frames, |_| 0),
        _ => {}
    }
    characters.as_str()
}

fn conditional(frames: &mut [Frame], change: impl FnOnce(usize) -> usize) {
    if let Some(Frame::Code(count)) = frames.last_mut() {
        *count = change(*count);
    }
}

fn quoted<'a>(text: &'a str, frames: &mut Vec<Frame<'a>>) -> &'a str {
    match text.chars().next() {
        Some('"') => drop(frames.pop()),
        Some('\\') => return text.get(1..).and_then(skip_one).unwrap_or(""),
        _ => return template(text, frames),
    }
    &text[1..]
}

fn heredoc<'a>(text: &'a str, frames: &mut Vec<Frame<'a>>) -> &'a str {
    if let (Some(line), Some(Frame::Heredoc(word))) = (text.strip_prefix('\n'), frames.last()) {
        let end = line.find('\n').unwrap_or(line.len());
        if line[..end].trim() == *word {
            frames.pop();
            return &line[end..];
        }
        return line;
    }
    template(text, frames)
}

fn template<'a>(text: &'a str, frames: &mut Vec<Frame<'a>>) -> &'a str {
    for (escaped, opens) in [("$${", "${"), ("%%{", "%{")] {
        if let Some(after) = text.strip_prefix(escaped) {
            return after;
        }
        if let Some(after) = text.strip_prefix(opens) {
            frames.push(Frame::Code(0));
            return after;
        }
    }
    skip_one(text).unwrap_or("")
}

fn skip_one(text: &str) -> Option<&str> {
    let mut characters = text.chars();
    characters.next()?;
    Some(characters.as_str())
}

/// The word that ends a heredoc which starts here, and the text from the end of its first line.
fn heredoc_start(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix("<<")?;
    let text = text.strip_prefix('-').unwrap_or(text);
    // No further than the word: its line may be as long as the text, and start as many.
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))?;
    let (word, after) = text.split_at(end);
    let after = after.trim_start_matches('\r');
    (!word.is_empty() && after.starts_with('\n')).then_some((word, after))
}

/// How long the heredoc is that starts here, if no line is in it.
fn empty_heredoc(text: &str) -> Option<usize> {
    let (word, after) = heredoc_start(text)?;
    let line = after.strip_prefix('\n')?;
    let line = &line[..line.find('\n').unwrap_or(line.len())];
    let is_its_end = line.trim() == word;
    is_its_end.then(|| text.len() - after.len() + 1 + line.trim_end().len())
}

#[cfg(test)]
mod tests {
    fn of(text: &str) -> super::Scan {
        super::of(text, usize::MAX)
    }

    #[test]
    fn counts_what_is_open_at_once() {
        for (text, depth) in [
            ("a = [1, [2]]\nb = {}\n", 2),
            ("a = \"[[[[\" # ((((\n/* {{{{ */ b = [\"]\", \")\"]\n", 2),
            ("a = \"$${[[[ %%{((\"\n", 1),
            ("a = \"${f([1])}\"\n", 4),
            ("a = <<-E\n [[[ \" ' # ${x}\n  E\nb = [1]\n", 2),
            ("a = !!!true\n", 3),
            ("a = (x ? 1 : y ? 2 : 3, z ? 1 : 2)\nb = x ? 1 : 2\nc = x ? 1 : 2\n", 3),
            ("a = \"\\\"[[[\"\n", 1),
        ] {
            assert_eq!(of(text).deepest, depth, "{text}");
        }
    }

    #[test]
    fn names_the_place_of_the_deepest() {
        let scan = of("a = [1]\nb = [\n  [2],\n]\nc = [[3]]\n");
        assert_eq!((scan.deepest, scan.deepest_at), (2, 16));
    }

    #[test]
    fn counts_parts() {
        for (text, parts) in [
            ("a = { b = 1, c : 2 } # d", 6),
            ("a = f([1, 2], \"=[=\")", 6),
            ("a \"b\" {}\n// =\n/* = */ c = \"${d.e({})}\"", 10),
        ] {
            assert_eq!(of(text).parts, parts, "{text}");
        }
    }

    #[test]
    fn finds_heredocs_without_a_line() {
        let text = "a = <<E\nE\n# <<E\nb = <<-E\r\n  E\r\nc = <<E\n<<E\n\nE\nd = [<<E\nE\n]";
        let found: Vec<_> = of(text).empty_heredocs.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["<<E\nE", "<<-E\r\n  E", "<<E\nE"]);
    }

    #[test]
    fn finds_comments_outside_of_texts() {
        let text = "# a\nb = \"# no ${1 /* c */}\" // d\nc = <<E\n# no\nE\n/* e\n# e */ f = 1#g\r\n/* h";
        let found: Vec<_> = of(text).comments.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["# a", "/* c */", "// d", "/* e\n# e */", "#g\r", "/* h"]);
    }
}
