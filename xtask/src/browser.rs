//! The browser tests: Node's test runner on `tests/browser/*.test.mjs`.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::engine::{CHROMIUM, FIREFOX, WEBKIT};
use crate::in_browser::Compiled;
use crate::serve::Server;
use crate::{checkout, in_browser, progress, setup};

/// Where the tests and their `package.json` are.
pub(crate) const FOLDER: &str = "tests/browser";

/// Serves `dist/`, which must have been built, and runs every file against it.
pub(crate) fn test() -> Result<()> {
    let server = Server::start(&checkout::dist(), Some(0))?;
    // What an earlier run photographed would pass for this one's.
    match fs::remove_dir_all(checkout::root().join("target/screenshots")) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    checkout::built("judge")?;
    let programs = checkout::built("openmercato-ecs")?;
    let mut node = checkout::command(setup::node()?);
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(node_tests(FOLDER)?)
        .env("PAGE_URL", server.address())
        .env("CHROMIUM", CHROMIUM.ensure()?)
        .env("FIREFOX", FIREFOX.ensure()?)
        .env("BROWSER_MODULES", setup::node_modules(FOLDER)?)
        .env("IN_BROWSER", in_browser::build(Compiled::ForTests)?)
        .env("PROGRAMS", programs.parent().unwrap_or(&programs))
        .env("XTASK", std::env::current_exe()?);
    if cfg!(target_os = "linux") {
        node.env("WEBKIT", WEBKIT.ensure()?);
    }
    progress::run_live(&mut node)
}

/// The files of Node's tests in a folder of the checkout, sorted.
pub(crate) fn node_tests(folder: &str) -> Result<Vec<PathBuf>> {
    let folder = checkout::root().join(folder);
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("there are no tests in {}", folder.display());
    }
    files.sort();
    Ok(files)
}
