//! Lists and tuples.

use super::{elements, exactly, integer, known_texts, sequence};
use crate::functions::number;
use crate::{Number, Type, Value};
use std::sync::Arc;

fn bools(list: &Value) -> Result<Vec<Value>, String> {
    let ty = Type::List(Box::new(Type::Bool));
    let list = ty.convert(list).map_err(|_| "a list of true or false is required")?;
    Ok(elements(&list)?.to_vec())
}

/// False as soon as an element is false or null, unknown as soon as one is unknown, in the order of the list.
pub(super) fn all_true(list: &Value) -> Result<Value, String> {
    for element in bools(list)? {
        match element {
            Value::Unknown(..) => return Ok(Value::unknown(Type::Bool)),
            Value::Bool(true) => {}
            _ => return Ok(false.into()),
        }
    }
    Ok(true.into())
}

pub(super) fn any_true(list: &Value) -> Result<Value, String> {
    let bools = bools(list)?;
    if bools.contains(&true.into()) {
        return Ok(true.into());
    }
    let unknown = bools.iter().any(Value::is_unknown);
    Ok(if unknown { Value::unknown(Type::Bool) } else { false.into() })
}

pub(super) fn chunk(args: &[Value]) -> Result<Value, String> {
    let [list, size] = exactly(args)?;
    let (list, size) = (elements(list)?, integer(size)?);
    let size = usize::try_from(size).map_err(|_| "the size must not be negative")?;
    let chunks: Vec<_> = match size {
        0 if list.is_empty() => Vec::new(),
        0 => vec![Value::list(list.to_vec())],
        size => list.chunks(size).map(|chunk| Value::list(chunk.to_vec())).collect(),
    };
    Ok(Value::list(chunks))
}

pub(super) fn compact(args: &[Value]) -> Result<Value, String> {
    let [list] = exactly(args)?;
    let list = elements(list)?;
    if list.iter().any(Value::is_unknown) {
        return Ok(Value::unknown(Type::List(Box::new(Type::String))));
    }
    Ok(Value::list(list.iter().filter(|e| !e.is_null() && e.as_str() != Some("")).cloned()))
}

/// A list where all arguments are lists of one type, else a tuple.
pub(super) fn concat(args: &[Value]) -> Result<Value, String> {
    let all = args.iter().map(sequence).collect::<Result<Vec<_>, _>>()?.concat();
    let lists = args.iter().all(|list| matches!(list, Value::List(_)));
    if lists {
        let types: Vec<_> = all.iter().map(Type::of).collect();
        if let Some(ty) = Type::unify(&types) {
            return Type::List(Box::new(ty)).convert(&Value::tuple(all)).map_err(|_| "the lists differ in type".into());
        }
    }
    Ok(Value::tuple(all))
}

pub(super) fn contains(args: &[Value]) -> Result<Value, String> {
    let [list, wanted] = exactly(args)?;
    if list.is_unknown() {
        return Ok(Value::unknown(Type::Bool));
    }
    let list = elements(list)?;
    if list.is_empty() {
        return Ok(false.into());
    }
    let mut unknown = false;
    for element in list {
        match element.equals(wanted) {
            Some(true) => return Ok(true.into()),
            Some(false) => {}
            None => unknown = true,
        }
    }
    Ok(if unknown { Value::unknown(Type::Bool) } else { false.into() })
}

pub(super) fn distinct(args: &[Value]) -> Result<Value, String> {
    let [list] = exactly(args)?;
    if !list.is_wholly_known() {
        return Ok(Value::unknown(Type::of(list)));
    }
    let mut kept: Vec<Value> = Vec::new();
    for element in elements(list)? {
        if !kept.contains(element) {
            kept.push(element.clone());
        }
    }
    Ok(Value::list(kept))
}

/// The element at an index that counts round and round.
pub(super) fn element(args: &[Value]) -> Result<Value, String> {
    let [list, index] = exactly(args)?;
    let (list, index) = (sequence(list)?, integer(index)?);
    let length = i64::try_from(list.len()).unwrap_or(i64::MAX);
    if length == 0 {
        return Err("an empty list has no element".into());
    }
    let index = usize::try_from(index.rem_euclid(length)).unwrap_or(0);
    list.get(index).cloned().ok_or_else(|| "the list has no such element".into())
}

pub(super) fn flatten(args: &[Value]) -> Result<Value, String> {
    let [list] = exactly(args)?;
    let mut flat = Vec::new();
    Ok(if flatten_into(list, &mut flat)? { Value::tuple(flat) } else { Value::UNKNOWN })
}

/// Adds the elements at every depth; false when an unknown value may be a list of unknown length.
fn flatten_into(list: &Value, flat: &mut Vec<Value>) -> Result<bool, String> {
    if list.is_unknown() {
        return Ok(false);
    }
    for element in elements(list)? {
        let nested = match element {
            Value::List(_) | Value::Set(_) | Value::Tuple(_) => true,
            Value::Unknown(ty, _) => matches!(ty, Type::Any | Type::List(_) | Type::Set(_) | Type::Tuple(_)),
            _ => false,
        };
        if !nested {
            flat.push(element.clone());
        } else if !flatten_into(element, flat)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn index(args: &[Value]) -> Result<Value, String> {
    let [list, wanted] = exactly(args)?;
    for (index, element) in sequence(list)?.iter().enumerate() {
        match element.equals(wanted) {
            Some(true) => return Ok(Value::Number(Number::from(index))),
            Some(false) => {}
            None => return Ok(Value::unknown(Type::Number)),
        }
    }
    Err("the list has no such element".into())
}

pub(super) fn match_keys(args: &[Value]) -> Result<Value, String> {
    let [values, keys, wanted] = exactly(args)?;
    let (values, keys, wanted) = (elements(values)?, elements(keys)?, elements(wanted)?);
    if values.len() != keys.len() {
        return Err("the lists of values and of keys must have the same length".into());
    }
    let types: Vec<_> = keys.iter().chain(wanted).map(Type::of).collect();
    let ty = Type::unify(&types).ok_or("the lists of keys and of what is searched must have the same type")?;
    let convert = |list: &[Value]| list.iter().map(|key| ty.convert(key)).collect::<Result<Vec<_>, _>>();
    let convert = |list| convert(list).map_err(|_| "the lists of keys and of what is searched must have the same type");
    let (keys, wanted) = (convert(keys)?, convert(wanted)?);
    let pairs = values.iter().zip(keys);
    Ok(Value::list(pairs.filter(|(_, key)| wanted.contains(key)).map(|(value, _)| value.clone())))
}

pub(super) fn one(args: &[Value]) -> Result<Value, String> {
    let [list] = exactly(args)?;
    if list.is_unknown() {
        return Ok(Value::UNKNOWN);
    }
    match elements(list)? {
        [] => Ok(Value::Null),
        [only] => Ok(only.clone()),
        _ => Err("a list with at most one element is required".into()),
    }
}

/// The most elements that `range` makes, as for Terraform.
const LONGEST_RANGE: usize = 1024;

pub(super) fn range(args: &[Value]) -> Result<Value, String> {
    let numbers = args.iter().map(|arg| Ok(number(arg)?.to_f64())).collect::<Result<Vec<_>, String>>()?;
    let (start, end, step) = match numbers.as_slice() {
        [end] => (0.0, *end, if *end < 0.0 { -1.0 } else { 1.0 }),
        [start, end] => (*start, *end, if end < start { -1.0 } else { 1.0 }),
        [start, end, step] => (*start, *end, *step),
        _ => return Err("range takes one to three numbers".into()),
    };
    if end != start && (step == 0.0 || (step > 0.0) != (end > start)) {
        return Err("the step must lead from the start to the end".into());
    }
    let mut made = Vec::new();
    let mut next = start;
    while if step > 0.0 { next < end } else { next > end } {
        if made.len() == LONGEST_RANGE {
            return Err(format!("range makes at most {LONGEST_RANGE} numbers"));
        }
        made.extend(Number::from_f64(next).map(Value::Number));
        next += step;
    }
    Ok(Value::list(made))
}

pub(super) fn reverse(args: &[Value]) -> Result<Value, String> {
    let [list] = exactly(args)?;
    let reversed: Vec<_> = elements(list)?.iter().rev().cloned().collect();
    Ok(alike(list, reversed))
}

pub(super) fn slice(args: &[Value]) -> Result<Value, String> {
    let [list, start, end] = exactly(args)?;
    let bound = |value| usize::try_from(integer(value)?).map_err(|_| "an index must not be negative".to_owned());
    let part = sequence(list)?.get(bound(start)?..bound(end)?);
    let part = part.ok_or("the start must not lie after the end, nor the end after the list's")?;
    Ok(alike(list, part.to_vec()))
}

fn alike(list: &Value, elements: Vec<Value>) -> Value {
    match list {
        Value::Tuple(_) => Value::Tuple(Arc::new(elements)),
        _ => Value::List(Arc::new(elements)),
    }
}

pub(super) fn sort(args: &[Value]) -> Result<Value, String> {
    let [list] = exactly(args)?;
    let Some(mut texts) = known_texts(list)? else {
        // How many there are is known all the same.
        return Ok(Value::list(elements(list)?.iter().map(|_| Value::unknown(Type::String))));
    };
    texts.sort_unstable();
    Ok(Value::list(texts.into_iter().map(Value::string)))
}

pub(super) fn sum(args: &[Value]) -> Result<Value, String> {
    let [list] = exactly(args)?;
    let list = elements(list)?;
    if list.is_empty() {
        return Err("an empty list has no sum".into());
    }
    if !list.iter().all(Value::is_wholly_known) {
        return Ok(Value::unknown(Type::Number));
    }
    let mut total = Number::from(0);
    for element in list {
        match Type::Number.convert(element) {
            Ok(Value::Number(number)) => total = total.plus(&number).ok_or("the sum is not a number")?,
            _ => return Err("a list of numbers is required".into()),
        }
    }
    Ok(Value::Number(total))
}
