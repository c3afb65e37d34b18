//! What people bring, read into inputs: module calls, variables, files of other tools, archives and links.
//!
//! ```text
//! source files ──format──▶ import (inputs, notes, what was taken)
//! archive ──▶ what runs
//! repository ──▶ upgrade, what runs
//! ```
//!
//! **Whatever a source holds is in the result or in a note that names its line.**

mod addition;
mod admittance;
mod archive;
mod archived;
mod call;
mod compose;
mod container;
mod dotenv;
mod environment;
pub mod folder;
mod format;
mod import;
mod interpolation;
mod json_tree;
mod line;
mod line_index;
mod linked;
mod note;
mod proposal;
mod proposing;
mod reader;
mod reading;
mod recognition;
mod repository;
mod secret;
mod source_file;
mod syntax;
mod task_definition;
mod terraform;
#[cfg(test)]
mod tests;
mod tree;
mod yaml;

pub use addition::added;
pub use archived::{Archived, NotArchived};
pub use call::{Argument, Call};
pub use format::Format;
pub use import::{Import, ReadFile};
pub use line::{Line, Mark};
pub use note::{Lines, Note, NoteKind};
pub use proposal::Proposal;
pub use reading::{read, read_pasted};
pub use repository::{Existing, Repository};
pub use source_file::{LARGEST, LARGEST_TOGETHER, SourceFile};
pub use terraform::{DEEPEST, MOST_PARTS};
