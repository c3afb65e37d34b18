//! The archive as a zip, and held against its own link.

use super::{Format, Printed, source};
use openmercato_ecs_core::Deployment;
use openmercato_ecs_core::verification::Claim;
use serde_json::json;
use std::fs;
use std::path::Path;

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
