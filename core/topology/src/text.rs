//! How much room a text takes, without asking a browser.

use crate::drawing::TextStyle;

impl TextStyle {
    /// The font size in units.
    pub fn size(self) -> i32 {
        match self {
            Self::Label => 13,
            Self::Frame => 12,
            Self::Detail | Self::Range | Self::Port => 11,
        }
    }

    pub(crate) fn is_bold(self) -> bool {
        matches!(self, Self::Label | Self::Frame)
    }

    /// Whether it has the colour of what is read first.
    pub(crate) fn is_strong(self) -> bool {
        matches!(self, Self::Label | Self::Port)
    }
}

/// An upper estimate of the width of a text in units.
///
/// The advances are those of wide sans-serif fonts (DejaVu Sans, Verdana), so that narrower ones leave some room.
pub fn width(text: &str, style: TextStyle) -> i32 {
    let advances: i32 = text.chars().map(advance).sum();
    let advances = if style.is_bold() { advances * 110 / 100 } else { advances };
    (advances * style.size() + 999) / 1000
}

/// The advance of a character in thousandths of the font size.
fn advance(character: char) -> i32 {
    match character {
        'i' | 'j' | 'l' | 'I' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | ' ' => 340,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 430,
        'm' | '%' => 980,
        'w' | 'M' | 'O' | 'Q' | 'G' => 830,
        'W' | '@' | '…' => 1000,
        'a'..='z' | '0'..='9' => 640,
        'A'..='Z' => 740,
        '×' | '–' => 840,
        character if character.is_ascii() => 840,
        // Latin letters with accents, Greek, Cyrillic.
        '\u{80}'..='\u{52f}' => 800,
        // Combining marks add nothing; a rare wide letter is met by the ones before.
        '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        _ => 1400,
    }
}

/// The text on one line, shortened with an ellipsis to at most `room` units. Control characters become spaces.
pub fn fit(text: &str, style: TextStyle, room: i32) -> String {
    let line = one_line(text);
    if width(&line, style) <= room {
        return line;
    }
    let mut kept = String::new();
    for character in line.chars() {
        kept.push(character);
        let with_ellipsis = format!("{}…", kept.trim_end());
        if width(&with_ellipsis, style) > room {
            kept.pop();
            break;
        }
    }
    if kept.is_empty() { String::new() } else { format!("{}…", kept.trim_end()) }
}

/// Control characters and direction marks, which could disorder what stands around them, become spaces.
pub(crate) fn one_line(text: &str) -> String {
    // A text longer than any card could show needs no full look.
    let cleaned = text.chars().take(2000).map(|character| if is_control(character) { ' ' } else { character });
    cleaned.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays() {
        assert_eq!(fit("Redis", TextStyle::Label, 100), "Redis");
    }

    #[test]
    fn a_long_text_ends_in_an_ellipsis_and_fits() {
        let long = "a-very-long-worker-name-that-nobody-can-read";
        let shown = fit(long, TextStyle::Label, 100);
        assert!(shown.ends_with('…') && width(&shown, TextStyle::Label) <= 100, "{shown}");
    }

    #[test]
    fn where_not_even_an_ellipsis_fits_there_is_nothing() {
        assert_eq!(fit("Redis", TextStyle::Label, 5), "");
    }

    #[test]
    fn control_characters_and_direction_marks_are_gone() {
        assert_eq!(fit("a\u{0}b\nc\u{202e}d", TextStyle::Label, 500), "a b c d");
    }
}
