//! What could be an input, once somebody takes it.

use crate::note::{Lines, Note, NoteKind};
use terraform_language::{InputPath, Value};

/// What a call of another module says that could be an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The input that it could be.
    pub path: InputPath,
    /// What the input would be.
    pub value: Value,
    /// Where it stands.
    pub lines: Lines,
    /// The call and its argument, as `module.vpc.cidr`.
    pub from: String,
    /// Why it corresponds, as a sentence.
    pub text: String,
}

impl Proposal {
    /// A note on where it stands and which input it is about.
    pub(crate) fn note(&self, kind: NoteKind, text: String) -> Note {
        Note { lines: Some(self.lines), path: Some(self.path.clone()), kind, text }
    }
}
