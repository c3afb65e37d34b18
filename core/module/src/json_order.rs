//! The order in which the provider keeps objects in texts of JSON.

use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::{Value, functions};

/// By which field the objects of an array are sorted. The key is the names that lead to the array, with `.` between them:
/// empty for the outermost.
#[derive(Debug, Default)]
pub(crate) struct JsonOrder(BTreeMap<Arc<str>, Arc<str>>);

impl JsonOrder {
    pub(crate) fn of(json: &Json) -> Self {
        let fields = json.as_object().into_iter().flatten();
        Self(fields.filter_map(|(place, field)| Some((place.as_str().into(), field.as_str()?.into()))).collect())
    }

    /// The text in this order; `None` where it is no JSON, has no order or is in it.
    pub(crate) fn sorted(&self, text: &str) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let mut json = serde_json::from_str(text).ok()?;
        let is_moved = self.sort(&mut json, "");
        if is_moved { functions::jsonencode(&Value::from_json(&json)) } else { None }
    }

    /// Sorts the arrays at a place and below; says whether something has moved.
    fn sort(&self, json: &mut Json, place: &str) -> bool {
        let mut is_moved = false;
        match json {
            Json::Array(elements) => {
                for element in &mut *elements {
                    is_moved |= self.sort(element, place);
                }
                if let Some(field) = self.0.get(place) {
                    let order = |one: &Json, other: &Json| one[&**field].as_str().cmp(&other[&**field].as_str());
                    if !elements.is_sorted_by(|one, other| order(one, other).is_le()) {
                        elements.sort_by(order);
                        is_moved = true;
                    }
                }
            }
            Json::Object(fields) => {
                for (name, field) in fields.iter_mut().filter(|(_, field)| field.is_array() || field.is_object()) {
                    let inner = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                    is_moved |= self.sort(field, &inner);
                }
            }
            _ => {}
        }
        is_moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_sorted_where_the_order_says_so() {
        let order = JsonOrder::of(&serde_json::json!({ "": "name", "env": "name" }));
        let text = r#"[{"name":"b","env":[{"name":"y"},{"name":"x"}],"ports":[2,1]},{"name":"a<"}]"#;
        let sorted = r#"[{"name":"a\u003c"},{"env":[{"name":"x"},{"name":"y"}],"name":"b","ports":[2,1]}]"#;
        assert_eq!(order.sorted(text).as_deref(), Some(sorted));
        assert_eq!(order.sorted(sorted), None);
        assert_eq!(order.sorted("no JSON"), None);
        assert_eq!(JsonOrder::default().sorted(text), None);
    }
}
