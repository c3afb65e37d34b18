//! What people have, printed as inputs.

use super::printed::{Printed, say};
use super::{Format, source, variables};
use clap::Args;
use openmercato_ecs_core::{Import, Inputs, Module};
use std::path::PathBuf;

/// What is read, and how it is printed.
#[derive(Args)]
pub(super) struct Importing {
    /// Files, folders, links; - is standard input. What is brought together is read together.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take all that calls of well-known modules could be, as terraform-aws-modules/vpc. Without this it is only named.
    #[arg(long)]
    take_proposals: bool,
    /// As .tfvars, with what became of each part on standard error; or as JSON with `inputs`, `notes` and `proposals`.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Importing {
    /// The inputs of what is named, without secrets, and whether nothing was left out.
    ///
    /// # Errors
    /// Nothing of it can be read.
    pub(super) fn printed(&self) -> Result<(Printed, bool), String> {
        let Self { files, take_proposals, format } = self;
        let import = source::brought(files)?.admitted(Module::embedded());
        let import = if *take_proposals { import.with_proposals() } else { import };
        // What comments alone say is read; there is nothing to set in it.
        let is_empty = import.inputs == Inputs::new() && import.proposals.is_empty() && import.has_left_out();
        if is_empty || *format == Format::Text {
            source::note_all(&import);
            name_proposals(&import);
        }
        if is_empty {
            return Err("nothing can be read of what is named.".into());
        }
        let is_whole = !import.has_left_out();
        match format {
            Format::Text => Ok((variables(&import.inputs, *format), is_whole)),
            Format::Json => Ok((Printed::json(&import.to_json()), is_whole)),
        }
    }
}

/// Names on standard error what could be taken.
fn name_proposals(import: &Import) {
    for proposal in &import.proposals {
        let value = proposal.value.to_json().unwrap_or_default();
        let place = import.place(proposal.lines);
        say(&format!("could be: {place}: {} = {value}: {}", proposal.path, proposal.text));
    }
    if !import.proposals.is_empty() {
        say("--take-proposals takes all that could be.");
    }
}
