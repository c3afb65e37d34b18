//! The packages that the binary is made of, as Cargo publishes them: packed, and the binary installed from them alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;

use crate::{checkout, progress};

const BINARY: &str = "openmercato-ecs";

/// What is read of `cargo metadata`.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    /// The registries that it may go to; null is all.
    publish: Option<Vec<String>>,
}

impl Package {
    fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|registries| !registries.is_empty())
    }

    /// As the folder in its archive is called.
    fn full_name(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }
}

/// Packs every package that may be published, installs the binary from what was packed, in a folder that has nothing
/// else, and compares the archives that it makes with those of the checkout's.
pub(crate) fn check() -> Result<()> {
    let Metadata { packages, target_directory } = checkout::metadata(&["--no-deps"])?;
    let packages: Vec<_> = packages.into_iter().filter(Package::is_published).collect();
    pack(&packages)?;
    let folder = tempfile::tempdir()?;
    for package in &packages {
        let archive = target_directory.join("package").join(format!("{}.crate", package.full_name()));
        let mut tar = Command::new("tar");
        progress::run("Unpack", tar.arg("-xzf").arg(archive).current_dir(folder.path()))?;
    }
    let installed = install(&packages, folder.path(), &target_directory.join("crates"))?;
    compare(&installed, &checkout::built(BINARY)?, folder.path())
}

/// Without Cargo's own verification: installing compiles every package once, and that one each by itself.
fn pack(packages: &[Package]) -> Result<()> {
    let mut cargo = checkout::cargo();
    cargo.args(["package", "--no-verify", "--allow-dirty", "--locked"]);
    cargo.args(packages.iter().flat_map(|package| ["--package", &package.name]));
    progress::run("Pack the crates", &mut cargo)
}

/// The binary, installed from the unpacked packages, with the versions of other packages that the packed lock file has.
fn install(packages: &[Package], folder: &Path, target: &Path) -> Result<PathBuf> {
    let binary = packages.iter().find(|package| package.name == BINARY).context("the binary is not published")?;
    let place = |package: &Package| folder.join(package.full_name());
    let patches = packages.iter().map(|package| format!("{} = {{ path = {:?} }}\n", package.name, place(package)));
    fs::create_dir_all(folder.join(".cargo"))?;
    fs::write(folder.join(".cargo/config.toml"), format!("[patch.crates-io]\n{}", patches.collect::<String>()))?;
    let cargo = || {
        let mut cargo = checkout::cargo();
        cargo.current_dir(folder);
        cargo
    };
    // The lock file names the registry as the place of ours; this puts the patched places in.
    let manifest = place(binary).join("Cargo.toml");
    progress::run("Lock", cargo().args(["update", "--workspace", "--quiet", "--manifest-path"]).arg(manifest))?;
    let mut install = cargo();
    install.args(["install", "--debug", "--locked", "--path"]).arg(place(binary));
    install.arg("--root").arg(folder).arg("--target-dir").arg(target);
    progress::run("Install the binary", &mut install)?;
    Ok(folder.join("bin").join(format!("{BINARY}{}", std::env::consts::EXE_SUFFIX)))
}

/// Holds the archives of all presets against each other.
fn compare(installed: &Path, ours: &Path, folder: &Path) -> Result<()> {
    let names = presets(installed)?;
    for name in &names {
        let [one, other] = [bundle(installed, name, folder)?, bundle(ours, name, folder)?];
        ensure!(one == other, "the archive of {name} has other bytes from the installed binary");
    }
    progress::say(&format!("The installed binary makes the same archives of {} presets", names.len()));
    Ok(())
}

fn presets(program: &Path) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Preset {
        name: String,
    }
    let output = Command::new(program).args(["presets", "--format", "json"]).output()?;
    let presets: Vec<Preset> = serde_json::from_slice(&output.stdout).context("cannot read what presets prints")?;
    ensure!(!presets.is_empty(), "the installed binary has no presets");
    Ok(presets.into_iter().map(|preset| preset.name).collect())
}

fn bundle(program: &Path, preset: &str, folder: &Path) -> Result<Vec<u8>> {
    let file = folder.join("archive.zip");
    let mut command = Command::new(program);
    let output = command.args(["bundle", "--preset", preset, "--out"]).arg(&file).output()?;
    if !output.status.success() {
        bail!("{} fails for {preset}:\n{}", program.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(fs::read(file)?)
}
