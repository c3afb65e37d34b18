//! Hashes of texts, in lower-case hexadecimal.

use super::{Function, Kind, STRING, exactly, function, text};
use crate::Value;
use sha2::Digest;

pub(super) const FUNCTIONS: &[Function] = &[
    function("md5", &[STRING], Kind::String, hexadecimal::<md5::Md5>),
    function("sha1", &[STRING], Kind::String, hexadecimal::<sha1::Sha1>),
    function("sha256", &[STRING], Kind::String, hexadecimal::<sha2::Sha256>),
];

fn hexadecimal<D: Digest>(args: &[Value]) -> Result<Value, String> {
    let [plain] = exactly(args)?;
    let digest = D::digest(text(plain)?.as_bytes());
    Ok(Value::string(digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
}
