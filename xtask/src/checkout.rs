//! The checkout this program was built from, and what its lock file says.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The checkout's top folder.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The built page.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// A command that runs in the checkout.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Cargo, of the toolchain that runs this program.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The path of a program of this workspace, compiled.
///
/// With the whole workspace's features, like the tests: of one package alone, Cargo would compile the dependencies a
/// second time.
pub(crate) fn built(name: &str) -> Result<PathBuf> {
    let output = cargo()
        .args(["build", "--quiet", "--workspace", "--message-format=json-render-diagnostics", "--bin", name])
        .stderr(std::process::Stdio::inherit())
        .output()?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let path = messages.lines().find_map(|line| executable(line, name));
    path.with_context(|| format!("{name} cannot be compiled"))
}

/// The program of a message of Cargo's.
fn executable(message: &str, name: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let is_it = message["target"]["name"] == name;
    message["executable"].as_str().filter(|_| is_it).map(PathBuf::from)
}

/// The version of the package `name` in `Cargo.lock`.
pub(crate) fn locked_version(name: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    version_in(&lock, name)
}

fn version_in(lock: &str, name: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
    }
    let lock: Lock = toml::from_str(lock).context("cannot read Cargo.lock")?;
    let mut versions = lock.package.into_iter().filter(|package| package.name == name);
    match (versions.next(), versions.next()) {
        (Some(package), None) => Ok(package.version),
        (None, _) => Err(anyhow!("Cargo.lock has no package {name}")),
        (Some(_), Some(_)) => bail!("Cargo.lock has {name} in more than one version"),
    }
}

/// What `cargo metadata` says, as far as the type asks for it.
pub(crate) fn metadata<T: DeserializeOwned>(arguments: &[&str]) -> Result<T> {
    let output = cargo().args(["metadata", "--format-version=1"]).args(arguments).output()?;
    if !output.status.success() {
        bail!("cargo metadata failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("cannot read cargo metadata")
}

/// The test targets of the package `name`, sorted.
pub(crate) fn test_targets(name: &str) -> Result<Vec<String>> {
    let packages = packages()?;
    let package = packages.iter().find(|package| package.name == name);
    let mut names = package.with_context(|| format!("no package {name} in the workspace"))?.tests();
    names.sort();
    Ok(names)
}

/// The test targets of every package, sorted.
pub(crate) fn all_test_targets() -> Result<Vec<String>> {
    let mut names: Vec<_> = packages()?.iter().flat_map(Package::tests).collect();
    names.sort();
    Ok(names)
}

#[derive(Deserialize)]
struct Package {
    name: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

impl Package {
    fn tests(&self) -> Vec<String> {
        let tests = self.targets.iter().filter(|target| target.kind.iter().any(|kind| kind == "test"));
        tests.map(|target| target.name.clone()).collect()
    }
}

/// The packages of the workspace.
fn packages() -> Result<Vec<Package>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    Ok(metadata::<Metadata>(&["--no-deps"])?.packages)
}

#[cfg(test)]
mod tests {
    use super::{executable, version_in};

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"

[[package]]
name = "twice"
version = "1.0.0"

[[package]]
name = "twice"
version = "2.0.0"
"#;

    #[test]
    fn version_comes_from_the_lock() {
        assert_eq!(version_in(LOCK, "wasm-bindgen").expect("locked"), "0.2.130");
    }

    #[test]
    fn the_program_is_in_a_message() {
        let message = r#"{"reason":"compiler-artifact","target":{"name":"judge"},"executable":"/target/debug/judge"}"#;
        assert_eq!(executable(message, "judge"), Some("/target/debug/judge".into()));
        assert_eq!(executable(message, "conform"), None);
        assert_eq!(executable(r#"{"reason":"build-finished","success":true}"#, "judge"), None);
    }

    #[test]
    fn missing_and_doubled_packages_are_errors() {
        let message = |name| version_in(LOCK, name).expect_err("no version").to_string();
        assert_eq!(message("absent"), "Cargo.lock has no package absent");
        assert_eq!(message("twice"), "Cargo.lock has twice in more than one version");
    }
}
