//! How deep an HCL text nests, before a recursive parser reads it.

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

/// How deep a text nests, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Depth {
    /// The deepest nesting of brackets, templates, signs and conditionals.
    pub(super) deepest: usize,
    /// The line, from 1, on which that is reached first.
    pub(super) line: usize,
}

/// Measures a text, as far as it nests no deeper than [`super::DEEPEST`] and one more.
///
/// Text that is no HCL is measured as far as a parser gets with it.
pub(super) fn of(text: &str) -> Depth {
    let mut frames = vec![Frame::Code(0)];
    let mut deepest = 0;
    let mut deepest_at = 0;
    let mut signs = 0;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let after = match frames.last() {
            Some(Frame::Quoted) => quoted(rest, &mut frames),
            Some(Frame::Heredoc(_)) => heredoc(rest, &mut frames),
            None | Some(Frame::Code(_)) => code(rest, &mut frames),
        };
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
        if deepest > super::DEEPEST {
            break;
        }
        rest = after;
    }
    Depth { deepest, line: 1 + text[..deepest_at].matches('\n').count() }
}

fn code<'a>(text: &'a str, frames: &mut Vec<Frame<'a>>) -> &'a str {
    if text.starts_with('#') || text.starts_with("//") {
        return text.find('\n').map_or("", |end| &text[end..]);
    }
    if let Some(comment) = text.strip_prefix("/*") {
        return comment.split_once("*/").map_or("", |(_, after)| after);
    }
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
    let end = text.find('\n')?;
    let word = text[..end].trim_end_matches('\r');
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    is_word.then_some((word, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::{Depth, of};

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
    fn names_the_line_of_the_deepest() {
        assert_eq!(of("a = [1]\nb = [\n  [2],\n]\nc = [[3]]\n"), Depth { deepest: 2, line: 3 });
    }
}
