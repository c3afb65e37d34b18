//! Encodings.

use super::{Function, Kind, OPEN, STRING, exactly, function, text};
use crate::{Type, Value};

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("base64decode", &[STRING], Kind::String, |args| {
                let [encoded] = exactly(args)?;
                let bytes = base64_bytes(text(encoded)?)?;
                String::from_utf8(bytes).map(Value::string).map_err(|_| "the decoded bytes are not UTF-8".into())
            }),
            function::<LATER>("base64encode", &[STRING], Kind::String, |args| {
                use base64::{Engine, engine::general_purpose::STANDARD};
                let [plain] = exactly(args)?;
                Ok(Value::string(STANDARD.encode(text(plain)?)))
            }),
            function::<LATER>("csvdecode", &[STRING], Kind::Any, |args| {
                let [table] = exactly(args)?;
                rows(text(table)?).map(Value::list)
            }),
            function::<LATER>("jsondecode", &[STRING], Kind::Any, |args| {
                let [json] = exactly(args)?;
                let json: serde_json::Value = serde_json::from_str(text(json)?).map_err(|error| error.to_string())?;
                Ok(Value::from_json(&json))
            }),
            function::<LATER>("jsonencode", &[OPEN], Kind::String, |args| {
                let [value] = exactly(args)?;
                Ok(json(value).map_or(Value::unknown(Type::String), Value::string))
            }),
            function::<LATER>("urlencode", &[STRING], Kind::String, |args| {
                let [plain] = exactly(args)?;
                Ok(Value::string(query_escape(text(plain)?)))
            }),
        ]
    }
}

/// The bytes of a text in base64, whose lines may end anywhere.
pub(super) fn base64_bytes(encoded: &str) -> Result<Vec<u8>, String> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let encoded: String = encoded.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    STANDARD.decode(encoded).map_err(|_| "this is not valid base64".into())
}

/// The rows of a table of comma-separated values, each an object by the names in the first row.
fn rows(table: &str) -> Result<Vec<Value>, String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let names = reader.headers().map_err(|error| error.to_string())?.clone();
    if names.is_empty() {
        return Err("the line with the names of the columns is missing".into());
    }
    for (index, name) in names.iter().enumerate() {
        if names.iter().take(index).any(|other| other == name) {
            return Err(format!("two columns have the name \"{name}\""));
        }
    }
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.map_err(|error| error.to_string())?;
        Ok(Value::object(names.iter().zip(record.iter().map(Value::from))))
    };
    reader.records().map(row).collect()
}

/// The value as `jsonencode` writes it; `None` when a part is unknown.
pub(super) fn json(value: &Value) -> Option<String> {
    value.to_json_text().map(escape)
}

/// Terraform's JSON is safe inside HTML: it escapes what Go's encoder escapes.
fn escape(json: String) -> String {
    let is_special = |character| matches!(character, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
    // Found by bytes: the two separators begin with this one, as some other characters do.
    let may_be_special = |byte: u8| matches!(byte, b'<' | b'>' | b'&' | 0xe2);
    let (mut escaped, mut rest) = (String::new(), json.as_str());
    while let Some(place) = rest.bytes().position(may_be_special) {
        let (plain, from) = rest.split_at(place);
        let mut characters = from.chars();
        let Some(character) = characters.next() else { break };
        escaped.push_str(plain);
        match is_special(character) {
            true => escaped.push_str(&format!("\\u{:04x}", u32::from(character))),
            false => escaped.push(character),
        }
        rest = characters.as_str();
    }
    if escaped.is_empty() {
        return json;
    }
    escaped.push_str(rest);
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
