//! Chromium for the browser tests: found, or installed where a package manager
//! offers it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::package_manager::{self, Packages};

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where macOS and Windows keep it, off the `PATH`.
const PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

const REMEDY: &str = "Chromium is needed for the browser tests. Install Chromium or Chrome, \
     or set CHROMIUM to the path of its program";

const PACKAGES: Packages = Packages { apt: &["chromium"], dnf: &["chromium"], brew: &["--cask", "chromium"] };

/// The program of Chromium or Chrome: the one that `CHROMIUM` names, else one
/// that is installed, else one that a package manager brings.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        if !runs(&named) {
            bail!("CHROMIUM names {}, which does not run as a browser", named.display());
        }
        return Ok(named);
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    package_manager::install("Chromium", &PACKAGES).context(REMEDY)?;
    find().with_context(|| format!("{REMEDY}. A package manager installed one that does not run"))
}

fn find() -> Option<PathBuf> {
    let on_path = NAMES.iter().filter_map(|name| which::which(name).ok());
    let in_place = PLACES.iter().map(PathBuf::from).filter(|place| place.is_file());
    on_path.chain(in_place).find(runs)
}

/// Some distributions put a script in its place that only says how to install it.
fn runs(program: &PathBuf) -> bool {
    // On Windows `--version` opens a window instead.
    if cfg!(windows) {
        return program.is_file();
    }
    let status = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
