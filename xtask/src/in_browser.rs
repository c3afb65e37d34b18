//! Core as WebAssembly, with what it answers natively beside it, for the tests in a browser.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{checkout, program, progress, setup};

const PACKAGE: &str = "openmercato-ecs-in-browser";
const NAME: &str = "openmercato_ecs_in_browser";

/// How core is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compiled {
    /// In a third of the time that the page takes, with overflow checked: to ask whether its answers are right.
    ForTests,
    /// As the page is, to see how long it takes.
    AsThePage,
}

impl Compiled {
    /// The profile, and the folder that Cargo names after it.
    fn profile(self) -> (&'static str, &'static str) {
        match self {
            Self::ForTests => ("dev", "debug"),
            Self::AsThePage => ("page", "page"),
        }
    }
}

/// Builds it into a folder below `target/`, which a server may hand out; gives the folder.
pub(crate) fn build(compiled: Compiled) -> Result<PathBuf> {
    let target = program::target_folder()?;
    let folder = target.join("in-browser");
    fs::create_dir_all(&folder)?;
    let (profile, below) = compiled.profile();
    let mut cargo = checkout::cargo();
    // A library for Rust beside the one for the browser would switch link-time optimization off.
    cargo
        .args([
            "rustc",
            "--lib",
            "--crate-type=cdylib",
            "--package",
            PACKAGE,
            "--features=packed",
            "--profile",
            profile,
        ])
        .args(["--target", setup::WASM_TARGET])
        // Nobody looks into it with a debugger.
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .envs(program::packed_module()?);
    progress::run("Compile core for the browser", &mut cargo)?;
    let program = target.join(setup::WASM_TARGET).join(below).join(format!("{NAME}.wasm"));
    let mut bindgen = checkout::command(setup::wasm_bindgen()?);
    bindgen.args(["--target=web", "--no-typescript", "--out-dir"]).arg(&folder).arg(program);
    progress::run("Bind it with wasm-bindgen", &mut bindgen)?;
    write_questions(&folder, compiled)?;
    fs::write(folder.join("index.html"), "<!doctype html><link rel=\"icon\" href=\"data:,\"><title>core</title>\n")?;
    Ok(folder)
}

/// Writes what is to be asked, and the answers; with what is timed, where that makes sense.
fn write_questions(folder: &Path, compiled: Compiled) -> Result<()> {
    let edits = (compiled == Compiled::AsThePage).then_some("edits");
    let output = checkout::command(checkout::built("browser-questions")?).args(edits).output()?;
    if !output.status.success() {
        bail!("the questions cannot be written:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(fs::write(folder.join("questions.json"), output.stdout)?)
}
