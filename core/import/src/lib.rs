//! What people bring, read into inputs: module calls, variables, files of other tools, archives and links.
//!
//! ```text
//! source files ──format──▶ import (inputs, notes, what was taken)
//! archive ──▶ what runs
//! ```
//!
//! One rule holds for every reader: **whatever a source holds is in the result or in a note that names its line.**

mod addition;
mod archive;
mod archived;
pub mod folder;
mod format;
mod import;
mod json;
mod line;
mod note;
mod reader;
mod reading;
mod source_file;
mod terraform;
#[cfg(test)]
mod tests;

pub use addition::added;
pub use archived::{Archived, NotArchived};
pub use format::Format;
pub use import::{Import, ReadFile};
pub use line::{Line, Mark};
pub use note::{Lines, Note, NoteKind};
pub use reading::{read, read_pasted};
pub use source_file::{LARGEST, SourceFile};
pub use terraform::DEEPEST;
