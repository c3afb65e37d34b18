//! Secrets among what calls of other modules are given.

use super::{Names, form, named};
use crate::{Argument, Import};
use std::collections::BTreeSet;
use std::sync::Arc;
use terraform_language::Value;

/// The names within the arguments of calls, in the form of environment variables.
pub(super) fn names(import: &Import) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for argument in import.calls.iter().flat_map(|call| &call.arguments) {
        collect(&argument.name, &argument.value, &mut all);
    }
    all
}

fn collect(name: &str, value: &Value, all: &mut BTreeSet<String>) {
    all.insert(named::normal(name));
    all.extend(pair_name(value).map(named::normal));
    value.entries().into_iter().flatten().for_each(|(key, value)| collect(key, value, all));
    value.elements().into_iter().flatten().for_each(|value| collect("", value, all));
}

/// Makes secrets among the arguments of calls unknown.
pub(super) fn withhold(import: &mut Import, names: &Names) {
    for argument in import.calls.iter_mut().flat_map(|call| &mut call.arguments) {
        *argument = withheld(argument, &argument.name, names);
    }
}

/// The argument without secrets; it is called by a name of its own, or by one that stands beside it.
fn withheld(argument: &Argument, called: &str, names: &Names) -> Argument {
    let pair = pair_name(&argument.value);
    let part = |part: &Argument| withheld(part, called_in(pair, &part.name), names);
    Argument {
        value: without(called, &argument.value, names),
        written: Arc::new(argument.written.iter().map(part).collect()),
        ..argument.clone()
    }
}

fn without(name: &str, value: &Value, names: &Names) -> Value {
    match value {
        Value::String(text) if form::is_in(text) || names.is_secret(&named::normal(name)) => Value::UNKNOWN,
        Value::Tuple(elements) | Value::List(elements) | Value::Set(elements) => {
            Value::tuple(elements.iter().map(|element| without("", element, names)))
        }
        Value::Object(entries) | Value::Map(entries) => {
            let pair = pair_name(value);
            let entry = |(key, value): (&Arc<str>, &Value)| (key.clone(), without(called_in(pair, key), value, names));
            Value::object(entries.iter().map(entry))
        }
        _ => value.clone(),
    }
}

/// What `{ name, value }` calls its value.
fn pair_name(value: &Value) -> Option<&str> {
    value.entries()?.get("value")?;
    value.get("name")?.as_str()
}

fn called_in<'n>(pair: Option<&'n str>, key: &'n str) -> &'n str {
    pair.filter(|_| key == "value").unwrap_or(key)
}
