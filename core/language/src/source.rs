//! A text in HCL, read into its syntax tree.

use crate::scan;
use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::parser::Error;
use hcl_edit::structure::Body;
use hcl_edit::template::{Directive, Element, HeredocTemplate, StringTemplate, Template};
use hcl_edit::visit::{self, Visit};
use hcl_edit::visit_mut::{self, VisitMut};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// How many bytes are read again for the sake of keys that an object has twice, as in all: a text with more of them
/// than that is refused, so that none takes long.
const MOST_READ_AGAIN: usize = 1 << 22;

/// How many signs that may end a key are tried: a key that holds more of them is refused.
const MOST_SIGNS: usize = 20;

/// What the parser says of a key that an object has already.
const REDEFINED: &str = "found redefined object key";

/// Why a text is not HCL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for SourceError {}

/// Reads a file. Spans in the body are places of the text that comes with it, which has the same lines.
///
/// In an object that has a key twice the last value counts, as for Terraform; the parser knows no such objects. So a
/// key that comes again gets parentheses, which make it another for the parser and the same for Terraform.
///
/// ```
/// let (text, _) = terraform_language::source::body("tags = { a = 1, a = 2 }")?;
/// assert_eq!(text, r#"tags = { a = 1, ("a") = 2 }"#);
/// # Ok::<_, terraform_language::source::SourceError>(())
/// ```
///
/// # Errors
/// Where the text is not HCL, or nests deeper than the parser reads.
pub fn body(text: &str) -> Result<(Cow<'_, str>, Body), SourceError> {
    read(text, false, |quotes, body: &Body| quotes.visit_body(body), |ends, body| ends.visit_body_mut(body))
}

/// Reads an expression as [`body`] reads a file.
///
/// # Errors
/// Where the text is no expression, or nests deeper than the parser reads.
pub fn expression(text: &str) -> Result<Expression, SourceError> {
    let read = read(
        text,
        true,
        |quotes, expression: &Expression| quotes.visit_expr(expression),
        |ends, expression| ends.visit_expr_mut(expression),
    );
    read.map(|(_, expression)| expression)
}

fn read<T: FromStr<Err = Error>>(
    text: &str,
    is_expression: bool,
    visit: impl FnOnce(&mut Quotes, &T),
    visit_mut: impl FnOnce(&mut LineEnds, &mut T),
) -> Result<(Cow<'_, str>, T), SourceError> {
    let mut text = with_lines_in_heredocs(text);
    let mut left = MOST_READ_AGAIN;
    let mut tree = loop {
        let error = match text.parse() {
            Ok(tree) => break tree,
            Err(error) => error,
        };
        left = left.saturating_sub(text.len());
        match with_another_key(&text, &error) {
            Some(other) if left > 0 => text = Cow::Owned(other),
            _ => return Err(SourceError { line: error.location().line(), message: error.message().to_owned() }),
        }
    };
    let mut quotes = Quotes { text: &text, broken: None, unended: None };
    visit(&mut quotes, &tree);
    if text.contains("\r\n") {
        visit_mut(&mut LineEnds { text: &text }, &mut tree);
    }
    let line = |place: usize| 1 + text.bytes().take(place).filter(|byte| *byte == b'\n').count();
    let broken = quotes.broken.map(|place| (place, "a line must not end within quotes"));
    let unended = quotes.unended.filter(|_| !is_expression);
    match broken.or(unended.map(|place| (place, "a line must end after the word that ends a heredoc"))) {
        Some((place, message)) => Err(SourceError { line: line(place), message: message.into() }),
        None => Ok((text, tree)),
    }
}

/// The text with another form of the heredocs that have no line: the parser would look for their end further down.
fn with_lines_in_heredocs(text: &str) -> Cow<'_, str> {
    if !text.contains("<<") {
        return Cow::Borrowed(text);
    }
    let empty = scan::of(text, usize::MAX).empty_heredocs;
    if empty.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut written, mut end) = (String::with_capacity(text.len()), 0);
    for span in empty {
        let newline = if text.get(span.clone()).is_some_and(|heredoc| heredoc.contains('\r')) { "\r\n" } else { "\n" };
        written.push_str(text.get(end..span.start).unwrap_or_default());
        written.push_str(&format!("\"${{\"\"{newline}}}\""));
        end = span.end;
    }
    written.push_str(text.get(end..).unwrap_or_default());
    Cow::Owned(written)
}

/// Finds a line's end within quotes, which Terraform refuses and the parser does not.
struct Quotes<'a> {
    text: &'a str,
    /// Where the first such line's end is, in bytes.
    broken: Option<usize>,
    /// Where a heredoc starts that ends with the text, which Terraform refuses as well.
    unended: Option<usize>,
}

impl Quotes<'_> {
    fn look(&mut self, span: Option<Range<usize>>) {
        let Some(span) = span.filter(|_| self.broken.is_none()) else { return };
        let quoted = self.text.get(span.clone()).unwrap_or_default();
        self.broken = quoted.find('\n').map(|place| span.start + place);
    }
}

impl Visit for Quotes<'_> {
    fn visit_string(&mut self, node: &hcl_edit::Decorated<String>) {
        self.look(node.span());
    }

    fn visit_heredoc_template(&mut self, node: &HeredocTemplate) {
        if let Some(span) = node.span().filter(|span| span.end == self.text.len()) {
            self.unended = Some(span.start);
        }
        visit::visit_heredoc_template(self, node);
    }

    fn visit_string_template(&mut self, node: &StringTemplate) {
        for element in node {
            if let Element::Literal(literal) = element {
                self.look(literal.span());
            }
        }
        visit::visit_string_template(self, node);
    }
}

/// Gives the lines of heredocs the carriage returns back that the parser loses where it takes indentation away.
struct LineEnds<'a> {
    text: &'a str,
}

impl VisitMut for LineEnds<'_> {
    fn visit_heredoc_template_mut(&mut self, node: &mut HeredocTemplate) {
        self.restore(&mut node.template);
        visit_mut::visit_heredoc_template_mut(self, node);
    }
}

impl LineEnds<'_> {
    fn restore(&self, template: &mut Template) {
        for element in template {
            match element {
                Element::Literal(literal) => {
                    let written = literal.span().and_then(|span| self.text.get(span)).unwrap_or_default();
                    if written.contains("\r\n") && !literal.contains('\r') {
                        **literal = with_returns(literal, written);
                    }
                }
                Element::Directive(directive) => match &mut **directive {
                    Directive::If(d) => {
                        self.restore(&mut d.if_expr.template);
                        d.else_expr.iter_mut().for_each(|otherwise| self.restore(&mut otherwise.template));
                    }
                    Directive::For(d) => self.restore(&mut d.for_expr.template),
                },
                Element::Interpolation(_) => {}
            }
        }
    }
}

/// The text with the line ends that it is written with.
fn with_returns(text: &str, written: &str) -> String {
    let mut written = written.split_inclusive('\n');
    let line = |line: &str| {
        let has_return = written.next().is_some_and(|written| written.ends_with("\r\n"));
        match line.strip_suffix('\n') {
            Some(line) if has_return => format!("{line}\r\n"),
            _ => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// The text with parentheses around the key at which the parser stopped; `None` where it stopped for another reason.
fn with_another_key(text: &str, error: &Error) -> Option<String> {
    if !error.message().contains(REDEFINED) {
        return None;
    }
    let (before, rest) = text.split_at_checked(error.location().offset())?;
    let mut ends = rest.match_indices(['=', ':']).take(MOST_SIGNS).map(|(end, _)| rest[..end].trim_end());
    let (key, tree) = ends.find_map(|key| Some((key, key.parse::<Expression>().ok()?)))?;
    let after = &rest[key.len()..];
    Some(match tree {
        Expression::Variable(_) | Expression::Null(_) | Expression::Bool(_) => format!("{before}(\"{key}\"){after}"),
        _ => format!("{before}({key}){after}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<String, SourceError> {
        body(text).map(|(text, _)| text.into_owned())
    }

    #[test]
    fn every_further_key_is_another_for_the_parser() {
        for (given, read) in [
            ("a = { b = 1 }", "a = { b = 1 }"),
            ("a = { b = 1, b = 2, b = 3 }", r#"a = { b = 1, ("b") = 2, (("b")) = 3 }"#),
            (r#"a = { "b=" : 1, "b=" : 2 }"#, r#"a = { "b=" : 1, ("b=") : 2 }"#),
            ("a = {\n  null = 1\n  null = 2\n}", "a = {\n  null = 1\n  (\"null\") = 2\n}"),
            ("a = [{ b = { c = 1, c = 2 }, b = 3 }]", r#"a = [{ b = { c = 1, ("c") = 2 }, ("b") = 3 }]"#),
        ] {
            assert_eq!(text(given).as_deref(), Ok(read), "{given}");
        }
    }

    #[test]
    fn what_is_wrong_otherwise_stays_wrong() {
        assert!(text("a = { b = 1, b = 2").is_err());
        assert!(text("a = 1\na = 2").is_err());
        assert!(text("a = { b = 1, b }").is_err());
        assert!(text("a = <<E\nx\nE").is_err());
        assert!(text("a = { b = <<E\nx\nE\n}").is_ok());
        assert!(expression("<<E\nx\nE").is_ok());
    }

    #[test]
    fn a_line_ends_within_quotes_in_an_interpolation_alone() {
        for (quoted, line) in [
            ("a = 1\nb = \"x\ny\"", Some(2)),
            ("a = [{ \"x\ny\" = 1 }]", Some(1)),
            ("a = \"x${1}\ny\"", Some(1)),
            ("a = \"x${upper(\"b\nc\")}\"", Some(1)),
            ("a = \"x${1 +\n1}y\\n\"", None),
            ("a = <<E\nx\n${\"y\"}\nE\n", None),
        ] {
            assert_eq!(body(quoted).err().map(|error| error.line), line, "{quoted}");
        }
    }

    #[test]
    fn a_heredoc_without_a_line_ends_where_it_ends() {
        let (text, body) = body("a = <<E\nE\nb = <<-E\r\n  E\r\nc = <<E\nx\nE\n").expect("HCL");
        assert_eq!(text.matches('\n').count(), 7);
        let worth = |attribute: &hcl_edit::structure::Attribute| {
            crate::expression::Expr::read(&attribute.value).ok().and_then(|expr| crate::evaluate::literal(&expr).ok())
        };
        let values: Vec<_> = body.attributes().map(worth).collect();
        assert_eq!(values, ["", "", "x\n"].map(|text| Some(text.into())));
    }

    #[test]
    fn a_heredoc_keeps_the_ends_of_its_lines() {
        for (given, worth) in [
            ("<<-E\r\n  x\r\n    y\r\n  E\r\n", "x\r\n  y\r\n"),
            ("<<-E\r\n  x\r\n\r\n    y ${\"a\"}\r\n  E\r\n", "x\r\n\r\n  y a\r\n"),
            ("<<-E\n  x\r\n  y\n  E\n", "x\r\ny\n"),
            ("<<E\r\n  x\r\nE\r\n", "  x\r\n"),
        ] {
            let body = body(&format!("a = {given}")).map(|(_, body)| body);
            let attribute = body.expect("HCL").into_attributes().next().expect("an attribute");
            let expr = crate::expression::Expr::read(&attribute.value).expect("an expression");
            assert_eq!(crate::evaluate::literal(&expr), Ok(worth.into()), "{given:?}");
        }
    }

    #[test]
    fn a_text_with_too_many_keys_twice_is_refused() {
        let keys = "k=1,".repeat(5000);
        let long = format!("a = {{{keys} b = \"{}\"}}", "x".repeat(1 << 20));
        assert!(text(&long).is_err());
    }
}
