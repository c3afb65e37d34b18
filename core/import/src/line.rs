//! The lines of a source, each with what became of it.

use crate::NoteKind;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What it says is in the inputs.
    Taken,
    /// Its notes say what became of it; this is the weightiest.
    Noted(NoteKind),
    /// It says nothing: it is blank, or closes what another one opened.
    Silent,
}

/// A line of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text, without what looks like a secret.
    pub text: String,
    /// What became of it.
    pub mark: Mark,
}
