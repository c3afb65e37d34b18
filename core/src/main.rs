//! The command-line twin of the page.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
