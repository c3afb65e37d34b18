//! Colours HCL for the eye.

/// What a piece of text is to the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Anything without a colour of its own.
    Plain,
    Comment,
    Text,
    /// A number, a truth value or null.
    Constant,
    /// A block's type, or a word of the language.
    Keyword,
    /// The name before an `=`.
    Name,
    /// The name before a `(`.
    Function,
}

impl Class {
    /// The class of its element; `None` for plain text.
    pub(crate) fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain => return None,
            Self::Comment => "hl-comment",
            Self::Text => "hl-text",
            Self::Constant => "hl-constant",
            Self::Keyword => "hl-keyword",
            Self::Name => "hl-name",
            Self::Function => "hl-function",
        })
    }
}

/// A line as coloured pieces, which together are the line without its line break.
pub(crate) type Line<'a> = Vec<(Class, &'a str)>;

/// The lines of a file, coloured where the path says that it is HCL. Any text is taken; none fails.
pub(crate) fn lines<'a>(path: &str, text: &'a str) -> Vec<Line<'a>> {
    let is_hcl = [".tf", ".tfvars", ".hcl"].iter().any(|ending| path.ends_with(ending));
    let pieces = if is_hcl { Scanner::new(text).pieces() } else { vec![(Class::Plain, text)] };
    split(pieces)
}

fn split(pieces: Vec<(Class, &str)>) -> Vec<Line<'_>> {
    let mut lines = vec![Vec::new()];
    for (class, piece) in pieces {
        for (index, part) in piece.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let (Some(line), false) = (lines.last_mut(), part.is_empty()) {
                line.push((class, part));
            }
        }
    }
    // The line break that ends a file begins no line.
    if lines.len() > 1 && lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    pieces: Vec<(Class, &'a str)>,
    /// Open braces within each template sequence around the position.
    templates: Vec<usize>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, pieces: Vec::new(), templates: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(&mut self, length: usize, class: Class) {
        let piece = &self.rest()[..length];
        self.at += length;
        match self.pieces.last_mut() {
            // Neighbours of one class are one piece, as long as they touch.
            Some((last, text)) if *last == class => {
                let start = self.at - length - text.len();
                *text = &self.text[start..self.at];
            }
            _ if piece.is_empty() => {}
            _ => self.pieces.push((class, piece)),
        }
    }

    fn pieces(mut self) -> Vec<(Class, &'a str)> {
        while let Some(first) = self.rest().chars().next() {
            match first {
                '#' => self.line_comment(),
                '/' if self.rest().starts_with("//") => self.line_comment(),
                '/' if self.rest().starts_with("/*") => {
                    let length = self.rest().find("*/").map_or(self.rest().len(), |end| end + 2);
                    self.take(length, Class::Comment);
                }
                '"' => {
                    self.take(1, Class::Text);
                    self.quoted();
                }
                '<' if self.rest().starts_with("<<") => self.heredoc(),
                '0'..='9' => {
                    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.';
                    let length = self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len());
                    self.take(length, Class::Constant);
                }
                'a'..='z' | 'A'..='Z' | '_' => self.word(),
                '{' => {
                    if let Some(depth) = self.templates.last_mut() {
                        *depth += 1;
                    }
                    self.take(1, Class::Plain);
                }
                '}' => self.closing_brace(),
                other => self.take(other.len_utf8(), Class::Plain),
            }
        }
        self.pieces
    }

    fn line_comment(&mut self) {
        let length = self.rest().find('\n').unwrap_or(self.rest().len());
        self.take(length, Class::Comment);
    }

    fn closing_brace(&mut self) {
        match self.templates.last_mut() {
            Some(0) => {
                self.templates.pop();
                self.take(1, Class::Plain);
                self.quoted();
            }
            Some(depth) => {
                *depth -= 1;
                self.take(1, Class::Plain);
            }
            None => self.take(1, Class::Plain),
        }
    }

    /// The inside of a string up to its end or to the next template sequence.
    fn quoted(&mut self) {
        let mut length = 0;
        let rest = self.rest();
        let mut characters = rest.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            length = at + character.len_utf8();
            let follows = characters.peek().map(|(_, next)| *next);
            match character {
                '"' => break,
                // A string does not go over a line; what looks like it is a mistake, shown as far as the line goes.
                '\n' => break,
                '\\' => drop(characters.next()),
                '$' | '%' if follows == Some(character) => drop(characters.next()),
                '$' | '%' if follows == Some('{') => {
                    self.take(at, Class::Text);
                    self.take(2, Class::Plain);
                    self.templates.push(0);
                    return;
                }
                _ => {}
            }
            length = characters.peek().map_or(rest.len(), |(next, _)| *next).max(length);
        }
        self.take(length, Class::Text);
    }

    fn heredoc(&mut self) {
        let rest = self.rest();
        let opening = rest.split('\n').next().unwrap_or_default();
        let marker = opening.trim_start_matches('<').trim_start_matches('-').trim();
        let is_marker = !marker.is_empty() && marker.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !is_marker {
            return self.take(2, Class::Plain);
        }
        let mut length = 0;
        for (index, line) in rest.split_inclusive('\n').enumerate() {
            if index > 0 && line.trim() == marker {
                length += line.trim_end().len();
                break;
            }
            length += line.len();
        }
        self.take(length, Class::Text);
    }

    fn word(&mut self) {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        let line_so_far = self.text[..self.at].rsplit('\n').next().unwrap_or_default();
        let begins_line = line_so_far.trim().is_empty();
        let after = after.trim_start_matches([' ', '\t']);
        let class = match word {
            "true" | "false" | "null" => Class::Constant,
            "for" | "in" | "if" | "else" | "endif" | "endfor" if !begins_line => Class::Keyword,
            _ if after.starts_with('(') => Class::Function,
            _ if begins_line && after.starts_with('=') && !after.starts_with("==") => Class::Name,
            _ if begins_line && (after.starts_with('"') || after.starts_with('{')) => Class::Keyword,
            _ => Class::Plain,
        };
        self.take(length, class);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let mark = |(class, piece): &(Class, &str)| {
            class.name().map_or((*piece).to_owned(), |name| format!("[{}:{piece}]", &name[3..]))
        };
        let line = |line: &Line<'_>| line.iter().map(mark).collect::<String>();
        lines("a.tf", text).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn tells_the_parts_apart() {
        assert_eq!(marked("a = 1 # why\n"), "[name:a] = [constant:1] [comment:# why]");
        assert_eq!(marked("variable \"x\" {\n}"), "[keyword:variable] [text:\"x\"] {\n}");
        assert_eq!(marked("b = upper(var.x)"), "[name:b] = [function:upper](var.x)");
    }

    #[test]
    fn a_template_is_code_within_text() {
        assert_eq!(marked(r#"a = "x${f("y")}z""#), r#"[name:a] = [text:"x]${[function:f]([text:"y"])}[text:z"]"#);
        assert_eq!(marked(r#"a = "$${x} \" é""#), r#"[name:a] = [text:"$${x} \" é"]"#);
    }

    #[test]
    fn a_heredoc_is_text_to_its_end() {
        assert_eq!(
            marked("a = <<-EOT\n  b = 1\n  EOT\nc = 2"),
            "[name:a] = [text:<<-EOT]\n[text:  b = 1]\n[text:  EOT]\n[name:c] = [constant:2]"
        );
    }

    #[test]
    fn nothing_is_lost_whatever_the_text() {
        for text in ["\"", "\"\\", "\"${", "}", "<<", "<<X", "\"é\n\"", "${\"${\"", "/*", "a\n\n\nb", "\"\\é\""] {
            let all: Vec<_> = lines("a.tf", text)
                .iter()
                .map(|line| line.iter().map(|(_, piece)| *piece).collect::<String>())
                .collect();
            assert_eq!(all.join("\n"), text.strip_suffix('\n').unwrap_or(text), "{text}");
        }
    }
}
