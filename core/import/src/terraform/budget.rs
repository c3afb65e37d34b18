//! How much work the expressions of strangers may make.

use std::cell::Cell;
use terraform_language::Value;
use terraform_language::evaluate::Work;

/// The work that is left. A unit is about a byte that is made, or an element that is compared.
#[derive(Debug)]
pub(super) struct Budget(Cell<usize>);

/// Enough for every value of the largest file that is read, some times over, and done within half a second.
const ALL: usize = 1 << 25;

/// What an element costs beside its bytes.
const ELEMENT: usize = 32;

impl Budget {
    pub(super) fn new() -> Self {
        Self(Cell::new(ALL))
    }

    /// Takes a piece of work from what is left.
    ///
    /// # Errors
    /// Too little is left.
    pub(super) fn spend(&self, work: Work) -> Result<(), String> {
        let left = self.0.get();
        let cost = match work {
            Work::Grown(bytes) => bytes + ELEMENT,
            Work::Made(value) => size(value, left),
            Work::Call(name, arguments) => of_call(name, arguments, left),
        };
        self.0.set(left.saturating_sub(cost));
        if cost > left { Err("that is too much work".into()) } else { Ok(()) }
    }
}

/// The size of a value, or somewhat more than the most that is of interest.
fn size(value: &Value, most: usize) -> usize {
    let mut size = ELEMENT;
    match value {
        Value::String(text) => size += text.len(),
        Value::List(elements) | Value::Set(elements) | Value::Tuple(elements) => {
            for element in elements.iter() {
                if size > most {
                    break;
                }
                size += self::size(element, most - size);
            }
        }
        Value::Map(entries) | Value::Object(entries) => {
            for (key, value) in entries.iter() {
                if size > most {
                    break;
                }
                size += key.len() + self::size(value, most - size);
            }
        }
        Value::Unknown(..) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    size
}

/// What a call costs beyond its result, which is weighed once it is there: before it is made, where it may be large,
/// and where each element is compared with each.
fn of_call(name: &str, arguments: &[Value], most: usize) -> usize {
    let text = |index: usize| arguments.get(index).and_then(Value::as_str).unwrap_or_default();
    let count = |value: &Value| value.elements().map_or(1, <[Value]>::len).max(1);
    let all = arguments.iter().map(count).fold(0_usize, usize::saturating_add);
    match name {
        "replace" => (text(0).len() + 1).saturating_mul(text(2).len() + 1),
        "join" => text(0).len().saturating_mul(all),
        // Terraform's own functions pad without an end; ours up to 1024 characters.
        "indent" => text(1).matches('\n').count().saturating_mul(1024),
        "format" | "formatlist" => text(0).matches('%').count().saturating_mul(1024).saturating_mul(all),
        "setproduct" => arguments.iter().map(count).fold(ELEMENT, usize::saturating_mul),
        "distinct" | "matchkeys" | "setintersection" | "setsubtract" | "setunion" | "index" | "chunklist" => {
            all.saturating_mul(all)
        }
        "regex" | "regexall" => text(0).len().saturating_mul(text(1).len()),
        _ => arguments.iter().fold(0, |sum, argument| sum + size(argument, most.saturating_sub(sum))),
    }
}
