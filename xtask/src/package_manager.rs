//! What a machine's own package manager brings.

use std::io::IsTerminal as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::progress;

/// The same programs as each package manager names them.
pub(crate) struct Packages {
    pub(crate) apt: &'static [&'static str],
    pub(crate) dnf: &'static [&'static str],
    pub(crate) brew: &'static [&'static str],
}

/// Installs the packages with the first package manager that is here; `name` is what people call them.
///
/// Fails when none is here, or when it fails.
pub(crate) fn install(name: &str, packages: &Packages) -> Result<()> {
    let offered = [("apt-get", packages.apt), ("dnf", packages.dnf), ("brew", packages.brew)];
    let found = offered.into_iter().find(|(program, _)| which::which(program).is_ok());
    let Some((program, packages)) = found else {
        bail!("none of {} is here to install {name}", offered.map(|(program, _)| program).join(", "));
    };
    let install: Vec<_> = ["install"].iter().chain(options(program)).chain(packages).copied().collect();
    if program == "apt-get" {
        run(&format!("Install {name} ({program} update)"), program, &["update"])?;
    }
    run(&format!("Install {name} ({program} install)"), program, &install)
}

/// How long another process may hold the package manager's lock, and how often it is asked for.
const PATIENCE: Duration = Duration::from_secs(600);
const PAUSE: Duration = Duration::from_secs(3);

/// Runs the package manager, once nobody else does.
fn run(title: &str, program: &str, arguments: &[&str]) -> Result<()> {
    let mut command = command(program, arguments)?;
    once_unlocked(PATIENCE, PAUSE, || progress::run_unless(title, &mut command, is_locked))
        .with_context(|| format!("{title}: wait until the other process is done, then try again"))
}

/// Tries until it is no longer another process's lock that stands in the way.
///
/// `DPkg::Lock::Timeout` would serve for `apt-get install` alone: `apt-get update` has no such option.
fn once_unlocked(patience: Duration, pause: Duration, mut attempt: impl FnMut() -> Result<bool>) -> Result<()> {
    let started = Instant::now();
    while !attempt()? {
        if started.elapsed() >= patience {
            bail!("another process has held the package manager's lock for {}", progress::seconds(patience));
        }
        progress::say("Another process holds the package manager's lock: waiting for it …");
        std::thread::sleep(pause);
    }
    Ok(())
}

/// Whether the output of a package manager says that another process holds its lock.
fn is_locked(output: &str) -> bool {
    ["Could not get lock", "Unable to acquire the dpkg frontend lock", "Waiting for process with pid"]
        .iter()
        .any(|said| output.contains(said))
}

fn options(program: &str) -> &'static [&'static str] {
    match program {
        "apt-get" => &["-y", "--no-install-recommends"],
        "dnf" => &["-y"],
        _ => &[],
    }
}

fn command(program: &str, arguments: &[&str]) -> Result<Command> {
    // Homebrew installs for the user alone, and refuses to run as root.
    let mut command = if program != "brew" && !is_root()? {
        let mut sudo = Command::new("sudo");
        // Where nobody can type a password, fail rather than wait for one.
        if !std::io::stdin().is_terminal() {
            sudo.arg("--non-interactive");
        }
        sudo.arg(program);
        sudo
    } else {
        Command::new(program)
    };
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

fn is_root() -> Result<bool> {
    let output = Command::new("id").arg("-u").output().context("cannot run `id -u`")?;
    Ok(output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As apt 2.6 says it.
    const HELD: &str =
        "Reading package lists...\nE: Could not get lock /var/lib/apt/lists/lock. It is held by process 16963";

    #[test]
    fn a_lock_is_told_from_other_failures() {
        assert!(is_locked(HELD));
        assert!(!is_locked("E: Unable to locate package no-such-package"));
    }

    #[test]
    fn a_lock_is_waited_for() {
        let mut tries = 0;
        let unlocked = once_unlocked(PATIENCE, Duration::ZERO, || {
            tries += 1;
            Ok(tries == 3)
        });
        assert!(unlocked.is_ok() && tries == 3, "{tries}");
    }

    #[test]
    fn a_lock_that_stays_is_an_error() {
        let error = once_unlocked(Duration::ZERO, Duration::ZERO, || Ok(false)).expect_err("locked");
        assert!(error.to_string().contains("another process has held"), "{error}");
    }

    #[test]
    fn another_failure_is_not_tried_again() {
        let mut tries = 0;
        let failed = once_unlocked(PATIENCE, Duration::ZERO, || {
            tries += 1;
            bail!("no such package")
        });
        assert!(failed.is_err() && tries == 1, "{tries}");
    }
}
