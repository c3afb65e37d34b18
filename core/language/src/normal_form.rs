//! Unicode's normal form C, in which Terraform keeps every string and every key:
//! <https://github.com/zclconf/go-cty/blob/main/docs/types.md>.
//!
//! With the feature `chosen-functions` the tables for it are left out, which are a tenth of what the page loads first.
//! Such a program gives `normalise_with` what its platform has for it; until then texts stay as they are.

use std::sync::Arc;

#[cfg(feature = "chosen-functions")]
mod given {
    use std::sync::OnceLock;

    static NORMALISE: OnceLock<fn(&str) -> String> = OnceLock::new();

    /// Takes the function that gives a text in normal form C; the first one stays.
    pub fn normalise_with(normalise: fn(&str) -> String) {
        let _ = NORMALISE.set(normalise);
    }

    pub(super) fn normalised(text: &str) -> Option<String> {
        NORMALISE.get().map(|normalise| normalise(text))
    }
}

#[cfg(feature = "chosen-functions")]
pub use given::normalise_with;

#[cfg(not(feature = "chosen-functions"))]
mod given {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

    pub(super) fn normalised(text: &str) -> Option<String> {
        (is_nfc_quick(text.chars()) != IsNormalized::Yes).then(|| text.nfc().collect())
    }
}

/// The text in normal form C.
///
/// ```
/// # use terraform_language::normal_form;
/// assert_eq!(&*normal_form::of("e\u{301}".into()), "\u{e9}");
/// ```
pub fn of(text: Arc<str>) -> Arc<str> {
    // Characters below the first combining mark are as they have to be.
    const FIRST_MARK: char = '\u{300}';
    if text.is_ascii() || text.chars().all(|character| character < FIRST_MARK) {
        return text;
    }
    match given::normalised(&text) {
        Some(normal) if *normal != *text => normal.into(),
        _ => text,
    }
}
