//! What people bring, read into inputs: module calls, variables, files of other tools, archives and links.
//!
//! ```text
//! source files ──format──▶ import (inputs, notes, what was taken)
//! archive ──▶ what runs
//! repository ──▶ upgrade, what runs
//! ```
//!
//! What the readers are on the way to: **whatever a source holds is in the result or in a note that names its line.**
//! Today comments, what says where a called module lies, and blocks within the call are in neither.

mod addition;
mod archive;
mod archived;
mod call;
pub mod folder;
mod format;
mod import;
mod line;
mod line_index;
mod note;
mod reader;
mod reading;
mod repository;
mod source_file;
mod terraform;
#[cfg(test)]
mod tests;

pub use addition::added;
pub use archived::{Archived, NotArchived};
pub use call::{Argument, Call};
pub use format::Format;
pub use import::{Import, ReadFile};
pub use line::{Line, Mark};
pub use note::{Lines, Note, NoteKind};
pub use reading::{read, read_pasted};
pub use repository::{Existing, Repository};
pub use source_file::{LARGEST, SourceFile};
pub use terraform::DEEPEST;
