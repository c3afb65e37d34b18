//! What people bring, read into inputs: module calls, variables, files of other tools, archives and links.
//!
//! ```text
//! source files ──format──▶ import (inputs, notes, what was taken)
//! archive ──▶ what runs
//! ```
//!
//! One rule holds for every reader: **whatever a source holds is in the result or in a note that names its line.**

mod archive;
mod archived;
mod call;
mod compose;
mod dotenv;
mod environment;
mod format;
mod import;
mod interpolation;
mod json_tree;
mod line;
mod line_index;
mod note;
mod reader;
mod reading;
mod secret;
mod source_file;
mod task_definition;
mod terraform;
#[cfg(test)]
mod tests;
mod tree;
mod yaml;

pub use archived::{Archived, NotArchived};
pub use call::{Argument, Call};
pub use format::Format;
pub use import::{Import, ReadFile};
pub use line::{Line, Mark};
pub use note::{Lines, Note, NoteKind};
pub use reading::{read, read_pasted};
pub use source_file::{LARGEST, SourceFile};
pub use terraform::DEEPEST;
