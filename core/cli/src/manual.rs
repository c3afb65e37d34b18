//! The manual: a page of the program, and one of each command.

use super::printed::Printed;
use super::{Cli, EXAMPLES, EXIT_STATUS};
use clap::builder::Resettable;
use clap::{Args, Command, CommandFactory as _, ValueHint};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What of the manual is wanted, and where.
#[derive(Args)]
pub(super) struct Arguments {
    /// Write a page for each command into this folder, as share/man/man1; it is made where it is missing. Without it, the
    /// program's own page is printed.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: Option<PathBuf>,
}

/// A page of the manual.
struct Page {
    /// Its file, as `openmercato-ecs-check.1`.
    name: String,
    /// What `man` reads.
    text: Vec<u8>,
}

impl Arguments {
    /// The program's page, or the pages that were written, a path each.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn printed(&self) -> Result<Printed, String> {
        let pages = pages().map_err(|error| format!("the manual cannot be made: {error}."))?;
        let Some(folder) = &self.out else {
            let program = pages.first().map(|page| String::from_utf8_lossy(&page.text).into_owned());
            return Ok(Printed::File(program.unwrap_or_default()));
        };
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        let write = |page: &Page| {
            let path = folder.join(&page.name);
            fs::write(&path, &page.text).map_err(|error| failed(&path, &error))?;
            Ok(path.display().to_string())
        };
        pages.iter().map(write).collect::<Result<_, String>>().map(Printed::Lines)
    }
}

/// The pages: the program's first.
fn pages() -> io::Result<Vec<Page>> {
    // The page has them as sections of their own.
    let mut program = Cli::command().disable_help_subcommand(true).after_help(Resettable::Reset);
    program.build();
    let mut pages = Vec::new();
    add(&program, &mut pages)?;
    if let Some(page) = pages.first_mut() {
        sections().to_writer(&mut page.text)?;
    }
    Ok(pages)
}

/// Adds the page of a command, and those of its own commands.
fn add(command: &Command, pages: &mut Vec<Page>) -> io::Result<()> {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render(&mut text)?;
    pages.push(Page { name: man.get_filename(), text });
    command.get_subcommands().try_for_each(|command| add(command, pages))
}

fn sections() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    for (status, meaning) in EXIT_STATUS {
        roff.control("TP", []).text([bold(status.to_string())]).text([roman(meaning.join(" "))]);
    }
    roff.control("SH", ["EXAMPLES"]);
    for example in EXAMPLES {
        roff.control("PP", []).text([roman(example)]);
    }
    roff
}

fn failed(path: &Path, error: &io::Error) -> String {
    format!("cannot write {}: {error}.", path.display())
}
