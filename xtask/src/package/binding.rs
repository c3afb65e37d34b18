//! This program in the place of wasm-bindgen, as wasm-pack calls it between compiling and packing: cuts the program in
//! two, has the first part bound, and puts the second one beside it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use super::{LOADER, NAME};
use crate::program::{BINDING, Parts};
use crate::setup;

/// The name under which wasm-pack looks for it.
const TOOL: &str = "wasm-bindgen";
/// The variable that names wasm-bindgen itself.
const REAL: &str = "OPENMERCATO_ECS_WASM_BINDGEN";

/// Puts this program into a folder under the name of wasm-bindgen; gives what it must find in its environment.
pub(super) fn put_into(folder: &Path) -> Result<[(&'static str, PathBuf); 1]> {
    let stand_in = folder.join(TOOL).with_extension(std::env::consts::EXE_EXTENSION);
    let this = std::env::current_exe()?;
    std::fs::copy(&this, &stand_in).with_context(|| format!("cannot make {}", stand_in.display()))?;
    Ok([(REAL, setup::wasm_bindgen()?)])
}

/// Whether this program was called as wasm-bindgen.
pub(crate) fn is_wanted() -> bool {
    std::env::args_os().next().is_some_and(|called| Path::new(&called).file_stem().is_some_and(|name| name == TOOL))
}

/// Does what wasm-pack asks for.
pub(crate) fn run() -> ExitCode {
    match bind(std::env::args_os().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Binds the program among the arguments; what names none, as `--version`, is wasm-bindgen's own.
fn bind(mut arguments: Vec<OsString>) -> Result<()> {
    let real = std::env::var_os(REAL).with_context(|| format!("{REAL} is not set"))?;
    let is_program = |argument: &OsString| Path::new(argument).extension().is_some_and(|extension| extension == "wasm");
    let Some(program) = arguments.iter_mut().find(|argument| is_program(argument)) else {
        return succeed(Command::new(real).args(arguments));
    };
    let folder = tempfile::tempdir()?;
    let parts = Parts::cut(Path::new(program), folder.path())?;
    *program = parts.first.clone().into_os_string();
    succeed(Command::new(real).args(&arguments).args(BINDING))?;
    let mut after = arguments.iter().skip_while(|argument| *argument != "--out-dir");
    let out = after.nth(1).context("wasm-pack names no folder with --out-dir")?;
    parts.join(Path::new(out), NAME, LOADER)
}

fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
    if status.success() { Ok(()) } else { bail!("{command:?}: {status}") }
}
