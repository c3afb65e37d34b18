//! The page: `app` as WebAssembly, and `public` around it.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::site::Site;
use crate::{checkout, notices, program, progress, setup};

/// Sets up, and builds the page into `dist/`.
pub(crate) fn build() -> Result<()> {
    setup::wasm_target()?;
    let started = Instant::now();

    let root = checkout::root();
    // In the checkout, so that it can be renamed to dist/; in target/, which Git ignores, if interrupted.
    let target = root.join("target");
    fs::create_dir_all(&target)?;
    let package = tempfile::Builder::new().prefix("package-").tempdir_in(&target)?;
    program::build(package.path())?;

    progress::say("Name and pack the page's files …");
    let mut site = Site::of(Site::read(&root.join("public"))?, Site::read(package.path())?)?;
    site.insert("LICENSE.txt", fs::read(root.join("LICENSE"))?);
    site.insert("THIRD-PARTY.txt", notices::of(program::PACKAGE)?);
    let fresh = tempfile::Builder::new().prefix("dist-").tempdir_in(&target)?;
    site.write(fresh.path())?;
    replace(&checkout::dist(), fresh)?;
    progress::say(&format!("The page is in dist/, built in {}", progress::seconds(started.elapsed())));
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
