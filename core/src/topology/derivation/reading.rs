//! The values as the picture reads them: what is unknown, null or of another type is simply not there.

use crate::{Value, Values};

/// A view of the values that never fails.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a>(pub(super) &'a Values);

impl<'a> Reading<'a> {
    /// The value of a variable or, where it is null, the default that the module gives it.
    pub(super) fn value(self, name: &str) -> &'a Value {
        self.0.get(name)
    }

    /// A text that is not blank.
    pub(super) fn text(self, name: &str) -> Option<&'a str> {
        self.value(name).as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    pub(super) fn is(self, name: &str, text: &str) -> bool {
        self.text(name) == Some(text)
    }

    pub(super) fn flag(self, name: &str) -> bool {
        self.value(name).as_bool().unwrap_or(false)
    }

    pub(super) fn number(self, name: &str) -> Option<usize> {
        self.value(name).as_number().and_then(crate::Number::to_usize)
    }

    pub(super) fn port(self, name: &str) -> Option<u16> {
        self.number(name).and_then(|number| u16::try_from(number).ok())
    }

    /// The texts of a list or set that are known.
    pub(super) fn texts(self, name: &str) -> Vec<&'a str> {
        let elements = self.value(name).elements().unwrap_or_default();
        elements.iter().filter_map(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).collect()
    }
}

/// A number in an object.
pub(super) fn number_in(object: &Value, name: &str) -> Option<usize> {
    object.get(name)?.as_number()?.to_usize()
}

/// `1 thing`, `2 things`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
