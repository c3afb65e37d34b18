//! A file as somebody brings it.

/// The largest text that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// A file as somebody brings it: chosen, dropped, pasted, or found in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, with the folders that it lies in where they are known, as `envs/prod/main.tf`. Empty for what was
    /// pasted.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// A file of this name.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// Its text.
    ///
    /// # Errors
    /// The bytes are no text, or more than [`LARGEST`]: why, in words.
    pub fn text(&self) -> Result<String, String> {
        if self.bytes.len() > LARGEST {
            return Err(format!("the file has {} bytes, more than the {LARGEST} that are read.", self.bytes.len()));
        }
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
            Err(_) => Err("the file is neither text nor a zip.".into()),
        }
    }
}
