//! The lines of a source, each with what became of it.

use crate::NoteKind;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What it says is in the inputs.
    Taken,
    /// What it says could be an input, once somebody takes it.
    Proposed,
    /// A note says what became of it; of several parts of one length the last counts.
    Noted(NoteKind),
    /// It says nothing: it is blank, or closes what another one opened.
    Silent,
}

/// A line of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text; what looks like a secret is masked once [`Import::admitted`](crate::Import::admitted) saw it.
    pub text: String,
    /// What became of it.
    pub mark: Mark,
}
