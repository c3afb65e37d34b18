//! The archive as a zip, and held against its own link.

use super::{Format, Printed, brought, source};
use openmercato_ecs_core::verification::{Claim, FileChange, FileDifference};
use openmercato_ecs_core::written_once::DEPLOYMENTS;
use openmercato_ecs_core::{Deployment, Module, Verification};
use serde_json::json;
use std::collections::BTreeSet;
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

/// Compares an archive, or each deployment of a folder, with what its own link makes: the paths that were added, removed
/// or changed, and whether there are none.
pub(super) fn verify(path: &Path, format: Format) -> Result<(Printed, bool), String> {
    let claims = if path.is_dir() { claims_of_folder(path)? } else { vec![claim_of_archive(path)?] };
    for claim in &claims {
        source::noted(&claim.link)?;
    }
    let verifications: Vec<_> = claims.iter().map(Claim::verify).collect();
    let is_untouched = verifications.iter().all(Verification::is_untouched);
    let printed = match (format, verifications.as_slice()) {
        (Format::Json, [verification]) => Printed::json(&verification.to_json()),
        (Format::Json, several) => Printed::json(&several.iter().map(Verification::to_json).collect()),
        (Format::Text, verifications) => {
            Printed::Lines(lines(verifications, if path.is_dir() { "folder" } else { "archive" }))
        }
    };
    Ok((printed, is_untouched))
}

fn claim_of_archive(path: &Path) -> Result<Claim, String> {
    Claim::read(&brought::bytes(path)?).map_err(|why| format!("{} {why}.", path.display()))
}

/// Of each deployment in a folder, by its root.
fn claims_of_folder(folder: &Path) -> Result<Vec<Claim>, String> {
    let entries = fs::read_dir(folder.join(DEPLOYMENTS)).into_iter().flatten().flatten();
    let mut roots: Vec<_> =
        entries.map(|entry| format!("{DEPLOYMENTS}/{}", entry.file_name().to_string_lossy())).collect();
    roots.sort_unstable();
    // What Git for Windows does to the ends of lines is no edit.
    let read = |path: &str| {
        let bytes = brought::bytes(&folder.join(path)).ok()?;
        Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
    };
    let claims: Vec<_> = roots.iter().filter_map(|root| Claim::of_folder(root, read)).collect();
    if claims.is_empty() {
        return Err(format!("{} holds no {DEPLOYMENTS}/…/share-link.txt, which it is held against.", folder.display()));
    }
    Ok(claims)
}

/// Each difference once; files of another version of the program are counted where they are no fault.
fn lines(verifications: &[Verification], what: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for verification in verifications {
        let is_fine = |file: &&FileDifference| {
            file.change == FileChange::OfAnotherProgram && verification.other_version.is_some()
        };
        let named = verification.differences.iter().filter(|file| !is_fine(file));
        lines.extend(named.map(|file| format!("{}  {}", file.change, file.path)));
        let count = verification.differences.iter().filter(is_fine).count();
        if let Some(version) = verification.other_version.as_ref().filter(|_| count > 0) {
            lines.push(format!("{count} files are as version {version} made them; this is {}.", Module::VERSION));
        }
    }
    let mut seen = BTreeSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    if verifications.iter().all(Verification::is_untouched) {
        let made =
            if verifications.iter().any(|one| one.other_version.is_some()) { "manifests say" } else { "link makes" };
        lines.push(format!("The {what} is what its {made}."));
    }
    lines
}
