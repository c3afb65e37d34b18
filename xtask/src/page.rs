//! The page: `app` as WebAssembly, and `public` around it.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

use crate::{checkout, progress, setup};

/// The folder of the WebAssembly and its JavaScript, in the page.
const PACKAGE: &str = "pkg";

/// Sets up, and builds the page into `dist/`.
pub(crate) fn build() -> Result<()> {
    setup::wasm_target()?;
    let path = setup::path_with_wasm_tools()?;
    let started = Instant::now();

    let root = checkout::root();
    // In the checkout, so that it can be renamed to dist/; in target/, which Git ignores, if interrupted.
    let target = root.join("target");
    fs::create_dir_all(&target)?;
    let fresh = tempfile::Builder::new().prefix("dist-").tempdir_in(&target)?;
    copy(&root.join("public"), fresh.path())?;

    let package = fresh.path().join(PACKAGE);
    let mut wasm_pack = checkout::command("wasm-pack");
    wasm_pack
        .args(["build", "app", "--target=web", "--profile=page", "--no-opt", "--no-pack", "--no-typescript"])
        .arg("--no-gitignore")
        .arg("--out-dir")
        .arg(&package)
        .env("PATH", path);
    progress::run("Build the page with wasm-pack", &mut wasm_pack)?;

    replace(&checkout::dist(), fresh)?;
    let size = fs::metadata(checkout::dist().join(PACKAGE).join("openmercato_ecs_app_bg.wasm"))?.len();
    progress::say(&format!(
        "The page is in dist/: {} kB of WebAssembly, built in {}",
        size / 1000,
        progress::seconds(started.elapsed())
    ));
    Ok(())
}

/// Puts the finished folder in the place of the old one, so that `dist/` never
/// holds half a page.
fn replace(target: &Path, fresh: tempfile::TempDir) -> Result<()> {
    let fresh = fresh.keep();
    if target.exists() {
        fs::remove_dir_all(target).with_context(|| format!("cannot remove {}", target.display()))?;
    }
    fs::rename(&fresh, target).with_context(|| format!("cannot make {}", target.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", from.display()))?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)
        } else {
            fs::copy(entry.path(), &target).map(|_| ())
        }
        .with_context(|| format!("cannot copy {}", entry.path().display()))?;
    }
    Ok(())
}
