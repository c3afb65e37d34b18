//! What people see as one character, in which Terraform counts the length of a string:
//! <https://unicode.org/reports/tr29/>.
//!
//! With the feature `chosen-functions` the tables for it are left out, as those of [`crate::normal_form`]. Such a program
//! gives `segment_with` what its platform has for it; until then each code point counts as one.

#[cfg(feature = "chosen-functions")]
mod given {
    use std::sync::OnceLock;

    static SEGMENT: OnceLock<fn(&str) -> Option<Vec<usize>>> = OnceLock::new();

    /// Takes the function that gives the length of each of a text's characters in bytes, or nothing where the platform
    /// cannot tell; the first one stays.
    pub fn segment_with(segment: fn(&str) -> Option<Vec<usize>>) {
        let _ = SEGMENT.set(segment);
    }

    pub(super) fn lengths(text: &str) -> Vec<usize> {
        let lengths = SEGMENT.get().and_then(|segment| segment(text));
        lengths.unwrap_or_else(|| text.chars().map(char::len_utf8).collect())
    }
}

#[cfg(feature = "chosen-functions")]
pub use given::segment_with;

#[cfg(not(feature = "chosen-functions"))]
mod given {
    use unicode_segmentation::UnicodeSegmentation;

    pub(super) fn lengths(text: &str) -> Vec<usize> {
        text.graphemes(true).map(str::len).collect()
    }
}

/// The characters of a text.
///
/// ```
/// # use terraform_language::graphemes;
/// assert_eq!(graphemes::of("a👩‍🚀"), ["a", "👩‍🚀"]);
/// ```
pub fn of(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut found = Vec::new();
    for length in given::lengths(text) {
        // A platform that takes the text apart elsewhere than between code points ends here.
        let Some((grapheme, after)) = rest.split_at_checked(length) else { break };
        found.push(grapheme);
        rest = after;
    }
    found
}
