//! Writes HCL exactly as `terraform fmt` leaves it.
//!
//! ```
//! use terraform_language::{Value, hcl};
//!
//! let mut tags = hcl::Body::new();
//! tags.attribute("Team", Value::from("shop")).attribute("Cost centre", Value::from(12));
//! let mut body = hcl::Body::new();
//! body.block("locals", hcl::Body::new().attribute("tags", tags));
//! assert_eq!(body.to_string(), r#"locals {
//!   tags = {
//!     Team          = "shop"
//!     "Cost centre" = 12
//!   }
//! }
//! "#);
//! ```

use crate::Value;
use std::fmt;

/// A list of more characters than this is written with an element a line.
const WIDTH: usize = 100;

/// A body: attributes, blocks, comments and blank lines in order. As an [`Expression`] it is an object.
#[derive(Clone, Debug, Default)]
pub struct Body(Vec<Item>);

#[derive(Clone, Debug)]
enum Item {
    Attribute { key: String, value: Expression },
    Block { header: String, body: Body },
    Comment(String),
    Blank,
}

/// The text of an expression, its lines indented as if it began in the first column.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(String);

impl Body {
    /// An empty body.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds an attribute, or an element when the body is an object. A key that is no identifier is quoted.
    pub fn attribute(&mut self, key: &str, value: impl Into<Expression>) -> &mut Self {
        self.0.push(Item::Attribute { key: object_key(key), value: value.into() });
        self
    }

    /// Adds a block; `header` is its type and labels as they stand before the brace.
    pub fn block(&mut self, header: &str, body: &Self) -> &mut Self {
        self.0.push(Item::Block { header: header.to_owned(), body: body.clone() });
        self
    }

    /// Adds a comment; each line of the text becomes one.
    pub fn comment(&mut self, text: &str) -> &mut Self {
        self.0.push(Item::Comment(text.to_owned()));
        self
    }

    /// Adds a blank line, unless the body is empty.
    pub fn blank(&mut self) -> &mut Self {
        if !self.is_empty() {
            self.0.push(Item::Blank);
        }
        self
    }

    /// How many of the items from the first on are attributes on one line: a run, whose `=` stand in one column.
    fn run(items: &[Item]) -> usize {
        let one_line = |item: &&Item| matches!(item, Item::Attribute { value, .. } if !value.0.contains('\n'));
        items.iter().take_while(one_line).count()
    }

    fn write(&self, indent: usize, text: &mut String) {
        let mut aligned = 0;
        let mut width = 0;
        for (index, item) in self.0.iter().enumerate() {
            if index >= aligned {
                let run = Self::run(&self.0[index..]);
                aligned = index + run;
                width = self.0[index..aligned].iter().map(Item::key_width).max().unwrap_or(0);
            }
            match item {
                Item::Attribute { key, value } => {
                    let gap = (width + 1).saturating_sub(columns(key)).max(1);
                    pad(text, indent);
                    text.push_str(key);
                    pad(text, gap);
                    text.push_str("= ");
                    value.write(indent, text);
                    text.push('\n');
                }
                Item::Block { header, body } => {
                    pad(text, indent);
                    text.push_str(header);
                    text.push_str(" {");
                    if !body.is_empty() {
                        text.push('\n');
                        body.write(indent + 2, text);
                        pad(text, indent);
                    }
                    text.push_str("}\n");
                }
                Item::Comment(comment) => write_comment(comment, indent, text),
                Item::Blank => text.push('\n'),
            }
        }
    }
}

impl Item {
    fn key_width(&self) -> usize {
        match self {
            Self::Attribute { key, .. } => columns(key),
            Self::Block { .. } | Self::Comment(_) | Self::Blank => 0,
        }
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(0, &mut text);
        f.write_str(&text)
    }
}

impl Expression {
    /// An expression on one line that is HCL already.
    pub fn raw(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    fn write(&self, indent: usize, text: &mut String) {
        for (index, line) in self.0.lines().enumerate() {
            if index > 0 {
                text.push('\n');
                pad(text, if line.is_empty() { 0 } else { indent });
            }
            text.push_str(line);
        }
    }

    fn list(elements: &[Value]) -> Self {
        let elements: Vec<_> = elements.iter().map(Self::from).collect();
        let one_line = elements.iter().all(|element| !element.0.contains('\n'));
        let width: usize = elements.iter().map(|element| columns(&element.0) + 2).sum();
        if one_line && width <= WIDTH {
            let elements: Vec<_> = elements.into_iter().map(|element| element.0).collect();
            return Self(format!("[{}]", elements.join(", ")));
        }
        let mut text = String::from("[\n");
        for element in elements {
            pad(&mut text, 2);
            element.write(2, &mut text);
            text.push_str(",\n");
        }
        text.push(']');
        Self(text)
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Nulls and what is unknown are written as `null`; sets as lists; maps and objects with their keys in order.
impl From<&Value> for Expression {
    fn from(value: &Value) -> Self {
        match value {
            Value::Unknown(..) | Value::Null => Self::raw("null"),
            Value::Bool(value) => Self(value.to_string()),
            Value::Number(number) => Self(number.to_string()),
            Value::String(text) => Self(quoted(text)),
            Value::List(elements) | Value::Set(elements) | Value::Tuple(elements) => Self::list(elements),
            Value::Map(entries) | Value::Object(entries) => {
                let mut body = Body::new();
                for (key, value) in entries.iter() {
                    body.attribute(key, value);
                }
                Self::from(&body)
            }
        }
    }
}

impl From<Value> for Expression {
    fn from(value: Value) -> Self {
        Self::from(&value)
    }
}

/// The body as an object.
impl From<&Body> for Expression {
    fn from(body: &Body) -> Self {
        let mut text = String::from("{");
        if !body.is_empty() {
            text.push('\n');
            body.write(2, &mut text);
        }
        text.push('}');
        Self(text)
    }
}

impl From<Body> for Expression {
    fn from(body: Body) -> Self {
        Self::from(&body)
    }
}

impl From<&mut Body> for Expression {
    fn from(body: &mut Body) -> Self {
        Self::from(&*body)
    }
}

/// A string literal with its quotes, escaped so that HCL reads back the same text.
///
/// Quotes, backslashes, the template markers `${` and `%{`, control characters and other characters that cannot be
/// seen (joiners, marks of direction, line separators) are escaped: what a reader sees is all there is.
pub fn quoted(text: &str) -> String {
    quote(text, is_visible)
}

fn quote(text: &str, is_plain: impl Fn(char) -> bool) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '$' | '%' if characters.peek() == Some(&'{') => {
                literal.push(character);
                literal.push(character);
            }
            plain if is_plain(plain) => literal.push(plain),
            other => literal.push_str(&escape(other)),
        }
    }
    literal.push('"');
    literal
}

/// A character by its number, as `\u200b`.
fn escape(character: char) -> String {
    match u32::from(character) {
        code @ ..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// The text with what nobody sees in it written out, as `\u200b`; line ends stay.
pub fn written_out(text: &str) -> String {
    let is_plain = |character: char| character == '\n' || is_visible(character);
    text.chars().map(|c| if is_plain(c) { c.to_string() } else { escape(c) }).collect()
}

/// Neither a control character, nor one of Unicode's format characters and separators of lines, nor a space that looks
/// like the usual one and is another.
pub fn is_visible(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{a0}'
                | '\u{ad}'
                | '\u{600}'..='\u{605}'
                | '\u{61c}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{1680}'
                | '\u{180e}'
                | '\u{2000}'..='\u{200f}'
                | '\u{2028}'..='\u{202f}'
                | '\u{205f}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The key of an object's element: bare when it is an identifier, else quoted.
///
/// Terraform aligns by grapheme clusters. So that a key's width is its number of characters, only scripts in which
/// one character is always one cluster stand as they are in a quoted key; the rest is escaped.
fn object_key(key: &str) -> String {
    let is_bare = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        && !matches!(key, "for" | "null" | "true" | "false");
    if is_bare { key.to_owned() } else { quote(key, is_cluster) }
}

fn is_cluster(character: char) -> bool {
    matches!(
        character,
        ' '..='~'
            | '\u{a1}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '\u{386}'..='\u{482}'
            | '\u{48a}'..='\u{52f}'
            | '\u{1e00}'..='\u{1eff}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
    )
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

fn pad(text: &mut String, spaces: usize) {
    text.extend(std::iter::repeat_n(' ', spaces));
}

fn write_comment(comment: &str, indent: usize, text: &mut String) {
    for line in comment.lines() {
        let line: String = line.chars().map(|c| if is_visible(c) { c } else { ' ' }).collect();
        pad(text, indent);
        text.push_str(format!("# {line}").trim_end());
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(key: &str, value: Value) -> String {
        Body::new().attribute(key, value).to_string()
    }

    #[test]
    fn aligns_runs_that_a_longer_attribute_ends() {
        let mut body = Body::new();
        body.attribute("a", Value::from(1))
            .attribute("long", Value::from(true))
            .attribute("longer_still", Value::object([("x", Value::from("y"))]))
            .attribute("bc", Value::Null)
            .attribute("d", Value::tuple([]))
            .comment("ends a run too")
            .attribute("e", Value::object::<&str>([]));
        let expected = "\
a    = 1
long = true
longer_still = {
  x = \"y\"
}
bc = null
d  = []
# ends a run too
e = {}
";
        assert_eq!(body.to_string(), expected);
    }

    #[test]
    fn nests_blocks_and_lists_of_objects() {
        let list =
            Value::tuple([Value::object([("from", Value::from(80)), ("to", Value::from(443))]), Value::from("x")]);
        let mut inner = Body::new();
        inner.attribute("rules", list);
        let mut body = Body::new();
        body.block("resource \"a\" \"b\"", &inner).blank().block("empty", &Body::new());
        let expected = "\
resource \"a\" \"b\" {
  rules = [
    {
      from = 80
      to   = 443
    },
    \"x\",
  ]
}

empty {}
";
        assert_eq!(body.to_string(), expected);
    }

    #[test]
    fn an_expression_is_written_alone_too() {
        assert_eq!(Expression::from(&Value::tuple([1.into(), "x".into()])).to_string(), "[1, \"x\"]");
    }

    #[test]
    fn breaks_long_lists_only() {
        let zones = |n: usize| Value::tuple((0..n).map(|_| Value::from("eu-central-1a")));
        assert_eq!(written("z", zones(2)), "z = [\"eu-central-1a\", \"eu-central-1a\"]\n");
        assert_eq!(written("z", zones(7)).lines().count(), 9);
        // The quotes and the brackets count.
        let single = |characters: usize| written("z", Value::tuple(["x".repeat(characters).as_str().into()]));
        assert_eq!(single(WIDTH - 4).lines().count(), 1);
        assert_eq!(single(WIDTH - 3).lines().count(), 3);
    }

    #[test]
    fn keeps_text_data() {
        let text = "\"\\\n\r\t${a}%{b}$$%\u{0}\u{7f}\u{202e}\u{e0001}é😀</script>";
        let literal = quoted(text);
        let expected = "\"\\\"\\\\\\n\\r\\t$${a}%%{b}$$%\\u0000\\u007f\\u202e\\U000e0001é😀</script>\"";
        assert_eq!(literal, expected);
    }

    #[test]
    fn quotes_keys_that_are_no_identifiers() {
        for (key, expected) in [
            ("A_1-b", "A_1-b"),
            ("_x", "_x"),
            ("", "\"\""),
            ("1a", "\"1a\""),
            ("for", "\"for\""),
            ("null", "\"null\""),
            ("a b", "\"a b\""),
            ("größe", "\"größe\""),
            ("e\u{301}", "\"e\\u0301\""),
            ("👩‍🚀", "\"\\U0001f469\\u200d\\U0001f680\""),
            ("${x}", "\"$${x}\""),
        ] {
            assert_eq!(object_key(key), expected);
        }
    }

    #[test]
    fn comments_stay_comments() {
        let mut body = Body::new();
        body.comment("one\r\ntwo\rthree\u{2028}four\n\nfive");
        assert_eq!(body.to_string(), "# one\n# two three four\n#\n# five\n");
    }
}
