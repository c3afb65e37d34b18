//! A file as somebody brings it.

/// The largest text that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// The most bytes of text that are read of what is brought together: what four of the largest files have.
pub const LARGEST_TOGETHER: usize = 4 * LARGEST;

/// A file as somebody brings it: chosen, dropped, pasted, or found in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, with the folders that it lies in where they are known, as `envs/prod/main.tf`. Empty for what was
    /// pasted.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Whether it was brought for what it says about the others alone. Nothing is said about it.
    pub is_beside: bool,
}

impl SourceFile {
    /// A file of this name.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), is_beside: false }
    }

    /// A file of this name that says what the others are worth, as a root's `variables.tf` says what its inputs are.
    pub fn beside(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { is_beside: true, ..Self::new(name, bytes) }
    }

    /// Its text.
    ///
    /// # Errors
    /// The bytes are no text, or more than [`LARGEST`]: why, in words.
    pub fn text(&self) -> Result<String, String> {
        if self.bytes.len() > LARGEST {
            return Err(format!("the file has {} bytes, more than the {LARGEST} that are read.", self.bytes.len()));
        }
        let text = match Utf16::of(&self.bytes) {
            Some(utf16) => utf16.text(&self.bytes)?,
            None if self.bytes.contains(&0) => return Err("the file is neither text nor a zip.".into()),
            None => std::str::from_utf8(&self.bytes).map_err(|error| self.is_none(error.valid_up_to()))?.to_owned(),
        };
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// Why the bytes are no text, of which so many are.
    fn is_none(&self, valid: usize) -> String {
        let line = 1 + self.bytes[..valid].iter().filter(|byte| **byte == b'\n').count();
        format!("line {line} of the file is not in UTF-8: save the file in that.")
    }
}

/// Text in UTF-16, which some editors and shells of Windows write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Utf16 {
    LittleEndian,
    BigEndian,
}

impl Utf16 {
    /// What its first bytes say: a mark, or that every other one is zero and none else a control character, as in text of
    /// the Latin alphabet.
    fn of(bytes: &[u8]) -> Option<Self> {
        /// How many bytes are looked at.
        const FIRST: usize = 64;
        match bytes {
            [0xff, 0xfe, ..] => return Some(Self::LittleEndian),
            [0xfe, 0xff, ..] => return Some(Self::BigEndian),
            _ => {}
        }
        let first = &bytes[..bytes.len().min(FIRST) & !1];
        let zeros = |offset: usize| first.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        let most = first.len() / 4;
        let is_letter = |byte: &u8| *byte == 0 || byte.is_ascii_whitespace() || !byte.is_ascii_control();
        match (even, odd) {
            _ if !first.iter().all(is_letter) => None,
            (0, odd) if odd > most => Some(Self::LittleEndian),
            (even, 0) if even > most => Some(Self::BigEndian),
            _ => None,
        }
    }

    fn text(self, bytes: &[u8]) -> Result<String, String> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        if !rest.is_empty() {
            return Err("the file is not whole: UTF-16 has two bytes for each character.".into());
        }
        let units: Vec<_> = pairs
            .iter()
            .map(|pair| match self {
                Self::LittleEndian => u16::from_le_bytes(*pair),
                Self::BigEndian => u16::from_be_bytes(*pair),
            })
            .collect();
        String::from_utf16(&units)
            .map_err(|_| "the file is not whole: half of a character of UTF-16 is missing.".into())
    }
}
