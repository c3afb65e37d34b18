//! Values that stand beside a name, in whatever language: which of them are secrets, their names tell.

use crate::{Format, ReadFile};
use std::cell::{Cell, OnceCell};
use std::ops::Range;

/// A value with its name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The name in the form of an environment variable.
    pub(super) name: String,
    /// Where the value stands, without its quotes.
    pub(super) span: Range<usize>,
}

/// The longest name that is looked at.
const LONGEST_NAME: usize = 128;

/// The values of a file that stand beside names: `name = value`, `name: value`, in quotes or not, and `name` and `value`
/// as two entries.
pub(super) fn candidates(file: &ReadFile) -> Vec<Candidate> {
    let text = file.text.as_str();
    let mut scan =
        Scan { text, is_hcl: file.format == Format::Hcl, named: None, open: None, next: NextSigns::of(text) };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(['=', ':']).map(|at| from + at) {
        from = at + 1;
        if let Some((candidate, end)) = scan.at(at) {
            from = end.max(from);
            found.extend(candidate);
        }
    }
    found
}

/// The name in the form of an environment variable: `apiKey` and `api-key` as `API_KEY`.
pub(super) fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len() + 4);
    let mut last = '_';
    for character in name.chars().take(LONGEST_NAME) {
        if character.is_ascii_uppercase() && last.is_ascii_lowercase() {
            normal.push('_');
        }
        normal.push(if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' });
        last = character;
    }
    normal
}

struct Scan<'t> {
    text: &'t str,
    is_hcl: bool,
    /// What the last `name` said, and where it ends.
    named: Option<(&'t str, usize)>,
    /// What was opened last: `variable "name" {`, or `name: {`.
    open: Option<&'t str>,
    next: NextSigns<'t>,
}

impl<'t> Scan<'t> {
    /// What stands around a sign at this place: a value with its name, where there is one, and where to go on.
    fn at(&mut self, at: usize) -> Option<(Option<Candidate>, usize)> {
        let name = self.name_before(at)?;
        let rest = &self.text[at + 1..];
        if rest.starts_with(['=', '>', '/']) {
            return None;
        }
        let start = at + 1 + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        let value = self.value(start, at);
        let value_text = self.text.get(value.clone()).unwrap_or_default();
        if value_text.starts_with(['{', '[']) {
            self.open = Some(name);
            return None;
        }
        let called = match name.to_ascii_lowercase().as_str() {
            "name" | "key" => {
                self.named = Some((value_text, value.end));
                return Some((None, value.end));
            }
            // Its name stands right before it.
            "value" => self.named.filter(|(_, end)| at.saturating_sub(*end) < 64).map_or(name, |(named, _)| named),
            "default" => self.opened_before(at).unwrap_or(name),
            _ => name,
        };
        let is_named = ["arn:", "${var.", "${local."].iter().any(|beginning| value_text.starts_with(beginning));
        let says_nothing = matches!(value_text, "" | "null" | "true" | "false");
        if is_named || says_nothing {
            return Some((None, value.end));
        }
        let end = value.end;
        Some((Some(Candidate { name: normal(called), span: value }), end))
    }

    /// The name that ends right before a place, without quotes.
    fn name_before(&self, at: usize) -> Option<&'t str> {
        let before = self.text[..at].trim_end_matches([' ', '\t']);
        let before = before.strip_suffix(['"', '\'']).unwrap_or(before);
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let window = before.len().saturating_sub(LONGEST_NAME);
        let window = (window..before.len()).find(|start| before.is_char_boundary(*start))?;
        let tail = &before[window..];
        let name = &tail[tail
            .rfind(|c| !is_of_name(c))
            .map_or(0, |last| last + tail[last..].chars().next().map_or(1, char::len_utf8))..];
        (!name.is_empty()).then_some(name)
    }

    /// What was opened last before a place, as `variable "name" {` has it.
    fn opened_before(&self, at: usize) -> Option<&'t str> {
        const VARIABLE: &str = "variable";
        /// The longest that is looked for it.
        const WITHIN: usize = 2048;
        let window = (at.saturating_sub(WITHIN)..at).find(|start| self.text.is_char_boundary(*start))?;
        let before = &self.text[window..at];
        let quoted = before.rfind(VARIABLE).and_then(|found| {
            let label = before[found + VARIABLE.len()..].trim_start().strip_prefix('"')?;
            label.split_once('"').map(|(label, _)| label)
        });
        quoted.filter(|_| self.is_hcl).or(self.open)
    }

    /// Where the value stands that begins at a place.
    fn value(&self, start: usize, sign: usize) -> Range<usize> {
        let rest = &self.text[start..];
        if rest.starts_with(['{', '[']) {
            return start..start + 1;
        }
        let line = self.next.newline(start);
        if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            return start + 1..self.next.closing(start + 1, quote).unwrap_or(line);
        }
        if let Some(end) = rest.strip_prefix("<<").map(|marker| marker.trim_start_matches(['-', '"']))
            && let Some(word) =
                end.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().filter(|word| !word.is_empty())
        {
            let end = self.next.line_of(word, line);
            return (line + 1).min(end)..end;
        }
        if !self.is_hcl && rest.starts_with(['|', '>']) {
            return (line + 1).min(self.text.len())..self.indented_after(line, sign);
        }
        if self.is_hcl {
            // An expression: what is written out in it.
            let quote = self.next.quote(start, '"');
            let is_written_out = quote < line;
            return match is_written_out {
                true => quote + 1..self.next.closing(quote + 1, '"').unwrap_or(line),
                false => start..start,
            };
        }
        let end = self.next.quote(start, '"').min(self.next.quote(start, '\'')).min(line);
        let whole = &self.text[start..end];
        start..start + whole.trim_end().trim_end_matches(',').len()
    }

    /// Where the lines end that are indented more than the one of the sign.
    fn indented_after(&self, line: usize, sign: usize) -> usize {
        let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
        let own = self.text[..sign].rsplit('\n').next().map_or(0, indent);
        let mut end = (line + 1).min(self.text.len());
        for text in self.text[end..].split_inclusive('\n') {
            if !text.trim().is_empty() && indent(text) <= own {
                break;
            }
            end += text.len();
        }
        end
    }
}

/// Where signs come next in a text. Asked for places in order, it looks at the text once, however many ask.
struct NextSigns<'t> {
    text: &'t str,
    newline: Next,
    /// Of `"` and of `'`.
    quotes: [Next; 2],
    /// Of those that close what they begin.
    closing: [Next; 2],
    /// Lines without what is blank around them, each with where it starts, sorted.
    lines: OnceCell<Vec<(&'t str, usize)>>,
}

/// From where on something was looked for, and where it is: at the text's end where it is nowhere.
#[derive(Clone, Default)]
struct Next(Cell<Option<(usize, usize)>>);

impl Next {
    /// The first place from one on; `find` looks for it.
    fn at(&self, from: usize, find: impl FnOnce() -> usize) -> usize {
        match self.0.get() {
            Some((start, found)) if start <= from && from <= found => found,
            _ => {
                let found = find();
                self.0.set(Some((from, found)));
                found
            }
        }
    }
}

impl<'t> NextSigns<'t> {
    fn of(text: &'t str) -> Self {
        let none = <[Next; 2]>::default;
        Self { text, newline: Next::default(), quotes: none(), closing: none(), lines: OnceCell::new() }
    }

    fn newline(&self, from: usize) -> usize {
        self.newline.at(from, || self.text[from..].find('\n').map_or(self.text.len(), |at| from + at))
    }

    fn quote(&self, from: usize, quote: char) -> usize {
        let next = &self.quotes[usize::from(quote == '\'')];
        next.at(from, || self.text[from..].find(quote).map_or(self.text.len(), |at| from + at))
    }

    /// Where the quote is that closes what begins right after one.
    fn closing(&self, from: usize, quote: char) -> Option<usize> {
        let is_double = quote == '"';
        let next = &self.closing[usize::from(!is_double)];
        let is_escaped = |at: usize| {
            let before = &self.text[from..at];
            (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
        };
        let find = || {
            let mut quotes = self.text[from..].match_indices(quote).map(|(at, _)| from + at);
            quotes.find(|at| !is_double || !is_escaped(*at)).unwrap_or(self.text.len())
        };
        Some(next.at(from, find)).filter(|at| *at < self.text.len())
    }

    /// Where the line of a heredoc's end starts, after the line that ends at a place; the text's end where there is none.
    fn line_of(&self, word: &str, after: usize) -> usize {
        let lines = self.lines.get_or_init(|| {
            let lines = self.text.split_inclusive('\n').scan(0, |start, line| {
                let at = *start;
                *start += line.len();
                Some((line.trim(), at))
            });
            let mut lines: Vec<_> = lines.collect();
            lines.sort_unstable();
            lines
        });
        let next = lines.partition_point(|line| *line <= (word, after));
        lines.get(next).filter(|(line, _)| *line == word).map_or(self.text.len(), |(_, start)| *start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cpu_time::ThreadTime;
    use std::time::Duration;

    fn named(name: &str, text: &str) -> Vec<(String, String)> {
        let found = candidates(&ReadFile { name: name.into(), text: text.into(), format: Format::of(name, text) });
        found.into_iter().map(|found| (found.name, text[found.span].to_owned())).collect()
    }

    #[test]
    fn values_stand_beside_their_names_in_every_language() {
        let expected =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
        assert_eq!(named(".env", "export A_TOKEN=\"x y\" # z\nB=c d\n"), expected(&[("A_TOKEN", "x y"), ("B", "c d")]));
        assert_eq!(
            named("a.json", r#"{"apiKey": "x", "env": [{"name": "P", "value": "v"}]}"#),
            expected(&[("API_KEY", "x"), ("P", "v")])
        );
        assert_eq!(
            named("c.yml", "env:\n  - A=b\n  k: |\n    one\n    two\nx: y\n"),
            expected(&[("A", "b"), ("K", "    one\n    two\n"), ("X", "y")])
        );
        let hcl = "variable \"db_password\" {\n  type = string\n  default = \"x\"\n}\npassword = sensitive(\"y\")\nk = <<E\nz\nE\nr = var.x\n";
        assert_eq!(named("a.tf", hcl), expected(&[("DB_PASSWORD", "x"), ("PASSWORD", "y"), ("K", "z\n")]));
        let windows = "password = <<E\r\none\r\ntwo\r\nE\r\nk = \"a\\\\\" # \"\r\n";
        let expected = expected(&[("PASSWORD", "one\r\ntwo\r\n"), ("K", "a\\\\")]);
        assert_eq!(named("a.tf", windows), expected);
    }

    #[test]
    fn hostile_texts_are_looked_through_once() {
        // Each of these took half a minute and more when every sign looked for the end of its line, quote or heredoc.
        for (format, part) in
            [(Format::Hcl, "a="), (Format::Hcl, "a=\\\"\n"), (Format::Hcl, "a=<<E\n{\n"), (Format::Json, "a=<<E\n{\n")]
        {
            let start = ThreadTime::now();
            let text = part.repeat((1 << 20) / part.len());
            candidates(&ReadFile { name: "a".into(), text, format });
            assert!(start.elapsed() < Duration::from_secs(20), "{part:?} takes {:?}", start.elapsed());
        }
    }
}
