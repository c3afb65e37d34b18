//! Hashes of texts.

use super::{Function, Kind, STRING, exactly, function, text};
use crate::Value;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest;
use uuid::Uuid;

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("base64sha256", &[STRING], Kind::String, in_base64::<sha2::Sha256>),
            function::<LATER>("base64sha512", &[STRING], Kind::String, in_base64::<sha2::Sha512>),
            function::<LATER>("md5", &[STRING], Kind::String, hexadecimal::<md5::Md5>),
            function::<LATER>("sha1", &[STRING], Kind::String, hexadecimal::<sha1::Sha1>),
            function::<LATER>("sha256", &[STRING], Kind::String, hexadecimal::<sha2::Sha256>),
            function::<LATER>("sha512", &[STRING], Kind::String, hexadecimal::<sha2::Sha512>),
            function::<LATER>("uuidv5", &[STRING, STRING], Kind::String, |args| {
                let [namespace, name] = exactly(args)?;
                let namespace = match text(namespace)? {
                    "dns" => Uuid::NAMESPACE_DNS,
                    "url" => Uuid::NAMESPACE_URL,
                    "oid" => Uuid::NAMESPACE_OID,
                    "x500" => Uuid::NAMESPACE_X500,
                    other => {
                        other.parse().map_err(|_| format!("\"{other}\" is neither a known namespace nor a UUID"))?
                    }
                };
                Ok(Value::string(Uuid::new_v5(&namespace, text(name)?.as_bytes()).to_string()))
            }),
        ]
    }
}

/// In lower case.
fn hexadecimal<D: Digest>(args: &[Value]) -> Result<Value, String> {
    let [plain] = exactly(args)?;
    let digest = D::digest(text(plain)?.as_bytes());
    Ok(Value::string(digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
}

fn in_base64<D: Digest>(args: &[Value]) -> Result<Value, String> {
    let [plain] = exactly(args)?;
    Ok(Value::string(STANDARD.encode(D::digest(text(plain)?.as_bytes()))))
}
