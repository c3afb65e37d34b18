//! Encodings.

use super::{Function, Kind, OPEN, STRING, exactly, function, text};
use crate::{Type, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    function("base64decode", &[STRING], Kind::String, |args| {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let [encoded] = exactly(args)?;
        let encoded: String = text(encoded)?.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
        let bytes = STANDARD.decode(encoded).map_err(|_| "this is not valid base64")?;
        String::from_utf8(bytes).map(Value::string).map_err(|_| "the decoded bytes are not UTF-8".into())
    }),
    function("base64encode", &[STRING], Kind::String, |args| {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let [plain] = exactly(args)?;
        Ok(Value::string(STANDARD.encode(text(plain)?)))
    }),
    function("jsondecode", &[STRING], Kind::Any, |args| {
        let [json] = exactly(args)?;
        let json: serde_json::Value = serde_json::from_str(text(json)?).map_err(|error| error.to_string())?;
        Ok(Value::from_json(&json))
    }),
    function("jsonencode", &[OPEN], Kind::String, |args| {
        let [value] = exactly(args)?;
        Ok(json(value).map_or(Value::unknown(Type::String), Value::string))
    }),
    function("urlencode", &[STRING], Kind::String, |args| {
        let [plain] = exactly(args)?;
        Ok(Value::string(query_escape(text(plain)?)))
    }),
];

/// The value as `jsonencode` writes it; `None` when a part is unknown.
pub(super) fn json(value: &Value) -> Option<String> {
    value.to_json_text().map(|json| escape(&json))
}

/// Terraform's JSON is safe inside HTML: it escapes what Go's encoder escapes.
fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// As Go's `url.QueryEscape`: unreserved characters as they are, a space as `+`, all else percent-encoded.
fn query_escape(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len());
    for byte in plain.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => escaped.push(char::from(byte)),
            b' ' => escaped.push('+'),
            other => escaped.push_str(&format!("%{other:02X}")),
        }
    }
    escaped
}
