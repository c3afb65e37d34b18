//! Files that follow from others: each is checked in, and a test fails when it is out of date.

use anyhow::Result;
use clap::Subcommand;

use crate::{checkout, progress, setup};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The tables of the module's README, from the module's HCL.
    ReadmeTables,
    /// The defaults of the module's present version, which links rely on.
    ModuleDefaults,
    /// What Terraform makes of the expressions in tests/expressions: of every table, or of those named, as `max`.
    Expressions {
        /// The tables' names; all when none is named.
        names: Vec<String>,
    },
    /// What the AWS provider does with the resource types that the module has.
    Provider,
    /// What Terraform plans for the changes in tests/changes: of every input, or of those named.
    Changes {
        /// The inputs; all when none is named.
        inputs: Vec<String>,
    },
}

/// Writes the files anew. Git shows what changed.
///
/// # Errors
/// The program that writes them fails, or needs Terraform and it is missing.
pub(crate) fn run(arguments: Arguments) -> Result<()> {
    let (program, names) = match arguments.what {
        What::ReadmeTables => ("readme-tables", Vec::new()),
        What::ModuleDefaults => ("module-defaults", Vec::new()),
        What::Expressions { names } => {
            setup::terraform()?;
            ("record-expressions", names)
        }
        What::Provider => {
            setup::terraform()?;
            ("record-provider", Vec::new())
        }
        What::Changes { inputs } => {
            setup::terraform()?;
            ("record-changes", inputs)
        }
    };
    progress::run_live(checkout::command(checkout::built(program)?).args(names))
}
