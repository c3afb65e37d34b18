//! Inputs from one of our archives.

use super::Import;
use crate::archive::{Archive, ArchiveError};

/// The bytes that every zip starts with.
pub(super) const SIGNATURE: &[u8] = b"PK\x03\x04";

/// Reads `deployments/<name>/inputs.tf`, the first by name where there are several.
pub(super) fn read(bytes: &[u8]) -> Import {
    deployment(bytes).unwrap_or_else(|error| super::refused(format!("the archive {error}.")))
}

fn deployment(bytes: &[u8]) -> Result<Import, ArchiveError> {
    let mut archive = Archive::open(bytes)?;
    let paths = archive.paths()?;
    let mut roots: Vec<_> = paths.iter().enumerate().filter(|(_, path)| is_inputs(path)).collect();
    roots.sort_by_key(|(_, path)| *path);
    let Some(&(index, first)) = roots.first() else {
        return Ok(super::refused("the archive holds no infra/terraform/deployments/…/inputs.tf.".into()));
    };
    if roots[1..].iter().any(|(_, path)| *path == first) {
        return Err(ArchiveError::OnePath(first.clone()));
    }
    let text = archive.text(index, first)?;
    let mut import = super::read_whole("inputs.tf", &text);
    for (_, other) in &roots[1..] {
        import.notes.push(super::ImportNote {
            line: None,
            text: format!("{} is left out: {} was read.", super::short(other), super::short(first)),
        });
    }
    Ok(import)
}

fn is_inputs(path: &str) -> bool {
    let mut names = path.rsplit('/');
    names.next() == Some("inputs.tf") && names.next().is_some() && names.next() == Some("deployments")
}
