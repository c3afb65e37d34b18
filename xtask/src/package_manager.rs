//! What a machine's own package manager brings.

use std::io::IsTerminal as _;
use std::process::Command;

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
        progress::run(&format!("Install {name} ({program} update)"), &mut command(program, &["update"])?)?;
    }
    progress::run(&format!("Install {name} ({program} install)"), &mut command(program, &install)?)
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
