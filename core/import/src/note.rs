//! What became of a part of a source that is not in the inputs as it stood there.

use std::fmt;
use terraform_language::InputPath;

/// The lines of a file, from 1, first and last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lines {
    /// The file's index in [`Import::files`](crate::Import::files).
    pub file: usize,
    /// The first line.
    pub first: usize,
    /// The last line.
    pub last: usize,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// It is not in the inputs, though it means something there.
    LeftOut,
    /// It is in the inputs as something else than it was.
    Changed,
    /// It looks like a secret: its value is not kept, and a secret has to be made for it.
    Secret,
    /// It says nothing that an input could hold: a comment, where the module lies, another tool's settings.
    Aside,
}

/// What is said about a part of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it stands; `None` where it is about no lines, as a file that cannot be read.
    pub lines: Option<Lines>,
    /// The input that it is about, where it is about one.
    pub path: Option<InputPath>,
    /// What became of it.
    pub kind: NoteKind,
    /// What and why, as a sentence. It may quote the source.
    pub text: String,
}

impl NoteKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftOut => "left_out",
            Self::Changed => "changed",
            Self::Secret => "secret",
            Self::Aside => "aside",
        }
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LeftOut => "left out",
            Self::Changed => "changed",
            Self::Secret => "secret",
            Self::Aside => "aside",
        })
    }
}
