use std::collections::BTreeSet;

use serde_json::Value;

use super::question::Question;
use crate::changes::{KNOWN_AFTER_APPLY, Said};
use crate::terraform::Change;

/// What a plan does to the resource of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// It is made, with these values at the place beside those that were set; `None` where that is known after apply as a
    /// whole. [`KNOWN_AFTER_APPLY`] stands for what is so in part.
    Made(Option<Vec<Value>>),
    /// Nothing.
    Nothing,
    /// It is changed in place, and what these attributes say then is known after apply.
    Updated(BTreeSet<String>),
    /// It is replaced, for these paths.
    Replaced(Vec<Vec<Value>>),
    /// Terraform refuses.
    Refused(String),
}

impl Answer {
    pub(super) fn of(question: &Question, said: &Said) -> Self {
        let change = match said {
            Said::Refused(words) => return Self::Refused(words.clone()),
            Said::Planned(change) => &change.change,
        };
        let is_unknown = |(_, mark): &(&String, &Value)| **mark == Value::Bool(true);
        let unknown = change.after_unknown.as_object().into_iter().flatten().filter(is_unknown);
        let actions: Vec<_> = change.actions.iter().map(String::as_str).collect();
        match actions.as_slice() {
            ["create"] => {
                let marks = change.after_unknown.as_object().map(|marks| question.place.values(marks));
                if marks.is_some_and(|marks| marks.contains(&&Value::Bool(true))) {
                    return Self::Made(None);
                }
                let after = change.after.clone().map(Value::Object).unwrap_or_default();
                let after = Change::with_unknown(&after, &change.after_unknown, KNOWN_AFTER_APPLY);
                let mut values = after.as_object().map(|after| question.place.values(after)).unwrap_or_default();
                for set in question.place.values(&question.specimen.arguments) {
                    if let Some(index) = values.iter().position(|value| is_same(value, set)) {
                        values.remove(index);
                    }
                }
                Self::Made(Some(values.into_iter().cloned().collect()))
            }
            ["update"] => Self::Updated(unknown.map(|(name, _)| name.clone()).collect()),
            ["delete", "create"] | ["create", "delete"] => Self::Replaced(change.replace_paths.clone()),
            _ => Self::Nothing,
        }
    }
}

/// Whether a collection with an element that is known after apply is planned as it was set: nothing else is made.
pub(super) fn is_kept(made: Option<&[Value]>) -> bool {
    made.is_some_and(<[Value]>::is_empty)
}

/// Whether two values are the same, whatever the order of their elements: that of a set is the provider's.
fn is_same(one: &Value, other: &Value) -> bool {
    let sorted = |elements: &[Value]| {
        let mut texts: Vec<_> = elements.iter().map(Value::to_string).collect();
        texts.sort();
        texts
    };
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => sorted(one) == sorted(other),
        _ => one == other,
    }
}
