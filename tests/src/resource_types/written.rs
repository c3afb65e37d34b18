use serde_json::{Map, Value};

/// JSON with each argument on a line, and everything else on a line of its own.
pub(super) fn text(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.push('\n');
    text
}

/// `depth` is how many objects are around it.
fn write(value: &Value, depth: usize, text: &mut String) {
    let is_argument = |fields: &Map<String, Value>| fields.get("type").is_some_and(|ty| !ty.is_object());
    let fields = match value {
        Value::Object(fields) if !fields.is_empty() && !is_argument(fields) => fields,
        other => return text.push_str(&spaced(other)),
    };
    text.push('{');
    for (index, (name, value)) in fields.iter().enumerate() {
        let start =
            format!("{}\n{}{}: ", if index > 0 { "," } else { "" }, "  ".repeat(depth + 1), Value::from(name.as_str()));
        text.push_str(&start);
        write(value, depth + 1, text);
    }
    text.push_str(&format!("\n{}}}", "  ".repeat(depth)));
}

fn spaced(value: &Value) -> String {
    match value {
        Value::Array(elements) => format!("[{}]", elements.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) if !fields.is_empty() => {
            let fields =
                fields.iter().map(|(name, value)| format!("{}: {}", Value::from(name.as_str()), spaced(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
