//! The order of objects in the arrays of a text of JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// The text with the objects of each array in reverse, and the places of the arrays of several objects; `None` where it is
/// no JSON.
pub(super) fn reversed(text: &Value) -> Option<(Value, BTreeSet<String>)> {
    let mut json = read(text)?;
    reverse(&mut json);
    let places = arrays(&json).into_keys().collect();
    Some((json!(json.to_string()), places))
}

/// The fields that sort arrays, of several texts each as it was set and as it was planned: the planned arrays are in the
/// order of the field, and those that were set are not.
pub(super) fn fields(texts: &[(&Value, &Value)]) -> BTreeMap<String, String> {
    let (mut set, mut planned): (Arrays, Arrays) = Default::default();
    for (before, after) in texts {
        for (all, text) in [(&mut set, before), (&mut planned, after)] {
            for (place, arrays) in read(text).iter().flat_map(arrays) {
                all.entry(place).or_default().extend(arrays);
            }
        }
    }
    let sorting = planned.iter().filter_map(|(place, planned)| {
        let set = set.get(place)?;
        let names: BTreeSet<&String> = planned.first()?.first()?.as_object()?.keys().collect();
        let sorts = |name: &&&String| {
            planned.iter().all(|array| is_sorted(array, name)) && !set.iter().any(|array| is_sorted(array, name))
        };
        names.iter().find(sorts).map(|name| (place.clone(), (*name).clone()))
    });
    sorting.collect()
}

/// Arrays of several objects by the names that lead to them, with `.` between them: the place of the array.
type Arrays = BTreeMap<String, Vec<Vec<Value>>>;

fn arrays(json: &Value) -> Arrays {
    let mut found = Arrays::new();
    collect(json, "", &mut found);
    found
}

fn collect(json: &Value, place: &str, found: &mut Arrays) {
    match json {
        Value::Array(elements) => {
            if elements.len() > 1 && elements.iter().all(Value::is_object) {
                found.entry(place.to_owned()).or_default().push(elements.clone());
            }
            elements.iter().for_each(|element| collect(element, place, found));
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                collect(field, &place, found);
            }
        }
        _ => {}
    }
}

fn read(text: &Value) -> Option<Value> {
    let text = text.as_str().filter(|text| text.starts_with(['{', '[']))?;
    serde_json::from_str(text).ok()
}

fn reverse(json: &mut Value) {
    match json {
        Value::Array(elements) => {
            elements.iter_mut().for_each(reverse);
            if elements.iter().all(Value::is_object) {
                elements.reverse();
            }
        }
        Value::Object(fields) => fields.values_mut().for_each(reverse),
        _ => {}
    }
}

/// Whether each object has a text of this name, and none is before that of the object before it.
fn is_sorted(array: &[Value], name: &str) -> bool {
    let texts: Option<Vec<_>> = array.iter().map(|object| object[name].as_str()).collect();
    texts.is_some_and(|texts| texts.is_sorted())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_sorts_what_is_planned_in_its_order_and_was_set_in_another() {
        let text =
            r#"[{"name":"a","env":[{"name":"x"},{"name":"y"}],"ports":[{"from":"1"},{"from":"2"}]},{"name":"b"}]"#;
        let (set, places) = reversed(&json!(text)).expect("JSON");
        assert_eq!(places, ["", "env", "ports"].map(str::to_owned).into());
        assert_eq!(set.as_str().map(|set| set.find("\"b\"") < set.find("\"a\"")), Some(true));
        let planned = text.replace(r#"[{"from":"1"},{"from":"2"}]"#, r#"[{"from":"2"},{"from":"1"}]"#);
        let expected = [("", "name"), ("env", "name")].map(|(place, name)| (place.to_owned(), name.to_owned()));
        assert_eq!(fields(&[(&set, &json!(planned))]), expected.into());
        assert_eq!(fields(&[(&set, &set)]), BTreeMap::new());
    }
}
