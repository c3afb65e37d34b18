//! How long core takes, natively and in Chromium, beside Terraform on the same inputs.

use anyhow::Result;

use crate::engine::CHROMIUM;
use crate::in_browser::Compiled;
use crate::{browser, checkout, in_browser, progress, setup};

/// Prints the figures of all three.
///
/// # Errors
/// When something they need cannot be had.
pub(crate) fn run() -> Result<()> {
    setup::wasm_target()?;
    setup::terraform()?;
    let folder = in_browser::build(Compiled::AsThePage)?;
    progress::run_live(checkout::cargo().args([
        "bench",
        "--package",
        "openmercato-ecs-core",
        "--bench",
        "evaluation",
    ]))?;
    let mut node = checkout::command(setup::node()?);
    node.arg(format!("{}/measure.mjs", browser::FOLDER))
        .env("CHROMIUM", CHROMIUM.ensure()?)
        .env("BROWSER_MODULES", setup::node_modules(browser::FOLDER)?)
        .env("IN_BROWSER", folder)
        .env("XTASK", std::env::current_exe()?);
    progress::run_live(&mut node)?;
    let mut cargo = checkout::cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "openmercato-ecs-tests", "--bin", "terraform-times"]);
    progress::run_live(&mut cargo)
}
