//! A text of which some parts are known only after apply.

use crate::Value;
use crate::evaluate::NAME_MARKS;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Known now.
    Text(String),
    /// Known after apply: the attribute that it will come from, as `aws_db_instance.this[0].address`; empty where that
    /// is several or none.
    AfterApply(String),
}

impl Segment {
    /// The pieces of a value evaluated in a scope that names what it does not know: a text bare, all else as JSON.
    pub fn of(value: &Value) -> Vec<Self> {
        let [open, close] = NAME_MARKS;
        let text = match value {
            Value::String(text) => text.to_string(),
            Value::Unknown(..) => format!("{open}{close}"),
            value => named(value).to_json().map(|json| format!("{json:#}")).unwrap_or_default(),
        };
        let mut segments = Vec::new();
        let mut rest = text.as_str();
        while let Some((before, (name, after))) =
            rest.split_once(open).and_then(|(before, rest)| Some((before, rest.split_once(close)?)))
        {
            segments.push(Self::Text(before.to_owned()));
            segments.push(Self::AfterApply(name.to_owned()));
            rest = after;
        }
        segments.push(Self::Text(rest.to_owned()));
        segments.retain(|segment| *segment != Self::Text(String::new()));
        segments
    }
}

/// The value with an empty name for each unknown part.
fn named(value: &Value) -> Value {
    let [open, close] = NAME_MARKS;
    match value {
        Value::Unknown(..) => Value::string(format!("{open}{close}")),
        Value::List(v) | Value::Set(v) | Value::Tuple(v) => Value::tuple(v.iter().map(named)),
        Value::Map(m) | Value::Object(m) => Value::object(m.iter().map(|(key, value)| (key.clone(), named(value)))),
        known => known.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_is_known_from_what_is_not() {
        let [open, close] = NAME_MARKS;
        let value = Value::string(format!("http://{open}aws_lb.this.dns_name{close}/"));
        assert_eq!(
            Segment::of(&value),
            [
                Segment::Text("http://".into()),
                Segment::AfterApply("aws_lb.this.dns_name".into()),
                Segment::Text("/".into())
            ]
        );
        assert_eq!(Segment::of(&Value::UNKNOWN), [Segment::AfterApply(String::new())]);
    }
}
