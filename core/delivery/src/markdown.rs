//! Texts of others in Markdown.

/// A text that Markdown shows as it is, on one line: every ASCII punctuation character may be escaped by a backslash.
/// <https://spec.commonmark.org/0.31.2/#backslash-escapes>
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        let special =
            matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '!' | '~' | '$');
        if special {
            escaped.push('\\');
        }
        escaped.push(if character.is_control() { ' ' } else { character });
    }
    escaped
}

/// A text as inline code, fenced by more backquotes than it holds.
pub(crate) fn code(text: &str) -> String {
    let text: String = text.chars().filter(|character| !character.is_control()).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("{fence}{text}{fence}") } else { format!("{fence} {text} {fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_texts_as_they_are() {
        assert_eq!(escaped("a*b </script> [x](y)"), r"a\*b \</script\> \[x\](y)");
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}
