//! Encodings of characters, by their names in IANA's register: those of Unicode, and the two that are a part of it.

use super::encoding::base64_bytes;
use super::{Function, Kind, STRING, exactly, function, text};
use crate::Value;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("textdecodebase64", &[STRING, STRING], Kind::String, |args| {
                let [encoded, encoding] = exactly(args)?;
                let bytes = base64_bytes(text(encoded)?)?;
                Encoding::named(text(encoding)?)?.decode(&bytes).map(Value::string)
            }),
            function::<LATER>("textencodebase64", &[STRING, STRING], Kind::String, |args| {
                let [plain, encoding] = exactly(args)?;
                let bytes = Encoding::named(text(encoding)?)?.encode(text(plain)?);
                let bytes = bytes
                    .ok_or_else(|| format!("{} has not all of these characters", text(encoding).unwrap_or_default()));
                Ok(Value::string(STANDARD.encode(bytes?)))
            }),
        ]
    }
}

#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Latin1,
}

impl Encoding {
    fn named(name: &str) -> Result<Self, String> {
        match name.to_ascii_uppercase().as_str() {
            "UTF-8" => Ok(Self::Utf8),
            "UTF-16LE" => Ok(Self::Utf16LittleEndian),
            "UTF-16BE" => Ok(Self::Utf16BigEndian),
            "ISO-8859-1" | "LATIN1" => Ok(Self::Latin1),
            _ => Err(format!("the encoding {name} is not known here")),
        }
    }

    /// The bytes; `None` where there is none for a character.
    fn encode(self, plain: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(plain.into()),
            Self::Utf16LittleEndian => Some(plain.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16BigEndian => Some(plain.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Latin1 => plain.chars().map(|character| u8::try_from(character).ok()).collect(),
        }
    }

    fn decode(self, bytes: &[u8]) -> Result<String, String> {
        let units = |of: fn([u8; 2]) -> u16| {
            let (pairs, rest) = bytes.as_chunks();
            let text = String::from_utf16(&pairs.iter().copied().map(of).collect::<Vec<_>>()).ok();
            text.filter(|_| rest.is_empty())
        };
        let text = match self {
            Self::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
            Self::Utf16LittleEndian => units(u16::from_le_bytes),
            Self::Utf16BigEndian => units(u16::from_be_bytes),
            Self::Latin1 => Some(bytes.iter().copied().map(char::from).collect()),
        };
        text.ok_or_else(|| "the bytes are not of this encoding".into())
    }
}
