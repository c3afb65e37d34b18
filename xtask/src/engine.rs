//! The browsers of the tests: found, or installed where a package manager offers them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::package_manager::{self, Packages};

/// A browser, or the driver of one.
pub(crate) struct Engine {
    /// What people call it.
    name: &'static str,
    /// The variable that may name its program.
    variable: &'static str,
    /// The names of its program on the `PATH`.
    names: &'static [&'static str],
    /// Where macOS and Windows keep it, off the `PATH`.
    places: &'static [&'static str],
    /// With what it says something about itself and ends.
    question: &'static str,
    /// The programs that it does not run without.
    companions: &'static [&'static str],
    packages: Packages,
}

/// Chromium or Chrome.
pub(crate) const CHROMIUM: Engine = Engine {
    name: "Chromium",
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    places: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ],
    question: "--version",
    companions: &[],
    packages: Packages { apt: &["chromium"], dnf: &["chromium"], brew: &["--cask", "chromium"] },
};

/// Firefox.
pub(crate) const FIREFOX: Engine = Engine {
    name: "Firefox",
    variable: "FIREFOX",
    names: &["firefox", "firefox-esr"],
    places: &["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"],
    question: "--version",
    companions: &[],
    packages: Packages { apt: &["firefox-esr"], dnf: &["firefox"], brew: &["--cask", "firefox"] },
};

/// The driver of WebKit's own browser, with a screen for it: on Linux alone.
pub(crate) const WEBKIT: Engine = Engine {
    name: "WebKit's driver",
    variable: "WEBKIT",
    names: &["WebKitWebDriver"],
    places: &[],
    question: "--help",
    companions: &["xvfb-run", "xauth"],
    packages: Packages {
        apt: &["webkit2gtk-driver", "xvfb", "xauth"],
        dnf: &["webkitgtk6.0", "xorg-x11-server-Xvfb", "xorg-x11-xauth"],
        brew: &[],
    },
};

impl Engine {
    /// The program: the one that the variable names, else one that is installed, else one that a package manager brings.
    ///
    /// # Errors
    /// There is none that runs, with what to do about it.
    pub(crate) fn ensure(&self) -> Result<PathBuf> {
        let Self { name, variable, companions, .. } = self;
        let with = if companions.is_empty() { String::new() } else { format!(" with {}", companions.join(" and ")) };
        if let Some(named) = std::env::var_os(variable).filter(|named| !named.is_empty()) {
            let named = PathBuf::from(named);
            if !self.runs(&named) {
                bail!("{variable} names {}, which does not run here{with}", named.display());
            }
            return Ok(named);
        }
        if let Some(found) = self.find() {
            return Ok(found);
        }
        let remedy = || {
            format!(
                "{name} is needed for the browser tests. Install it{with}, or set {variable} to the path of its program"
            )
        };
        package_manager::install(name, &self.packages).with_context(remedy)?;
        self.find().with_context(|| format!("{}. A package manager installed one that does not run", remedy()))
    }

    fn find(&self) -> Option<PathBuf> {
        let on_path = self.names.iter().filter_map(|name| which::which(name).ok());
        let in_place = self.places.iter().map(PathBuf::from).filter(|place| place.is_file());
        on_path.chain(in_place).find(|program| self.runs(program))
    }

    /// Some distributions put a script in its place that only says how to install it.
    fn runs(&self, program: &Path) -> bool {
        // On Windows the question opens a window instead.
        if cfg!(windows) {
            return program.is_file();
        }
        let status = Command::new(program).arg(self.question).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
            && self.companions.iter().all(|companion| which::which(companion).is_ok())
    }
}
