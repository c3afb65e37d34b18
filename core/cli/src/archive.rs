//! The archive: written as a folder or as a zip, and held against its own link.

use super::{Format, Printed, source};
use openmercato_ecs_core::Deployment;
use openmercato_ecs_core::verification::Claim;
use serde_json::json;
use std::path::Path;
use std::{fs, io};

/// Writes every file below a folder.
pub(super) fn emit(deployment: &Deployment, out: &Path) -> Result<Printed, String> {
    let failed = |path: &Path, error: &io::Error| format!("cannot write {}: {error}.", path.display());
    for (name, text) in deployment.files().iter() {
        let path = out.join(name);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        fs::write(&path, text).map_err(|error| failed(&path, &error))?;
        set_mode(&path, name).map_err(|error| failed(&path, &error))?;
    }
    let files = deployment.files().len();
    Ok(Printed::line(format!("{files} files in {}; start in {}", out.display(), deployment.root())))
}

#[cfg(unix)]
fn set_mode(path: &Path, name: &str) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(openmercato_ecs_core::Files::mode(name)))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: &str) -> io::Result<()> {
    Ok(())
}

/// Writes the zip, and gives its hash as `sha256sum` prints it.
pub(super) fn bundle(deployment: &Deployment, format: Format, out: &Path) -> Result<Printed, String> {
    let bundle = deployment.bundle();
    fs::write(out, &bundle.bytes).map_err(|error| format!("cannot write {}: {error}.", out.display()))?;
    Ok(match format {
        Format::Text => Printed::line(format!("{}  {}", bundle.sha256(), out.display())),
        Format::Json => {
            let json = json!({ "sha256": bundle.sha256(), "bytes": bundle.bytes.len() });
            Printed::File(format!("{json}\n"))
        }
    })
}

/// Compares an archive with the one that its own link makes: the paths that were added, removed or changed, and
/// whether there are none.
pub(super) fn verify(path: &Path, format: Format) -> Result<(Printed, bool), String> {
    let bytes = source::bytes(path)?;
    let claim = Claim::read(&bytes).map_err(|why| format!("{} {why}.", path.display()))?;
    source::noted(&claim.link)?;
    let verification = claim.verify();
    let printed = match format {
        Format::Json => Printed::json(&verification.to_json()),
        Format::Text if verification.is_untouched() => Printed::line("The archive is what its link makes."),
        Format::Text => {
            let files = verification.differences.iter();
            Printed::Lines(files.map(|file| format!("{}  {}", file.change, file.path)).collect())
        }
    };
    Ok((printed, verification.is_untouched()))
}
