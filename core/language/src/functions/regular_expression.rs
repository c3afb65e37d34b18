//! Regular expressions, in the syntax of RE2 without classes of Unicode such as `\p{Lu}`: their tables would be half of
//! what the page weighs, and a pattern that has one is refused.

use super::{Function, Kind, STRING, exactly, function, text};
use crate::Value;
use regex_lite::{Captures, Regex};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("regex", &[STRING, STRING], Kind::Any, |args| {
                let [pattern, subject] = exactly(args)?;
                let regex = grouped(text(pattern)?)?;
                let captures = regex.captures(text(subject)?).ok_or("the pattern did not match")?;
                Ok(matched(&regex, &captures))
            }),
            function::<LATER>("regexall", &[STRING, STRING], Kind::List, |args| {
                let [pattern, subject] = exactly(args)?;
                let regex = grouped(text(pattern)?)?;
                let matches: Vec<_> =
                    regex.captures_iter(text(subject)?).map(|captures| matched(&regex, &captures)).collect();
                Ok(Value::list(matches))
            }),
        ]
    }
}

/// The most patterns kept compiled; the module has fewer.
const KEPT: usize = 256;

thread_local! {
    static COMPILED: RefCell<HashMap<String, Arc<Regex>>> = RefCell::new(HashMap::new());
}

/// The compiled pattern. Compiling costs more than matching, and rules match the same patterns at every edit.
pub(super) fn compiled(pattern: &str) -> Result<Arc<Regex>, String> {
    COMPILED.with_borrow_mut(|kept| {
        if let Some(regex) = kept.get(pattern) {
            return Ok(regex.clone());
        }
        let regex = Regex::new(pattern).map(Arc::new).map_err(|error| format!("invalid pattern: {error}"))?;
        if kept.len() < KEPT {
            kept.insert(pattern.to_owned(), regex.clone());
        }
        Ok(regex)
    })
}

/// The compiled pattern, whose groups all have names, or none has.
fn grouped(pattern: &str) -> Result<Arc<Regex>, String> {
    let regex = compiled(pattern)?;
    let named = regex.capture_names().skip(1).filter(Option::is_some).count();
    if named > 0 && named < regex.captures_len() - 1 {
        return Err("a pattern cannot have groups with and without names".into());
    }
    Ok(regex)
}

/// Without groups the matched text, with named groups an object, else a tuple of what the groups matched.
fn matched(regex: &Regex, captures: &Captures) -> Value {
    let group = |index: usize| captures.get(index).map_or(Value::Null, |group| Value::string(group.as_str()));
    let names: Vec<_> = regex.capture_names().enumerate().skip(1).collect();
    if names.is_empty() {
        return group(0);
    }
    if names.iter().all(|(_, name)| name.is_some()) {
        return Value::object(names.iter().map(|(index, name)| (name.unwrap_or_default(), group(*index))));
    }
    Value::tuple(names.iter().map(|(index, _)| group(*index)))
}
