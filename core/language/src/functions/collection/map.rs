//! Maps and objects.

use super::{STRINGS, entries, exactly, known_texts, sequence, text};
use crate::{Type, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The keys in order: a list for a map, a tuple for an object.
pub(super) fn keys(args: &[Value]) -> Result<Value, String> {
    let [map] = exactly(args)?;
    match map {
        Value::Unknown(Type::Object(attributes), _) => Ok(Value::tuple(attributes.keys().cloned().map(Value::String))),
        Value::Unknown(..) => Ok(Value::unknown(Type::List(Box::new(Type::String)))),
        Value::Object(attributes) => Ok(Value::tuple(attributes.keys().cloned().map(Value::String))),
        map => Ok(Value::list(entries(map)?.keys().cloned().map(Value::String))),
    }
}

/// The values in the order of their keys: a list for a map, a tuple for an object.
pub(super) fn values(args: &[Value]) -> Result<Value, String> {
    let [map] = exactly(args)?;
    match map {
        Value::Unknown(..) => Ok(Value::UNKNOWN),
        Value::Object(attributes) => Ok(Value::tuple(attributes.values().cloned())),
        map => Ok(Value::list(entries(map)?.values().cloned())),
    }
}

pub(super) fn lookup(args: &[Value]) -> Result<Value, String> {
    let (map, key, default) = match args {
        [map, key] => (map, key, None),
        [map, key, default] => (map, key, Some(default)),
        _ => return Err("lookup takes a map, a key and perhaps a default".into()),
    };
    if map.is_unknown() || key.is_unknown() {
        return Ok(Value::UNKNOWN);
    }
    let (found, key) = (entries(map)?, text(key)?);
    match (found.get(key), default) {
        (Some(value), _) => Ok(value.clone()),
        (None, Some(default)) => Ok(match (map, Type::of(map)) {
            (Value::Map(_), Type::Map(of)) => of.convert(default).map_err(|_| "the default has another type")?,
            _ => default.clone(),
        }),
        (None, None) => Err(format!("the map has no key \"{key}\"")),
    }
}

/// All entries, the later ones winning: a map where all arguments are maps of one type, else an object. A null is of no
/// type.
pub(super) fn merge(args: &[Value]) -> Result<Value, String> {
    let mut merged = BTreeMap::<Arc<str>, Value>::new();
    let mut all_maps = !args.iter().any(Value::is_null);
    let mut types = Vec::new();
    for map in args.iter().filter(|map| !map.is_null()) {
        if map.is_unknown() {
            return Ok(Value::UNKNOWN);
        }
        all_maps &= matches!(map, Value::Map(_));
        merged.extend(entries(map)?.iter().map(|(key, value)| (key.clone(), value.clone())));
        if all_maps {
            types.push(Type::of(map));
        }
    }
    let one_type = types.windows(2).all(|pair| match pair {
        [a, b] => a == b || *a == Type::Map(Box::new(Type::Any)) || *b == Type::Map(Box::new(Type::Any)),
        _ => true,
    });
    Ok(if all_maps && one_type && !types.is_empty() {
        Value::Map(Arc::new(merged))
    } else {
        Value::Object(Arc::new(merged))
    })
}

/// From a map of lists of texts to a map from each text to the keys it stood under.
pub(super) fn transpose(args: &[Value]) -> Result<Value, String> {
    let [map] = exactly(args)?;
    let mut transposed = BTreeMap::<Arc<str>, Vec<Value>>::new();
    for (key, list) in entries(map)? {
        let mut texts = list.clone();
        STRINGS.kind.convert(&mut texts)?;
        if !texts.is_wholly_known() {
            return Ok(Value::unknown(Type::Map(Box::new(STRINGS.kind.ty()))));
        }
        let texts = known_texts(&texts)?.unwrap_or_default();
        for text in texts {
            transposed.entry(text.into()).or_default().push(Value::String(key.clone()));
        }
    }
    Ok(Value::map(transposed.into_iter().map(|(key, list)| (key, Value::list(list)))))
}

pub(super) fn zip(args: &[Value]) -> Result<Value, String> {
    let [keys, list] = exactly(args)?;
    let Some(keys) = known_texts(keys)? else {
        return Ok(Value::UNKNOWN);
    };
    let values = sequence(list)?;
    if keys.len() != values.len() {
        return Err("there must be as many values as keys".into());
    }
    let pairs = keys.into_iter().zip(values.iter().cloned());
    Ok(if matches!(list, Value::Tuple(_)) { Value::object(pairs) } else { Value::map(pairs) })
}

#[cfg(test)]
mod tests {
    use super::merge;
    use crate::Value;

    #[test]
    fn an_empty_map_may_be_of_any_type() {
        let (empty, full) = (Value::map::<&str>([]), Value::map([("a", Value::from(1))]));
        // Terraform knows the type of an empty map: that of the variable that it comes from, as a rule.
        assert_eq!(merge(&[empty.clone(), full.clone()]), Ok(full.clone()));
        assert_eq!(merge(&[full.clone(), empty.clone()]), Ok(full));
        assert_eq!(merge(&[empty.clone(), empty.clone()]), Ok(empty));
    }
}
