//! Writes the file of the module's present defaults in `core/module/defaults`.

use std::process::ExitCode;

use openmercato_ecs_core::Module;
use openmercato_ecs_tests::defaults;

fn main() -> ExitCode {
    let written = defaults::text(Module::embedded())
        .and_then(|text| std::fs::write(defaults::file(), text).map_err(|error| error.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {}: {message}", defaults::file().display());
            ExitCode::FAILURE
        }
    }
}
