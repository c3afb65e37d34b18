//! Inputs from one of our archives.

use crate::reader::short;
use crate::source_file::SourceFile;
use openmercato_ecs_delivery::archive::{Archive, ArchiveError};

/// What there is to read in an archive.
pub(crate) struct InArchive {
    /// The inputs of its deployment, as a file.
    pub(crate) inputs: SourceFile,
    /// What else may say what its inputs are worth: the root's other files.
    pub(crate) beside: Vec<SourceFile>,
    /// What else is there and is not read, in words.
    pub(crate) left_out: Vec<String>,
}

/// Whether the bytes are those of a zip.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Finds `deployments/<name>/inputs.tf`, the first by name where there are several.
///
/// # Errors
/// The archive cannot be read or holds none: why, in words.
pub(crate) fn deployment(bytes: &[u8]) -> Result<InArchive, String> {
    let said = |error: ArchiveError| format!("the archive {error}.");
    let mut archive = Archive::open(bytes).map_err(said)?;
    let paths = archive.paths().map_err(said)?;
    let mut roots: Vec<_> = paths.iter().enumerate().filter(|(_, path)| is_inputs(path)).collect();
    roots.sort_by_key(|(_, path)| *path);
    let Some(&(index, first)) = roots.first() else {
        return Err("the archive holds no infra/terraform/deployments/…/inputs.tf.".into());
    };
    if roots[1..].iter().any(|(_, path)| *path == first) {
        return Err(said(ArchiveError::OnePath(first.clone())));
    }
    let inputs = SourceFile::new(first.clone(), archive.text(index, first).map_err(said)?);
    let folder = first.strip_suffix("inputs.tf").unwrap_or_default();
    let beside = paths.iter().enumerate().filter(|(_, path)| is_beside(path, folder));
    let beside =
        beside.filter_map(|(index, path)| Some(SourceFile::beside(path.clone(), archive.text(index, path).ok()?)));
    let beside = beside.collect();
    let left_out =
        roots[1..].iter().map(|(_, other)| format!("{} is left out: {} was read.", short(other), short(first)));
    Ok(InArchive { inputs, beside, left_out: left_out.collect() })
}

/// Whether it is another file of the configuration in this folder.
fn is_beside(path: &str, folder: &str) -> bool {
    let is_configuration =
        |name: &str| [".tf", ".tf.json", "terraform.tfvars", ".auto.tfvars"].iter().any(|end| name.ends_with(end));
    path.strip_prefix(folder).is_some_and(|name| name != "inputs.tf" && !name.contains('/') && is_configuration(name))
}

fn is_inputs(path: &str) -> bool {
    let mut names = path.rsplit('/');
    names.next() == Some("inputs.tf") && names.next().is_some() && names.next() == Some("deployments")
}
