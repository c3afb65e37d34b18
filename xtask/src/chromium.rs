//! Chromium for the browser tests: found, or installed where a package manager
//! offers it.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::progress;

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

struct PackageManager {
    program: &'static str,
    /// Run one after the other.
    commands: &'static [&'static [&'static str]],
    /// Whether it installs for all users.
    needs_root: bool,
}

const PACKAGE_MANAGERS: &[PackageManager] = &[
    PackageManager {
        program: "apt-get",
        commands: &[&["update"], &["install", "-y", "--no-install-recommends", "chromium"]],
        needs_root: true,
    },
    PackageManager { program: "dnf", commands: &[&["install", "-y", "chromium"]], needs_root: true },
    PackageManager { program: "brew", commands: &[&["install", "--cask", "chromium"]], needs_root: false },
];

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
    let offered = PACKAGE_MANAGERS.iter().find(|manager| which::which(manager.program).is_ok());
    let manager = offered.with_context(|| {
        let tried: Vec<_> = PACKAGE_MANAGERS.iter().map(|manager| manager.program).collect();
        format!("{REMEDY}. None of {} is here to do it", tried.join(", "))
    })?;
    for arguments in manager.commands {
        let title = format!("Install Chromium ({} {})", manager.program, arguments[0]);
        progress::run(&title, &mut manager.command(arguments)?).context(REMEDY)?;
    }
    find().with_context(|| format!("{REMEDY}. {} installed one that does not run", manager.program))
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

impl PackageManager {
    fn command(&self, arguments: &[&str]) -> Result<Command> {
        let mut command = if self.needs_root && !is_root()? {
            let mut sudo = Command::new("sudo");
            // Where nobody can type a password, fail rather than wait for one.
            if !std::io::stdin().is_terminal() {
                sudo.arg("--non-interactive");
            }
            sudo.arg(self.program);
            sudo
        } else {
            Command::new(self.program)
        };
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        Ok(command)
    }
}

fn is_root() -> Result<bool> {
    let output = Command::new("id").arg("-u").output().context("cannot run `id -u`")?;
    Ok(output.stdout.trim_ascii() == b"0")
}
