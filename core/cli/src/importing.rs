//! What people have, printed as inputs.

use super::printed::Printed;
use super::{Format, source, variables};
use openmercato_ecs_core::{Inputs, Module};
use std::path::PathBuf;

/// The inputs of what is named, without secrets, and whether nothing was left out.
///
/// # Errors
/// Nothing of it can be read.
pub(super) fn printed(paths: &[PathBuf], format: Format) -> Result<(Printed, bool), String> {
    let import = source::brought(paths)?.admitted(Module::embedded());
    let is_empty = import.inputs == Inputs::new() && !import.notes.is_empty();
    if is_empty || format == Format::Text {
        source::note_all(&import);
    }
    if is_empty {
        return Err("nothing can be read of what is named.".into());
    }
    let is_whole = !import.has_left_out();
    match format {
        Format::Text => Ok((variables(&import.inputs, format), is_whole)),
        Format::Json => Ok((Printed::json(&import.to_json()), is_whole)),
    }
}
